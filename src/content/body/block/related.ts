import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../graph/context.js';
import { loadEach } from '../../../graph/loader.js';
import type { MaybePromise } from '../../../graph/maybe-promise.js';
import { nodeKey } from '../../../graph/node.js';
import { publicArticle } from '../../article/article.loaders.js';
import { Article } from '../../article/article.type.js';
import { BodyBlock } from '../body.type.js';
import { box, type Flow, plain, title } from '../flow.js';
import { defineKind, type Found, type StoredBase } from '../kind.js';

@ObjectType({
  implements: BodyBlock,
  description:
    'Other articles, to be read beside this one or next; its text is the heading and their headlines, one a line.',
  simpleResolvers: true,
})
export class RelatedBlock extends BodyBlock {
  @Field(() => String, { nullable: true, description: 'What stands above them; null for nothing.' })
  heading!: string | null;

  readonly articleIds!: string[];
}

@Resolver(() => RelatedBlock)
export class RelatedBlockResolver {
  @FieldResolver(() => [Article], { description: 'The articles, in order, without those that are not public.' })
  articles(@Root() block: RelatedBlock, @Ctx() context: Context): MaybePromise<Article[]> {
    return loadEach(publicArticle, context, block.articleIds);
  }
}

export interface StoredRelated extends StoredBase {
  kind: 'related';
  heading: string | null;
  articleIds: string[];
}

export const related = defineKind({
  kind: 'related',
  type: RelatedBlock,
  resolvers: [RelatedBlockResolver],
  show: ({ heading, articleIds }: StoredRelated, found) => [
    box('aside', 'related', [
      ...title(heading),
      ...(found ? headlines(articleIds, found) : [{ show: 'gap' as const }]),
    ]),
  ],
  leadsTo: ({ articleIds }) => articleIds.map((id) => nodeKey('article', id)),
  identity: ({ articleIds }) => articleIds.join(' '),
});

function headlines(articleIds: readonly string[], found: Found): Flow[] {
  const items = articleIds.flatMap((articleId) => {
    const link = { url: null, articleId, title: null };
    const spans = plain(found.headline(articleId) ?? '').map((span) => ({ ...span, link }));
    return spans.length > 0 ? [{ level: 0, spans }] : [];
  });
  return items.length > 0 ? [{ show: 'list', ordered: false, items }] : [];
}
