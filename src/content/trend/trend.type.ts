import { Field, Int, ObjectType } from 'type-graphql';
import { defineEnum } from '../../graph/enum.js';
import type { Counts, Window as WindowName } from '../../graph/readership.js';
import { DateTime } from '../../graph/scalars.js';

export const Window = defineEnum(
  'Window',
  'Over which time readers are looked at. What is half of it older counts half as much; what is older than twice as long, nothing.',
  {
    HOUR: 'An hour: what is half an hour old counts half.',
    DAY: '24 hours: what is 12 hours old counts half.',
    WEEK: 'Seven days: what is three and a half days old counts half.',
    MONTH: 'Thirty days: what is 15 days old counts half.',
  },
);
export type Window = WindowName;

@ObjectType({ description: 'What readers search for and read now: the page’s “Search Trends”.' })
export class Trending {
  constructor(
    readonly counts: Counts,
    /** Null for the whole site. */
    readonly sectionId: string | null,
  ) {}

  @Field(() => DateTime, { description: 'When readers were counted; some seconds ago at most.' })
  asOf(): Date {
    return this.counts.at;
  }
}

@ObjectType({
  description: 'What many readers have searched for; a term of few readers is never shown.',
  simpleResolvers: true,
})
export class TrendingTerm {
  @Field(() => String, { description: 'As most of them write it.' })
  term!: string;

  @Field(() => Int, { description: 'From 1, the most searched for.' })
  rank!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Places it has gone up since a window ago, negative for down; null where it had no rank then.',
  })
  change!: number | null;

  /** Folded as names are. */
  readonly key!: string;
}

@ObjectType({ description: 'An article among the most read.', simpleResolvers: true })
export class RankedArticle {
  @Field(() => Int, { description: 'From 1, the most read.' })
  rank!: number;
}
