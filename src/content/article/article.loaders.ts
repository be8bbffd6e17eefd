import type { Context } from '../../graph/context.js';
import { listOf, loadAll, loadOne } from '../../graph/loader.js';
import type { NodeKey } from '../../graph/node.js';
import type { ForwardArgs, PageArgs } from '../../graph/page-args.js';
import type { ListOrder } from '../../graph/stored-list.js';
import type { Filter } from '../../store/store.js';
import type { ConceptKind } from '../concept/concept.type.js';
import type { ConceptArticlesArgs, SectionArticlesArgs } from './article.args.js';
import type { Article } from './article.type.js';
import { allOf, articleFilter } from './filter.js';

export const ArticleOrder = {
  NEWEST: { name: 'articles newest', field: 'sortAt', direction: -1, dates: true },
  OLDEST: { name: 'articles oldest', field: 'sortAt', direction: 1, dates: true },
  UPDATED: { name: 'articles updated', field: 'updatedAt', direction: -1, dates: true },
} as const satisfies Record<string, ListOrder>;
type Order = keyof typeof ArticleOrder;

export const articleById = loadOne<Article>('article');
export const articleBySlug = loadOne<Article>('article', 'slug');

/** The article with this id as lists have it: none where it is hidden, withdrawn ones included, and no error for it. */
export const listedArticle = loadAll<Article>('article', '_id', { _id: 1 });

/** The language versions of one story, by language. */
export const articlesByStory = loadAll<Article>('article', 'storyId', { locale: 1, _id: 1 });

/** Articles that match a filter, in one of the orders. */
export const articleList = (
  context: Context,
  args: ForwardArgs | PageArgs,
  filter: Filter = {},
  order: Order = 'NEWEST',
) => listOf<Article>('article', ArticleOrder[order], filter)(context, args);

/** How far articles are counted to know how rare a concept is: beyond, it is as common as can be. */
const enoughToBeCommon = 500;
/** How many are read of each way that leads to related articles. */
const candidates = 6;
/** Paragraphs of an article by which others that have them are found. */
const tellingParagraphs = 20;

const newest = (context: Context, filter: Filter, limit: number) =>
  context.reader<Article>('article').page({ filter, sort: { sortAt: -1, _id: -1 }, limit });

export const countListed = (context: Context) => context.reader<Article>('article').count({}, enoughToBeCommon);
export const countNaming = (context: Context, concept: NodeKey) =>
  context.reader<Article>('article').count({ conceptKeys: concept }, enoughToBeCommon);
export const newestNaming = (context: Context, concept: NodeKey) =>
  newest(context, { conceptKeys: concept }, candidates + 1);
export const newestWithParagraphs = async (context: Context, fingerprints: readonly string[]) =>
  fingerprints.length === 0
    ? []
    : newest(context, { fingerprints: { $in: fingerprints.slice(0, tellingParagraphs) } }, candidates + 1);

export const articlesByConcept = (context: Context, concept: NodeKey, args: ConceptArticlesArgs) => {
  const { relation } = args;
  const named = relation ? { mentions: { $elemMatch: { concept, relation: { $in: relation } } } } : {};
  return articleList(context, args, allOf([{ conceptKeys: concept, ...named }, articleFilter(args.filter)]), args.sort);
};
export const articlesByAuthor = (context: Context, personId: string, args: ForwardArgs) =>
  articleList(context, args, { authorIds: personId });
export const articlesByDateline = (context: Context, placeId: string, args: ForwardArgs) =>
  articleList(context, args, { 'dateline.placeId': placeId });
export const articlesBySection = (context: Context, sectionId: string, args: SectionArticlesArgs) =>
  articleList(context, args, allOf([{ sectionPathIds: sectionId }, articleFilter(args.filter)]), args.sort);
export const newestOfSection = (context: Context, sectionId: string, limit: number) =>
  newest(context, { sectionPathIds: sectionId }, limit);
export const articlesBySource = (context: Context, sourceId: string, args: ForwardArgs) =>
  articleList(context, args, { sourceIds: sourceId });
export const articlesByImage = (context: Context, imageId: string, args: ForwardArgs) =>
  articleList(context, args, { imageIds: imageId });

/** How many articles name each of these concepts, as far as anybody needs to know; each is counted in its index. */
export async function articleCounts(context: Context, concepts: readonly NodeKey[]): Promise<Map<NodeKey, number>> {
  const counts = await Promise.all(concepts.map((concept) => countNaming(context, concept)));
  return new Map(concepts.map((concept, at) => [concept, counts[at] ?? 0]));
}

/** How many of the newest articles of a concept are looked at for what they name besides. */
const maxNaming = 1000;

/** What the articles that name a concept name besides, and how many do; in the same order on every store. */
export async function keysNamedWith(
  context: Context,
  concept: NodeKey,
  first: number,
  kinds: readonly ConceptKind[] | null | undefined,
): Promise<{ _id: NodeKey; count: number }[]> {
  if (first === 0 || kinds?.length === 0) return [];
  // Keys begin with their type and a colon; the semicolon is the next character of ASCII.
  const ofKinds = kinds?.map((kind) => kind.toLowerCase()).map((type) => ({ $gte: `${type}:`, $lt: `${type};` }));
  return context
    .reader<Article>('article')
    .group({ conceptKeys: concept }, [
      { $sort: { sortAt: -1, _id: -1 } },
      { $limit: maxNaming },
      { $project: { key: '$conceptKeys' } },
      { $unwind: '$key' },
      { $match: { key: { $ne: concept }, ...(ofKinds && { $or: ofKinds.map((key) => ({ key })) }) } },
      { $group: { _id: '$key', count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
      { $limit: first },
    ]);
}
