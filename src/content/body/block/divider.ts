import { ObjectType } from 'type-graphql';
import { Strict } from '../../../graph/document.js';
import { blockOf } from '../body.span.document.js';
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
  document: Strict(blockOf('divider')),
  stored: () => ({ kind: 'divider' }),
  show: (_: StoredDivider) => [{ show: 'divider' }],
});
