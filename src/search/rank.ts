import { type SearchLevel, searchLevels } from '../graph/searchable.js';
import type { SearchDocument } from './document.js';
import { placeIn, type SearchQuery, type Term } from './query.js';

/** What of a search document is read for ranking; `body` and `tokens` only where a hit may lack some of the words. */
export type Candidate = Pick<SearchDocument, '_id' | 'type' | 'sortAt' | 'name' | 'title' | 'standfirst'> &
  Partial<Pick<SearchDocument, 'body' | 'tokens'>>;

export interface Ranked {
  candidate: Candidate;
  score: number;
}

/** Headline over standfirst over body; a name is what a reader most often means. */
const weights: Record<SearchLevel, number> = { name: 12, title: 8, standfirst: 3, body: 1 };
/** The whole query is one of the names. */
const isName = 20;
/** The whole query stands in a headline or name, word for word. */
const inOnePiece = 4;
/** The newest gets this much more than the oldest. */
const recency = 0.3;
const halfLife = 60 * 86_400_000;

/** Whether a hit must have every required term, or the more the better. */
export type Demand = 'every' | 'most';

/** The same order on every store: by score, then the newest, then the key. */
export function rank(candidates: readonly Candidate[], query: SearchQuery, demand: Demand): Ranked[] {
  const newest = Math.max(...candidates.map(({ sortAt }) => sortAt?.getTime() ?? Number.NEGATIVE_INFINITY));
  const ranked = candidates.flatMap((candidate) => {
    const score = scoreOf(candidate, query, demand);
    return score === undefined ? [] : { candidate, score: round(score * freshness(candidate, newest)) };
  });
  return ranked.sort(
    (a, b) =>
      b.score - a.score ||
      (b.candidate.sortAt?.getTime() ?? 0) - (a.candidate.sortAt?.getTime() ?? 0) ||
      (a.candidate._id < b.candidate._id ? -1 : 1),
  );
}

const round = (score: number) => Math.round(score * 1000) / 1000;

function freshness({ sortAt }: Candidate, newest: number): number {
  return sortAt === null ? 1 : 1 + recency * 0.5 ** ((newest - sortAt.getTime()) / halfLife);
}

/** Undefined for what is no hit. */
function scoreOf(candidate: Candidate, query: SearchQuery, demand: Demand): number | undefined {
  const sequences = searchLevels.map((level) => ({
    level,
    all: (candidate[level] ?? []).map((text) => text.split(' ')),
  }));
  const holds = (term: Term) => bestLevel(sequences, term, candidate);
  const found = query.required.map(holds);
  const missing = found.filter((weight) => weight === 0).length;
  if (demand === 'every' ? missing > 0 : missing * 2 > found.length) return undefined;
  const optional = query.optional.reduce((sum, term) => sum + holds(term) * 0.1, 0);
  const coverage = (found.length - missing) / found.length;
  const words = (found.reduce((sum, weight) => sum + weight, 0) / found.length) * coverage + optional;
  return words + wholeBonus(sequences, query.whole);
}

type Sequences = { level: SearchLevel; all: string[][] }[];

/** The weight of the best place where the term stands; 0 for nowhere. Shorter texts say more with the same word. */
function bestLevel(sequences: Sequences, term: Term, candidate: Candidate): number {
  let best = 0;
  for (const { level, all } of sequences) {
    for (const sequence of all) {
      if (placeIn(sequence, term) < 0) continue;
      best = Math.max(best, weights[level] * (level === 'body' ? 1 : closeness(sequence, term)));
    }
  }
  if (best > 0 || candidate.body) return best;
  // Without the body at hand: what is among the tokens, or what the store has found, stands there.
  const { tokens } = candidate;
  return tokens && !term.forms.every((forms) => forms.some((form) => tokens.includes(form))) ? 0 : weights.body;
}

const closeness = (sequence: readonly string[], { forms }: Term) => 0.6 + 0.4 * (forms.length / sequence.length) ** 0.5;

function wholeBonus(sequences: Sequences, whole: Term): number {
  let bonus = 0;
  for (const { level, all } of sequences) {
    if (level !== 'name' && level !== 'title') continue;
    for (const sequence of all) {
      if (placeIn(sequence, whole) < 0) continue;
      const exact = level === 'name' && sequence.length === whole.forms.length;
      bonus = Math.max(bonus, exact ? isName : whole.forms.length > 1 ? inOnePiece : 0);
    }
  }
  return bonus;
}
