import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../graph/connection.js';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import { HTML } from '../../graph/scalars.js';
import { SearchHit } from './hit.js';

export const SearchKind = defineEnum('SearchKind', 'What sort of thing a search finds.', {
  ARTICLE: 'Articles.',
  PERSON: 'People.',
  ORGANISATION: 'Organisations.',
  PLACE: 'Places.',
  EVENT: 'Events.',
  TOPIC: 'Topics.',
  IMAGE: 'Pictures.',
});
export type SearchKind = ValueOf<typeof SearchKind>;

@ObjectType({ description: 'A text of a hit in which words of the query stand.', simpleResolvers: true })
export class Highlight {
  @Field(() => String, {
    description:
      'Which text: headline, standfirst, kicker, byline, dateline, body, name, alias, description, caption, alt, credit.',
  })
  field!: string;

  @Field(() => HTML, { description: 'A part of it, the words in mark elements and everything else escaped.' })
  fragment!: string;
}

@ObjectType({ description: 'How many hits there are of a kind.', simpleResolvers: true })
export class KindCount {
  @Field(() => SearchKind, { description: 'The kind.' })
  kind!: SearchKind;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'A hit, with its cursor.', simpleResolvers: true })
export class SearchEdge {
  @Field(() => String, { description: 'Opaque place in the list, for after.' })
  cursor!: string;

  @Field(() => SearchHit, { description: 'What was found.' })
  node!: SearchHit;

  @Field(() => Float, { description: 'How well it fits; means something only beside other hits of the same query.' })
  score!: number;

  @Field(() => [Highlight], {
    complexity: 25,
    description: 'Where the words stand, the best text first; at most three texts.',
  })
  highlights!: Highlight[];
}

/** The hits of one search; each part is asked for when it is selected. */
export interface SearchPage {
  edges(): Promise<SearchEdge[]>;
  pageInfo(): Promise<PageInfo>;
  totalCount(): Promise<number>;
  counts(): Promise<KindCount[]>;
  didYouMean(): Promise<string | null>;
  wants(kind: SearchKind): boolean;
  group<R extends object>(stages: Record<string, unknown>[]): Promise<R[]>;
}

@ObjectType({ description: 'A page of what a search has found, the best first (Relay).' })
export class SearchConnection {
  constructor(readonly page: SearchPage) {}

  @Field(() => [SearchEdge], { description: 'The hits with their cursors.' })
  edges(): Promise<SearchEdge[]> {
    return this.page.edges();
  }

  @Field(() => [SearchHit], { description: 'The hits.' })
  async nodes(): Promise<SearchHit[]> {
    return (await this.page.edges()).map(({ node }) => node);
  }

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo(): Promise<PageInfo> {
    return this.page.pageInfo();
  }

  @Field(() => Int, { description: 'How many hits there are of the kinds asked for. Pages end after the first 1000.' })
  totalCount(): Promise<number> {
    return this.page.totalCount();
  }

  @Field(() => [KindCount], {
    description: 'How many hits there are of each kind that has any, whatever kinds are asked for; the most first.',
  })
  counts(): Promise<KindCount[]> {
    return this.page.counts();
  }

  @Field(() => String, {
    nullable: true,
    description: 'The query as it was probably meant, which the hits then answer; null where it is found as it stands.',
  })
  didYouMean(): Promise<string | null> {
    return this.page.didYouMean();
  }
}
