import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../graph/context.js';
import { follow } from '../../../graph/loader.js';
import type { MaybePromise } from '../../../graph/maybe-promise.js';
import { nodeKey } from '../../../graph/node.js';
import { FuzzyDate } from '../../../graph/scalars.js';
import { eventById } from '../../event/event.loaders.js';
import { Event } from '../../event/event.type.js';
import { BodyBlock, Span, type StoredSpan } from '../body.type.js';
import { box, plain, title } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';

@ObjectType({ description: 'One step of a timeline.', simpleResolvers: true })
export class TimelineEntry {
  @Field(() => FuzzyDate, { nullable: true, description: 'When; null where it is not said.' })
  date!: string | null;

  @Field(() => String, { description: 'What happened, in a few words.' })
  title!: string;

  @Field(() => [Span], { description: 'What happened, in more words; empty for none.' })
  spans!: Span[];

  readonly eventId!: string | null;
}

@ObjectType({
  implements: BodyBlock,
  description:
    'What happened, step by step; its text is one step after another, each with its date and title on a line.',
  simpleResolvers: true,
})
export class TimelineBlock extends BodyBlock {
  @Field(() => String, { nullable: true, description: 'What it tells; null where it is not said.' })
  title!: string | null;

  @Field(() => [TimelineEntry], { description: 'The steps, in the order in which they are told.' })
  entries!: TimelineEntry[];
}

@Resolver(() => TimelineEntry)
export class TimelineEntryResolver {
  @FieldResolver(() => Event, { nullable: true, description: 'The event; null where it is none that we know.' })
  event(@Root() entry: TimelineEntry, @Ctx() context: Context): MaybePromise<Event | null> {
    return follow(eventById, context, entry.eventId);
  }
}

export interface StoredTimeline extends StoredBase {
  kind: 'timeline';
  title: string | null;
  entries: { date: string | null; title: string; spans: StoredSpan[]; eventId: string | null }[];
}

export const timeline = defineKind({
  kind: 'timeline',
  type: TimelineBlock,
  resolvers: [TimelineEntryResolver],
  show: (block: StoredTimeline) => [
    box('section', 'timeline', [
      ...title(block.title),
      {
        show: 'entries',
        entries: block.entries.map((entry) => ({
          term: [...plain(entry.date === null ? '' : `${entry.date} `), ...plain(entry.title, ['STRONG'])],
          spans: entry.spans,
        })),
      },
    ]),
  ],
  mapSpans: (block, change) => ({
    ...block,
    entries: block.entries.map((entry) => ({ ...entry, spans: change(entry.spans) })),
  }),
  leadsTo: ({ entries }) => entries.map(({ eventId }) => eventId && nodeKey('event', eventId)),
});
