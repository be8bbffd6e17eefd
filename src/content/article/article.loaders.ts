import type { Context } from '../../graph/context.js';
import { listOf, loadOne } from '../../graph/loader.js';
import type { NodeKey } from '../../graph/node.js';
import type { ForwardArgs, PageArgs } from '../../graph/page-args.js';
import type { ListOrder } from '../../graph/stored-list.js';
import type { Filter } from '../../store/store.js';
import type { Article, MentionRelation } from './article.type.js';

export const ArticleOrder = {
  NEWEST: { name: 'articles newest', field: 'sortAt', direction: -1, dates: true },
  OLDEST: { name: 'articles oldest', field: 'sortAt', direction: 1, dates: true },
  UPDATED: { name: 'articles updated', field: 'updatedAt', direction: -1, dates: true },
} as const satisfies Record<string, ListOrder>;
type Order = keyof typeof ArticleOrder;

export const articleById = loadOne<Article>('article');
export const articleBySlug = loadOne<Article>('article', 'slug');

/** Articles that match a filter, in one of the orders. */
export const articleList = (
  context: Context,
  args: ForwardArgs | PageArgs,
  filter: Filter = {},
  order: Order = 'NEWEST',
) => listOf<Article>('article', ArticleOrder[order], filter)(context, args);

export const articlesByConcept = (
  context: Context,
  concept: NodeKey,
  relation: MentionRelation[] | undefined,
  args: PageArgs,
  order: Order,
) => {
  const named = relation ? { mentions: { $elemMatch: { concept, relation: { $in: relation } } } } : {};
  return articleList(context, args, { conceptKeys: concept, ...named }, order);
};
export const articlesByAuthor = (context: Context, personId: string, args: ForwardArgs) =>
  articleList(context, args, { authorIds: personId });
export const articlesByDateline = (context: Context, placeId: string, args: ForwardArgs) =>
  articleList(context, args, { 'dateline.placeId': placeId });
export const articlesBySection = (context: Context, sectionId: string, args: ForwardArgs, order: Order) =>
  articleList(context, args, { sectionId }, order);
export const articlesBySource = (context: Context, sourceId: string, args: ForwardArgs) =>
  articleList(context, args, { sourceIds: sourceId });
export const articlesByImage = (context: Context, imageId: string, args: ForwardArgs) =>
  articleList(context, args, { imageIds: imageId });

/** How many articles name each of these concepts; one that none names is left out. */
export async function articleCounts(context: Context, concepts: readonly NodeKey[]): Promise<Map<NodeKey, number>> {
  if (concepts.length === 0) return new Map();
  const named = { conceptKeys: { $in: concepts } };
  const rows = await context.rows<{ _id: NodeKey; count: number }>('articles', [
    { $match: { listed: true, ...named } },
    { $project: { conceptKeys: 1 } },
    { $unwind: '$conceptKeys' },
    { $match: named },
    { $group: { _id: '$conceptKeys', count: { $sum: 1 } } },
  ]);
  return new Map(rows.map(({ _id, count }) => [_id, count]));
}
