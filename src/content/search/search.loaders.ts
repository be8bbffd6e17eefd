import type { Context } from '../../graph/context.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import type { NodeKey } from '../../graph/node.js';
import { type SearchDocument, searchAudience, searchCollection } from '../../search/document.js';
import { hasAnyWord, hasEveryTerm } from '../../search/match.js';
import { parseQuery, type SearchQuery } from '../../search/query.js';
import { type Candidate, type Demand, type Ranked, rank } from '../../search/rank.js';
import { correction, isCorrectable, slips } from '../../search/spelling.js';
import { alternatives } from '../../search/tokens.js';
import { wordsOf } from '../../search/words.js';
import type { Filter } from '../../store/store.js';

/** How many documents are ranked: what stands for itself, then the newest articles. */
const maxCandidates = 1000;
const maxVocabulary = 500;
const maxNames = 500;

export interface Found {
  query: SearchQuery;
  /** The best of it. */
  ranked: Ranked[];
  /** Holds for all that is found, and nothing else. */
  hits: Filter;
  didYouMean: string | null;
  /** Whether the hits have all words of the query, or of what was meant. */
  complete: boolean;
}

/** Documents of the search collection, counted or grouped; those that are asked for in one wave are one command. */
export const searchRows = <R extends object>(
  context: Context,
  hits: Filter,
  stages: Record<string, unknown>[],
): MaybePromise<R[]> => context.rows<R>({ collection: searchCollection.name, audience: searchAudience }, hits, stages);

/**
 * What a query finds within the scope: everything that has all its words; else what it finds with its slips mended; else
 * what has most of its words. One command, and two more at most where the first finds nothing.
 */
export async function searchFor(context: Context, text: string, scope: Filter): Promise<Found> {
  const query = parseQuery(text);
  const hits = hasEveryTerm(query, scope);
  if (query.required.length === 0) return { query, hits, ranked: [], didYouMean: null, complete: false };
  const exact = await candidates(context, query, hits, 'every');
  if (exact.length > 0) return { query, hits, ranked: exact, didYouMean: null, complete: true };
  const [most, vocabulary, elsewhere] = await Promise.all([
    candidates(context, query, hasAnyWord(query, scope), 'most'),
    wordsNear(context, query),
    searchRows(context, hasEveryTerm(query, {}), [{ $limit: 1 }, { $project: { type: 1 } }]),
  ]);
  const mended = elsewhere.length > 0 ? undefined : mend(text, vocabulary, most);
  if (mended !== undefined) {
    const meant = parseQuery(mended);
    const those = hasEveryTerm(meant, scope);
    const ranked = await candidates(context, meant, those, 'every');
    if (ranked.length > 0) return { query: meant, hits: those, ranked, didYouMean: mended, complete: true };
  }
  const ids = most.map(({ candidate }) => candidate._id);
  return { query, hits: { _id: { $in: ids } }, ranked: most, didYouMean: null, complete: false };
}

async function candidates(context: Context, query: SearchQuery, hits: Filter, demand: Demand): Promise<Ranked[]> {
  const { required, excluded } = query;
  const hasPhrase = [...required, ...excluded].some(({ forms }) => forms.length > 1);
  const rows = await searchRows<Candidate>(context, hits, [
    { $sort: { dated: 1, sortAt: -1, _id: 1 } },
    { $limit: maxCandidates },
    {
      $project: {
        type: 1,
        sortAt: 1,
        name: 1,
        title: 1,
        standfirst: 1,
        ...(demand === 'most' && { tokens: 1, ...(hasPhrase && { body: 1 }) }),
      },
    },
  ]);
  return rank(rows, query, demand);
}

/** Words of names and headlines that are a slip away from one of the query's, with how many documents have them. */
async function wordsNear(context: Context, query: SearchQuery): Promise<Map<string, number>> {
  const typed = [...new Set(query.required.flatMap(({ words }) => words))].filter(isCorrectable);
  const counts = new Map<string, number>();
  if (typed.length === 0) return counts;
  const near = typed.flatMap(slips);
  const rows = await searchRows<Pick<SearchDocument, 'words'>>(context, { slips: { $in: near } }, [
    { $sort: { _id: 1 } },
    { $limit: maxVocabulary },
    { $project: { words: 1 } },
  ]);
  for (const { words } of rows) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The query with each word that no hit has replaced by what was probably meant; undefined where nothing is known. */
function mend(text: string, vocabulary: ReadonlyMap<string, number>, hits: readonly Ranked[]): string | undefined {
  const found = new Set(hits.flatMap(({ candidate }) => candidate.tokens ?? []));
  const typed = text.normalize('NFC');
  let mended = '';
  let at = 0;
  for (const { word, start, end } of wordsOf(typed)) {
    const known = !isCorrectable(word) || vocabulary.has(word) || alternatives(word).some((form) => found.has(form));
    const better = known ? undefined : correction(word, vocabulary);
    if (!better) continue;
    mended += typed.slice(at, start) + better;
    at = end;
  }
  return at === 0 ? undefined : mended + typed.slice(at);
}

/** Keys of the concepts that have a name, or a word of a name, with this start, as far as the index has starts. */
export async function keysByPrefix(context: Context, start: string): Promise<NodeKey[]> {
  const rows = await searchRows<{ _id: NodeKey }>(context, { prefixes: start }, [
    { $sort: { _id: 1 } },
    { $limit: maxNames },
    { $project: { _id: 1 } },
  ]);
  return rows.map(({ _id }) => _id);
}
