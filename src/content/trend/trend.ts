import type { Context } from '../../graph/context.js';
import { nameKey } from '../../graph/name-key.js';
import { type NodeKey, parseNodeKey } from '../../graph/node.js';
import type { Score } from '../../graph/readership.js';
import { articlesInOrder, conceptKeysOf } from '../article/article.loaders.js';
import type { Article } from '../article/article.type.js';
import { conceptByKey, conceptsByName } from '../concept/concept.loaders.js';
import type { Concept, ConceptCount, ConceptKind } from '../concept/concept.type.js';
import type { RankedArticle } from './trend.type.js';

export interface Ranked extends RankedArticle {
  article: Article;
}

/** Articles that are looked at: the reads of all others together say little. */
const maxRanked = 500;
/** Of the whole site all that were read are shown, but those that have been withdrawn since. */
const maxWithdrawn = 100;

const idsOf = (scores: readonly Score[], most = maxRanked) => scores.slice(0, most).map(({ id }) => id);
const within = (sectionId: string | null) => (sectionId === null ? {} : { sectionPathIds: sectionId });

/** The most read of a section or, with null, of the site; what is not public makes room. */
export async function mostRead(
  context: Context,
  scores: readonly Score[],
  sectionId: string | null,
  first: number,
): Promise<Ranked[]> {
  if (scores.length === 0 || first === 0) return [];
  const ids = idsOf(scores, sectionId === null ? first + maxWithdrawn : maxRanked);
  const found = await articlesInOrder(context, ids, within(sectionId), first);
  return found.map((article, at) => ({ rank: at + 1, article }));
}

/** Whom and what the most read articles name, by the reads of all of these; older reads count less. */
export async function mostReadConcepts(
  context: Context,
  scores: readonly Score[],
  sectionId: string | null,
  kinds: readonly ConceptKind[],
  first: number,
): Promise<ConceptCount[]> {
  if (scores.length === 0 || first === 0) return [];
  const articles = await conceptKeysOf(context, idsOf(scores), within(sectionId));
  const most = heaviest(articles, scores, kinds).slice(0, first);
  const found = await Promise.all(most.map(([key]) => conceptByKey(context, key)));
  return most.flatMap(([, weight], at) => {
    const concept = found[at];
    return concept ? [{ concept, count: Math.max(1, Math.round(weight)) }] : [];
  });
}

function heaviest(
  articles: readonly Pick<Article, '_id' | 'conceptKeys'>[],
  scores: readonly Score[],
  kinds: readonly ConceptKind[],
): [NodeKey, number][] {
  const weightOf = new Map(scores.map(({ id, weight }) => [id, weight]));
  const types = new Set<string>(kinds.map((kind) => kind.toLowerCase()));
  const weights = new Map<NodeKey, number>();
  for (const { _id, conceptKeys } of articles) {
    for (const key of conceptKeys.filter((one) => types.has(parseNodeKey(one)?.type ?? ''))) {
      weights.set(key, (weights.get(key) ?? 0) + (weightOf.get(_id) ?? 0));
    }
  }
  return [...weights].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
}

/** The concept that a term means: one of that name before one of that alias; what was merged leads to what it is now. */
export async function meantBy(context: Context, term: string): Promise<Concept | null> {
  const called = await conceptsByName(context, term);
  const isNamed = ({ name, names }: Concept) => [name, ...Object.values(names)].some((one) => nameKey(one) === term);
  const [best] = [...called].sort(
    (a, b) =>
      Number(a.mergedIntoKey !== null) - Number(b.mergedIntoKey !== null) || Number(isNamed(b)) - Number(isNamed(a)),
  );
  if (!best) return null;
  return best.mergedIntoKey ? conceptByKey(context, best.mergedIntoKey) : best;
}
