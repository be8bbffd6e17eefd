import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import { Node } from '../../graph/node.js';
import { RevisionOrigin } from '../../graph/revision-origin.js';
import { RevisionSignal } from '../../graph/revision-signal.js';
import { DateTime } from '../../graph/scalars.js';
import type { StoredBlock } from '../body/body.type.js';

@ObjectType({
  implements: Node,
  description: 'An article as it was from one change to the next.',
  simpleResolvers: true,
})
export class Revision extends Node {
  @Field(() => Int, { description: 'The version that the article had: counts from 1.' })
  number!: number;

  @Field(() => DateTime, { description: 'When it was written.' })
  at!: Date;

  @Field(() => RevisionSignal, { description: 'What the change meant to readers. DELETE has no content.' })
  signal!: RevisionSignal;

  @Field(() => String, { description: 'The headline; empty for DELETE.' })
  headline!: string;

  @Field(() => String, { nullable: true, description: 'What the newsroom says of the change; null for nothing.' })
  note!: string | null;

  @Field(() => String, { nullable: true, description: 'Who made it, in the newsroom’s words; null where nobody says.' })
  by!: string | null;

  @Field(() => RevisionOrigin, {
    nullable: true,
    description: 'Where it came from; null for what was loaded before this was kept.',
  })
  origin!: RevisionOrigin | null;

  readonly articleId!: string;
  readonly blocks!: StoredBlock[];
  /** The article's mentions, in which the spans of the blocks count. */
  readonly mentions!: object[];
  /** The day to which a person's post belongs: that of the dateline, where it names one. */
  readonly on!: Date;
  readonly dateline!: { date: string | null } | null;
}

/** A superseded revision as it is stored. The one that holds is in the article itself. */
export type StoredRevision = Omit<Revision, 'id' | '__typename'> & {
  /** The public saw it while it held, or was told that it was gone; what was a draft then stays one. */
  shown: boolean;
};

@ObjectType({
  description:
    'What has changed in an article since an earlier version. Blocks that only moved are in none of the lists.',
  simpleResolvers: true,
})
export class RevisionDiff {
  @Field(() => Int, { description: 'The earlier version.' })
  from!: number;

  @Field(() => Int, { description: 'The version that holds now.' })
  to!: number;

  @Field(() => Boolean, { description: 'Whether the headline is another.' })
  headlineChanged!: boolean;

  @Field(() => [ID], { description: 'Blocks that were not there, in the order of the text.' })
  addedBlocks!: string[];

  @Field(() => [ID], { description: 'Blocks that are not as they were, in the order of the text.' })
  changedBlocks!: string[];

  @Field(() => [ID], { description: 'Blocks that are no longer there, in the order of the earlier text.' })
  removedBlocks!: string[];
}

export const RevisionConnection = Connection<Revision>(() => Revision, 'Revision', 'revisions');
