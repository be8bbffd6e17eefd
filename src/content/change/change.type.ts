import { Field, ID, ObjectType } from 'type-graphql';
import type { NodeKey } from '../../graph/node.js';
import { RevisionSignal } from '../../graph/revision-signal.js';
import { DateTime } from '../../graph/scalars.js';
import type { LogEntry } from '../../store/store.js';

/** What the importer appends to the log in one transaction with the change itself. Of what is not public it says nothing. */
export interface ChangeDocument {
  at: Date;
  node: NodeKey;
  signal: RevisionSignal;
  cacheTags: string[];
}
export type StoredChange = LogEntry & ChangeDocument;

@ObjectType({ description: 'One step of the change feed.', simpleResolvers: true })
export class Change {
  @Field(() => String, { description: 'Stands for this step: what follows it is asked for with changes(since:).' })
  cursor!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  at!: Date;

  @Field(() => RevisionSignal, { description: 'What happened.' })
  signal!: RevisionSignal;

  @Field(() => ID, { description: 'What was changed: its global id.' })
  nodeId!: string;

  @Field(() => Boolean, { description: 'Whether it is gone by this step: then node is null.' })
  tombstone!: boolean;

  @Field(() => [String], {
    description:
      'Tags of the answers that show what was changed, and of the lists that it was in or is in now: what caches have to drop. A tag that ends in /* is one of every list of that kind.',
  })
  cacheTags!: string[];

  readonly node!: NodeKey;
}

@ObjectType({
  description: 'What has changed since a point in time, in the order of the changes.',
  simpleResolvers: true,
})
export class ChangeFeed {
  @Field(() => [Change], { description: 'The steps, the oldest first.' })
  changes!: Change[];

  @Field(() => String, {
    nullable: true,
    description: 'Where to go on from, also where nothing has changed; null as long as nothing ever has.',
  })
  endCursor!: string | null;

  @Field(() => Boolean, { description: 'Whether there is more already.' })
  hasMore!: boolean;
}
