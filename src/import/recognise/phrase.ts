import { type Token, tokenise } from './token.js';

export interface PhraseMatch<T> {
  value: T;
  from: number;
  /** One past the last token. */
  to: number;
}

/** Phrases found in a row of tokens, the longest first; the time does not depend on how many phrases there are. */
export class PhraseIndex<T> {
  readonly #byFirst = new Map<string, { words: string[]; value: T }[]>();
  readonly #locale: string;
  readonly #key: 'fold' | 'lower';

  /** `fold` tells capitals from small letters, `lower` does not. */
  constructor(locale: string, entries: Iterable<readonly [string, T]> = [], key: 'fold' | 'lower' = 'fold') {
    this.#locale = locale;
    this.#key = key;
    for (const [phrase, value] of entries) this.add(phrase, value);
  }

  /** The first value of a phrase stays. */
  add(phrase: string, value: T): void {
    const words = tokenise(phrase, this.#locale).map((token) => token[this.#key]);
    const first = words[0];
    if (first === undefined) return;
    const sameStart = this.#byFirst.get(first) ?? [];
    if (sameStart.some((other) => other.words.join(' ') === words.join(' '))) return;
    sameStart.push({ words, value });
    sameStart.sort((a, b) => b.words.length - a.words.length);
    this.#byFirst.set(first, sameStart);
  }

  at(tokens: readonly Token[], from: number): PhraseMatch<T> | undefined {
    const first = tokens[from];
    if (!first?.open) return undefined;
    for (const { words, value } of this.#byFirst.get(first[this.#key]) ?? []) {
      const to = from + words.length;
      if ((tokens[to]?.open ?? true) && words.every((word, at) => isWord(tokens[from + at], this.#key, word, at)))
        return { value, from, to };
    }
    return undefined;
  }

  /** Every longest match, left to right, none inside another. */
  *in(tokens: readonly Token[]): Generator<PhraseMatch<T>> {
    for (let at = 0; at < tokens.length; at++) {
      const match = this.at(tokens, at);
      if (!match) continue;
      yield match;
      at = match.to - 1;
    }
  }
}

/** A phrase does not go on in the next line: that is another list item. */
const isWord = (token: Token | undefined, key: 'fold' | 'lower', word: string, at: number): boolean =>
  token?.[key] === word && (at === 0 || !token.line);
