import type { Audience, Span } from '../graph/content-type.js';
import { nameKey } from '../graph/name-key.js';
import { type Searchable, type SearchFacts, type SearchLevel, searchFacts } from '../graph/searchable.js';
import type { CollectionSpec, Doc } from '../store/store.js';
import { slips } from './spelling.js';
import { type Token, tokensOf } from './tokens.js';
import { isPaired, wordsOf } from './words.js';

/** What the search asks of one node: derived from the node's document and written, and deleted, in one transaction with it. `_id` is the node's key. */
export interface SearchDocument extends Doc, SearchFacts {
  type: string;
  /** Whether newer is better. */
  dated: boolean;
  sortAt: Date | null;
  /** When the public may find it; `visibleFrom` is the far end of time for what waits for a write. */
  visibleFrom: Date;
  visibleUntil: Date;
  /** Every token, once: what the text index holds. */
  tokens: Token[];
  /** The tokens of each text in their order, with spaces between them. */
  name: string[];
  title: string[];
  standfirst: string[];
  body: string[];
  /** Folded words of names and titles, and what is left of them after a slip. */
  words: string[];
  slips: string[];
  /** Starts of names, and of the words in them. */
  prefixes: string[];
}

/** What is long of it: the texts themselves, and all their words. */
export const searchTexts = ['tokens', 'body', 'words', 'slips', 'prefixes'] as const satisfies (keyof SearchDocument)[];

export const searchCollection = {
  name: 'search',
  indexes: [
    { name: 'slips', key: { slips: 1 }, serves: 'search.didYouMean' },
    { name: 'prefixes', key: { prefixes: 1, _id: 1, visibleFrom: 1, visibleUntil: 1 }, serves: 'suggest' },
  ],
  text: {
    name: 'text',
    field: 'tokens',
    // Mentions are long and seldom asked for.
    keeps: [
      'type',
      'dated',
      'sortAt',
      'visibleFrom',
      'visibleUntil',
      'name',
      'title',
      'standfirst',
      ...searchFacts.filter((fact) => fact !== 'mentions'),
    ],
    serves: 'search',
  },
} as const satisfies CollectionSpec;

/** The bounds of the documents themselves, for what is found is counted and corrected before anybody reads those. */
export const searchAudience: Pick<Audience<Doc>, 'listed'> = {
  listed: ({ now, preview }) => ({ ...(preview ? {} : { visibleFrom: { $lte: now } }), visibleUntil: { $gt: now } }),
};

/** Longer prefixes are looked up by this much of them. */
const longestPrefix = 12;
/** Names whose language nobody has said. */
const usualLanguage = 'en';

export function searchDocument(
  key: string,
  type: string,
  { texts, sortAt, facts }: Searchable,
  { from, until }: Span,
): SearchDocument {
  const levels: Record<SearchLevel, string[]> = { name: [], title: [], standfirst: [], body: [] };
  const tokens = new Set<Token>();
  for (const { level, text, locale } of texts) {
    const sequences = level === 'name' ? [null, locale ?? usualLanguage] : [locale];
    for (const language of sequences) {
      const sequence = tokensOf(text, language);
      for (const token of sequence) tokens.add(token);
      if (sequence.length > 0) levels[level].push(sequence.join(' '));
    }
  }
  for (const level of ['name', 'title'] as const) levels[level] = [...new Set(levels[level])];
  const telling = texts.filter(({ level }) => level === 'name' || level === 'title');
  const words = [...new Set(telling.flatMap(({ text }) => wordsOf(text).map(({ word }) => word)))].filter(
    (word) => !isPaired(word),
  );
  const names = texts.flatMap(({ level, text }) => (level === 'name' ? text : []));
  return {
    _id: key,
    type,
    dated: sortAt !== null,
    sortAt,
    visibleFrom: from,
    visibleUntil: until,
    ...facts,
    tokens: [...tokens],
    ...levels,
    words,
    slips: [...new Set(words.flatMap(slips))],
    prefixes: [...new Set(names.flatMap(prefixesOf))],
  };
}

/** Where a reader may begin to type a name: at each of its words. */
export function startsOf(name: string): string[] {
  const key = nameKey(name);
  return [...key.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => key.slice(index));
}

/** The part of a folded prefix that the index has. */
export const indexedPrefix = (prefix: string): string => [...prefix].slice(0, longestPrefix).join('').trimEnd();

function prefixesOf(name: string): string[] {
  return startsOf(name).flatMap((start) => {
    const letters = [...start].slice(0, longestPrefix);
    return letters.map((_, at) =>
      letters
        .slice(0, at + 1)
        .join('')
        .trimEnd(),
    );
  });
}
