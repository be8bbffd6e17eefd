import { Field, ObjectType } from 'type-graphql';
import { PageInfo, pageInfoOf } from '../../graph/connection.js';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import type { NodeKey } from '../../graph/node.js';
import type { PagedList } from '../../graph/stored-list.js';
import { Article } from './article.type.js';

export const RelatedBy = defineEnum('RelatedBy', 'Why an article is related to another one.', {
  EDITOR: 'An editor has chosen it.',
  EVENT: 'It names the same event.',
  CONCEPTS: 'It names the same people, organisations, places or topics: the fewer articles name one, the more it says.',
  SAME_STORY: 'It is the same story told again: in another language, or in the same words elsewhere.',
});
export type RelatedBy = ValueOf<typeof RelatedBy>;

/** An article as it is related to another one. */
export interface Related {
  /** The article's id. */
  id: string;
  why: RelatedBy;
  /** What both name, the rarest first. */
  sharedKeys: NodeKey[];
}

@ObjectType({ description: 'One of a list of related articles, and what relates it.', simpleResolvers: true })
export class RelatedEdge {
  @Field(() => String, { description: 'Opaque place in the list, for after.' })
  cursor!: string;

  @Field(() => Article, { description: 'The related article.' })
  node!: Article;

  @Field(() => RelatedBy, {
    description: 'Why it is related: the first that holds of EDITOR, SAME_STORY, EVENT, CONCEPTS.',
  })
  why!: RelatedBy;

  readonly sharedKeys!: NodeKey[];
}

@ObjectType({ description: 'A page of a list of related articles (Relay). Nobody counts them: there are always more.' })
export class RelatedConnection {
  constructor(
    private readonly list: PagedList<Related>,
    /** Null for what has gone since. */
    private readonly article: (id: string) => Promise<Article | null>,
  ) {}

  @Field(() => [RelatedEdge], { description: 'The articles with why they are related.' })
  async edges(): Promise<object[]> {
    const items = await this.list.items();
    const edges = await Promise.all(
      items.map(async (item) => ({ ...item, cursor: this.list.cursor(item), node: await this.article(item.id) })),
    );
    return edges.filter(({ node }) => node !== null);
  }

  @Field(() => [Article], { description: 'The articles.' })
  async nodes(): Promise<Article[]> {
    const items = await this.list.items();
    const articles = await Promise.all(items.map(({ id }) => this.article(id)));
    return articles.filter((article) => article !== null);
  }

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo(): MaybePromise<PageInfo> {
    return pageInfoOf(this.list);
  }
}
