import { Field, ID, ObjectType } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import { DateTime } from '../../graph/scalars.js';

export const CorrectionKind = defineEnum('CorrectionKind', 'What a note on a change is for.', {
  CORRECTION: 'Something was wrong and is put right.',
  CLARIFICATION: 'Something could be misunderstood and is made clear.',
  UPDATE: 'Something has happened since; nothing was wrong.',
  RETRACTION: 'Something that was said is taken back.',
});
export type CorrectionKind = ValueOf<typeof CorrectionKind>;

@ObjectType({ description: 'A note that tells readers of a change, and what it concerns.', simpleResolvers: true })
export class Correction {
  @Field(() => ID, { description: 'Stays the same; unique in its article.' })
  id!: string;

  @Field(() => CorrectionKind, { description: 'What it is for.' })
  kind!: CorrectionKind;

  @Field(() => String, { description: 'The note itself.' })
  text!: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  at!: Date;

  @Field(() => [ID], {
    description:
      'The blocks that it concerns, some of which later revisions may have removed; empty where it concerns the whole article.',
  })
  blockIds!: string[];
}
