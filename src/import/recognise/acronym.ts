import type { Token } from './token.js';

/** `… (ROK)` directly behind a name that the letters can stand for. */
export function acronymBehind(tokens: readonly Token[], from: number, to: number): string | undefined {
  const [open, inside, close] = [tokens[to], tokens[to + 1], tokens[to + 2]];
  if (open?.text !== '(' || close?.text !== ')' || !inside) return undefined;
  return /^\p{Lu}[\p{Lu}\p{N}&.]{1,9}$/u.test(inside.text) && standsFor(inside.text, tokens.slice(from, to))
    ? inside.text
    : undefined;
}

/** The letters are initials of the words in their order, beginning with the first. */
function standsFor(acronym: string, tokens: readonly Token[]): boolean {
  const initials = tokens.filter((token) => token.kind === 'word').map((token) => token.fold.charAt(0).toUpperCase());
  const letters = [...acronym.replace(/[^\p{Lu}]/gu, '')];
  if (letters[0] !== initials[0]) return false;
  let at = 0;
  for (const letter of letters) {
    at = initials.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

export const acronymLike = (word: string): boolean => /^[\p{Lu}\p{N}.]{2,}$/u.test(word);
