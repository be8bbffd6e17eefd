import { alternatives, type Token } from './tokens.js';
import { isStopword, wordsOf } from './words.js';

/** Words that have to stand one after the other, each in any of its forms: a quotation, or what a writer hyphenates. */
export interface Term {
  words: string[];
  forms: Token[][];
  /** The same, to look up. */
  sets: ReadonlySet<Token>[];
  quoted: boolean;
}

export interface SearchQuery {
  /** A hit has all of them. */
  required: Term[];
  /** Words such as “the”: they help, and no hit needs them. */
  optional: Term[];
  excluded: Term[];
  /** All that is wanted, in the order in which it was typed. */
  whole: Term;
}

/** More words than anybody types: the rest is not looked at. */
const maxTerms = 24;

/** `climate "sea level" -football`. Whatever else is typed is words, never an operator; a quotation that does not end has not begun. */
export function parseQuery(text: string): SearchQuery {
  const terms: (Term & { minus: boolean })[] = [];
  for (const [, minus, quotation, word] of text.normalize('NFC').matchAll(/(-?)(?:["“„«]([^"“”„«»]*)["”“»]|(\S+))/gu)) {
    const words = wordsOf(quotation ?? word ?? '').map((found) => found.word);
    if (words.length === 0 || terms.length === maxTerms) continue;
    const quoted = quotation !== undefined;
    terms.push({ ...termOf(words, words.map(alternatives), quoted), minus: minus === '-' });
  }
  const wanted = terms.filter(({ minus }) => !minus);
  const telling = wanted.filter(isTelling);
  const required = telling.length > 0 ? telling : wanted;
  return {
    required,
    optional: wanted.filter((term) => !required.includes(term)),
    excluded: terms.filter(({ minus }) => minus),
    whole: termOf(
      wanted.flatMap(({ words }) => words),
      wanted.flatMap(({ forms }) => forms),
    ),
  };
}

const termOf = (words: string[], forms: Token[][], quoted = false): Term => ({
  words,
  forms,
  sets: forms.map((some) => new Set(some)),
  quoted,
});

const isTelling = ({ words, quoted }: Term) => quoted || !words.every(isStopword);

/** What the text index is asked for: the word that is probably the rarest; and the words that each hit has besides. */
export function rarestFirst(terms: readonly Term[]): [rarest: Token[], ...others: Token[][]] {
  const all = terms.flatMap(({ words, forms }) => words.map((word, at) => ({ word, forms: forms[at] as Token[] })));
  const sorted = all.sort((a, b) => b.word.length - a.word.length);
  return sorted.map(({ forms }) => forms) as [Token[], ...Token[][]];
}

/** Where the term first stands in this sequence of tokens, from here on; -1 where it does not. */
export function placeIn(sequence: readonly Token[], { sets }: Term, from = 0): number {
  const [first] = sets;
  for (let at = from; first !== undefined && at + sets.length <= sequence.length; at += 1) {
    if (!first.has(sequence[at] as Token)) continue;
    if (sets.every((some, next) => some.has(sequence[at + next] as Token))) return at;
  }
  return -1;
}
