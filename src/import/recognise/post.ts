import { afterPortfolio } from './ministry.js';
import { PhraseIndex } from './phrase.js';
import { closingNouns } from './tables/portfolios.js';
import { honorifics, pastModifiers, portfolioHeads, postHeads, postModifiers } from './tables/posts.js';
import { type Token, textOf } from './token.js';

export interface Post {
  from: number;
  to: number;
  /** As the text has it. */
  words: string;
  head: string;
  /** `Foreign`, `Foreign Affairs`: the field that the title itself names. */
  portfolio?: string;
  past: boolean;
  honorific: boolean;
  capital: boolean;
}

const heads = new PhraseIndex(
  'en',
  postHeads.map((head) => [head, head.toLowerCase()] as const),
  'lower',
);

/** A post's title: [Deputy] [Foreign] Minister [of Foreign Affairs]. */
export function postAt(text: string, tokens: readonly Token[], from: number): Post | undefined {
  const start = afterPast(tokens, from);
  const head = headAfterModifiers(tokens, start, 0);
  if (!head) return undefined;
  const behind = head.portfolio ? undefined : portfolioBehind(tokens, head.to, head.value);
  const portfolio = head.portfolio ?? behind;
  const to = behind?.to ?? head.to;
  return {
    from,
    to,
    words: textOf(text, tokens, start, to),
    head: head.value,
    ...(portfolio && { portfolio: textOf(text, tokens, portfolio.from, portfolio.to) }),
    past: start > from,
    honorific: honorifics.has(head.value),
    capital: tokens[head.from]?.upper ?? false,
  };
}

function afterPast(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at - from < 4 && pastModifiers.has(tokens[at]?.lower ?? ''))
    at = tokens[at + 1]?.text === '-' ? at + 2 : at + 1;
  return at;
}

interface Head {
  from: number;
  to: number;
  value: string;
  portfolio?: { from: number; to: number };
}

function headAfterModifiers(tokens: readonly Token[], at: number, depth: number): Head | undefined {
  if (depth > 5 || (depth > 0 && tokens[at]?.first)) return undefined;
  const head = heads.at(tokens, at);
  if (head) return head;
  if (postModifiers.has(tokens[at]?.lower ?? '')) {
    return headAfterModifiers(tokens, tokens[at + 1]?.text === '-' ? at + 2 : at + 1, depth + 1);
  }
  const field = afterPortfolio(tokens, at);
  const behind = field === undefined ? undefined : headAfterModifiers(tokens, field, depth + 1);
  if (field === undefined || !behind || behind.portfolio || !portfolioHeads.has(behind.value)) return undefined;
  return { ...behind, portfolio: { from: at, to: field } };
}

function portfolioBehind(tokens: readonly Token[], at: number, head: string): { from: number; to: number } | undefined {
  if (!/^(?:of|for)$/.test(tokens[at]?.lower ?? '')) return undefined;
  if (/^(?:professor|lecturer)$/.test(head))
    return closingNouns.has(tokens[at + 1]?.lower ?? '') ? { from: at + 1, to: at + 2 } : undefined;
  const to = portfolioHeads.has(head) ? afterPortfolio(tokens, at + 1) : undefined;
  return to === undefined ? undefined : { from: at + 1, to };
}

/** Title case, so that `deputy governor` and `Deputy Governor` are one post. */
export function postTitle(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .split(' ')
    .map((word, at) => (at > 0 && /^(?:of|for|and|the|to|on|in)$/.test(word) ? word : capitalised(word)))
    .join(' ');
}

const capitalised = (word: string) =>
  /^(?:ceo|cfo|cto|coo)$/i.test(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1);
