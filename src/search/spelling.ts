import { distance } from 'fastest-levenshtein';
import { isPaired } from './words.js';

/** Shorter words have too many neighbours. */
const shortest = 4;
const longest = 24;

export const isCorrectable = (word: string): boolean =>
  word.length >= shortest && word.length <= longest && !isPaired(word) && !/^\p{N}/u.test(word);

/**
 * The word and what is left of it without any one of its letters. Words that are one slip apart (a letter too many, too
 * few, another one, or two swapped) have one of these in common: an index on them finds what was meant (SymSpell).
 */
export function slips(word: string): string[] {
  if (!isCorrectable(word)) return [];
  const letters = [...word];
  return [...new Set([word, ...letters.map((_, at) => letters.toSpliced(at, 1).join(''))])];
}

/** How far apart two words are; Infinity where one is no slip of the other. */
export function slipDistance(typed: string, meant: string): number {
  const swapped = typed.length === meant.length && sorted(typed) === sorted(meant);
  const found = swapped && distance(typed, meant) === 2 ? 1 : distance(typed, meant);
  return found <= (typed.length < 6 ? 1 : 2) ? found : Number.POSITIVE_INFINITY;
}

const sorted = (word: string) => [...word].sort().join('');

/** What was most probably meant: the nearest, then what most documents have, then by the alphabet. */
export function correction(typed: string, known: ReadonlyMap<string, number>): string | undefined {
  const [best] = [...known]
    .map(([word, count]) => ({ word, count, far: slipDistance(typed, word) }))
    .filter(({ far }) => far < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.far - b.far || b.count - a.count || (a.word < b.word ? -1 : 1));
  return best?.word;
}
