import type { Context } from '../../graph/context.js';
import type { NodeKey } from '../../graph/node.js';
import { type SearchDocument, searchCollection } from '../../search/document.js';
import { parseQuery, rarestFirst, type SearchQuery } from '../../search/query.js';
import { type Candidate, type Demand, type Ranked, rank } from '../../search/rank.js';
import { correction, isCorrectable, slips } from '../../search/spelling.js';
import { alternatives } from '../../search/tokens.js';
import { wordsOf } from '../../search/words.js';

/** How many documents are ranked: what stands for itself, then the newest articles. */
const maxCandidates = 1000;
const maxVocabulary = 500;
const maxNames = 500;

export interface Found {
  query: SearchQuery;
  ranked: Ranked[];
  didYouMean: string | null;
  /** Whether the hits have all words of the query, or of what was meant. */
  complete: boolean;
}

/**
 * What a query finds: everything that has all its words; else what it finds with its slips mended; else what has most of
 * its words. One command, and three more at most where the first finds nothing.
 */
export async function searchFor(context: Context, text: string): Promise<Found> {
  const query = parseQuery(text);
  if (query.required.length === 0) return { query, ranked: [], didYouMean: null, complete: false };
  const exact = await candidates(context, query, 'every');
  if (exact.length > 0) return { query, ranked: exact, didYouMean: null, complete: true };
  const [most, vocabulary] = await Promise.all([candidates(context, query, 'most'), wordsNear(context, query)]);
  const mended = mend(text, vocabulary, most);
  const partly = { query, ranked: most, didYouMean: null, complete: false };
  if (mended === undefined) return partly;
  const meant = parseQuery(mended);
  const ranked = await candidates(context, meant, 'every');
  return ranked.length > 0 ? { query: meant, ranked, didYouMean: mended, complete: true } : partly;
}

async function candidates(context: Context, query: SearchQuery, demand: Demand): Promise<Ranked[]> {
  const { required, excluded } = query;
  const [rarest, ...others] = rarestFirst(required);
  const every = demand === 'every' ? others.map((forms) => ({ tokens: { $in: forms } })) : [];
  const none = excluded.flatMap(({ forms }) => (forms.length === 1 ? { tokens: { $nin: forms[0] } } : []));
  const conditions = [...every, ...none];
  const words = demand === 'every' ? rarest : required.flatMap(({ forms }) => forms.flat());
  const needsBody = [...required, ...excluded].some(({ forms }) => forms.length > 1);
  const rows = await context.rows<Candidate>(searchCollection.name, [
    { $match: { $text: { $search: words.join(' ') }, ...(conditions.length > 0 && { $and: conditions }) } },
    { $sort: { dated: 1, sortAt: -1, _id: 1 } },
    { $limit: maxCandidates },
    {
      $project: {
        slips: 0,
        prefixes: 0,
        words: 0,
        ...(!needsBody && { body: 0 }),
        ...(demand === 'every' && { tokens: 0 }),
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
  const rows = await context.rows<Pick<SearchDocument, 'words'>>(searchCollection.name, [
    { $match: { slips: { $in: near } } },
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
  const rows = await context.rows<{ _id: NodeKey }>(searchCollection.name, [
    { $match: { prefixes: start } },
    { $sort: { _id: 1 } },
    { $limit: maxNames },
    { $project: { _id: 1 } },
  ]);
  return rows.map(({ _id }) => _id);
}
