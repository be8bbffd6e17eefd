import { ObjectType } from 'type-graphql';
import { BodyBlock } from '../body.type.js';
import { defineKind, type StoredBase } from '../kind.js';

@ObjectType({ implements: BodyBlock, description: 'A break between parts of the text.', simpleResolvers: true })
export class DividerBlock extends BodyBlock {}

export interface StoredDivider extends StoredBase {
  kind: 'divider';
}

export const divider = defineKind({
  kind: 'divider',
  type: DividerBlock,
  show: (_: StoredDivider) => [{ show: 'divider' }],
});
