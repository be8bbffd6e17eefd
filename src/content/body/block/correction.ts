import { Field, ObjectType } from 'type-graphql';
import { BodyBlock } from '../body.type.js';
import { Correction } from '../correction.type.js';
import { box, line } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';

@ObjectType({
  implements: BodyBlock,
  description: 'A correction where readers meet it in the text; its text is the correction’s.',
  simpleResolvers: true,
})
export class CorrectionBlock extends BodyBlock {
  @Field(() => Correction, { description: 'The correction.' })
  correction!: Correction;
}

export interface StoredCorrectionBlock extends StoredBase {
  kind: 'correction';
  correction: Correction;
}

/** Set apart from the text, so that a site can show it as a note. */
export const correction = defineKind({
  kind: 'correction',
  type: CorrectionBlock,
  show: ({ correction: { text } }: StoredCorrectionBlock) => [box('aside', 'correction', line('p', text))],
  identity: ({ correction: { id } }) => id,
});
