import type { Context } from '../../graph/context.js';
import { listOf, loadAll, loadOne, orNoneIfGone } from '../../graph/loader.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { keysOfType, type NodeKey, type NodeType } from '../../graph/node.js';
import type { PageArgs } from '../../graph/page-args.js';
import { RankedList } from '../../graph/ranked-list.js';
import type { ListOrder, StoredDocuments } from '../../graph/stored-list.js';
import type { Filter } from '../../store/store.js';
import type { ConceptKind } from '../concept/concept.type.js';
import type { ArticleSort, ArticlesArgs, ConceptArticlesArgs } from './article.args.js';
import type { Article } from './article.type.js';
import { allOf, articleFilter, naming } from './filter.js';

export const ArticleOrder = {
  NEWEST: { name: 'articles newest', field: 'sortAt', direction: -1, dates: true },
  OLDEST: { name: 'articles oldest', field: 'sortAt', direction: 1, dates: true },
  UPDATED: { name: 'articles updated', field: 'updatedAt', direction: -1, dates: true },
} as const satisfies Record<string, ListOrder>;

export const articleById = loadOne<Article>('article');
export const articleBySlug = loadOne<Article>('article', 'slug');

/** Articles that stand at this path, or did, gone ones included. */
export const articlesByAnyPath = (context: Context, path: string) =>
  context.reader<Article>('article').traces('paths', path);
/** What a text leads to: null where that is not public, and no error where it is gone. */
export const publicArticle = (context: Context, id: string) => orNoneIfGone(articleById(context, id));

/** The article with this id as lists have it: none where it is hidden, withdrawn ones included, and no error for it. */
export const listedArticle = loadAll<Article>('article', '_id', { _id: 1 });

/** The language versions of one story, by language. */
export const articlesByStory = loadAll<Article>('article', 'storyId', { locale: 1, _id: 1 });

/** Articles that match a filter, in one of the orders. */
export const articleList = (
  context: Context,
  args: PageArgs,
  filter: Filter = {},
  order: ArticleSort | null = 'NEWEST',
): StoredDocuments<Article> =>
  order === 'MOST_READ'
    ? new RankedList<Article>(context, 'article', filter, mostRead, args)
    : listOf<Article>('article', ArticleOrder[order ?? 'NEWEST'], filter)(context, args);
const mostRead = { name: 'articles most read', field: 'sortAt' };

/** The articles of these that are public and match, in the order of the ids. */
export const articlesInOrder = (context: Context, ids: readonly string[], filter: Filter, first: number) =>
  context.reader<Article>('article').page({ filter, ranked: ids, limit: first });

/** What these articles name, as far as they are public and match. */
export const conceptKeysOf = (context: Context, ids: readonly string[], filter: Filter) =>
  context
    .reader<Article>('article')
    .group<Pick<Article, '_id' | 'conceptKeys'>>(filter, [
      { $match: { _id: { $in: ids } } },
      { $project: { conceptKeys: 1 } },
    ]);

/** How far articles are counted to know how rare a concept is: beyond, it is as common as can be. */
const enoughToBeCommon = 500;
/** How many are read of each way that leads to related articles. */
const candidates = 6;
/** How many languages a story is told in, at most. */
const maxVersions = 100;
/** Paragraphs of an article by which others that have them are found. */
const tellingParagraphs = 20;

const newest = (context: Context, filter: Filter, limit: number) =>
  context.reader<Article>('article').page({ filter, sort: { sortAt: -1, _id: -1 }, limit });

/** What tells how an article is related: whole ones would be too many bytes for one answer. */
const telling = ['storyId', 'conceptKeys', 'fingerprints', 'sortAt'] as const;
export type Candidate = Pick<Article, '_id' | (typeof telling)[number]>;
const candidatesIn = (context: Context, filter: Filter, limit: number): MaybePromise<Candidate[]> =>
  context.reader<Article>('article').page({ filter, sort: { sortAt: -1, _id: -1 }, limit, fields: telling });

export const countListed = (context: Context) => context.reader<Article>('article').count({}, enoughToBeCommon);
export const countNaming = (context: Context, concept: NodeKey) =>
  context.reader<Article>('article').count({ listedUnder: concept }, enoughToBeCommon);
export const newestNaming = (context: Context, concept: NodeKey) =>
  candidatesIn(context, { listedUnder: concept }, candidates + 1);
export const candidatesOfStory = (context: Context, storyId: string) => candidatesIn(context, { storyId }, maxVersions);
export const candidatesWithIds = async (context: Context, ids: readonly string[]) =>
  ids.length === 0 ? [] : candidatesIn(context, { _id: { $in: ids } }, ids.length);
export const newestWithParagraphs = async (context: Context, fingerprints: readonly string[]) =>
  fingerprints.length === 0
    ? []
    : candidatesIn(context, { fingerprints: { $in: fingerprints.slice(0, tellingParagraphs) } }, candidates + 1);

/** Articles that have this in common, narrowed and ordered as the client wishes. */
const articlesWith = (context: Context, common: Filter, { filter, sort, ...args }: ArticlesArgs) =>
  articleList(context, args, allOf([common, articleFilter(filter)]), sort);

export const articlesByConcept = (context: Context, concept: NodeKey, { relation, ...args }: ConceptArticlesArgs) =>
  articlesWith(context, naming([concept], relation), args);
export const articlesByAuthor = (context: Context, personId: string, args: ArticlesArgs) =>
  articlesWith(context, { authorIds: personId }, args);
export const articlesByDateline = (context: Context, placeId: string, args: ArticlesArgs) =>
  articlesWith(context, { 'dateline.placeId': placeId }, args);
export const articlesBySection = (context: Context, sectionId: string, args: ArticlesArgs) =>
  articlesWith(context, { sectionPathIds: sectionId }, args);
export const newestOfSection = (context: Context, sectionId: string, limit: number) =>
  newest(context, { sectionPathIds: sectionId }, limit);
export const articlesBySource = (context: Context, sourceId: string, args: ArticlesArgs) =>
  articlesWith(context, { sourceIds: sourceId }, args);
export const articlesByImage = (context: Context, imageId: string, args: ArticlesArgs) =>
  articlesWith(context, { imageIds: imageId }, args);

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
  const ofKinds = kinds?.map((kind) => keysOfType(kind.toLowerCase() as NodeType));
  return context
    .reader<Article>('article')
    .group({ listedUnder: concept }, [
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
