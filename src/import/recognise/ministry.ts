import { nameKey } from '../page/knowledge.js';
import type { CountryCode } from './country.js';
import { PhraseIndex } from './phrase.js';
import { portfolioIn, portfolioPhrases, samePortfolio, withoutMinistries } from './tables/portfolios.js';
import type { Token } from './token.js';

const phrases = new PhraseIndex(
  'en',
  portfolioPhrases.map((phrase) => [phrase, phrase] as const),
  'lower',
);

/** A field of work, or several joined by `and`: the index after it. */
export function afterPortfolio(tokens: readonly Token[], from: number, most = 4): number | undefined {
  const first = phrases.at(tokens, tokens[from]?.lower === 'the' ? from + 1 : from);
  if (!first || most === 1) return first?.to;
  const joint = tokens[first.to];
  if (joint?.lower !== 'and' && joint?.text !== ',' && joint?.text !== '&') return first.to;
  const joined = joint.text === ',' && tokens[first.to + 1]?.lower === 'and' ? first.to + 2 : first.to + 1;
  // `Minister of Finance and Prime Minister` goes on with another post.
  const next = phrases.at(tokens, joined);
  return next && !/^(?:minister|secretary|ministry)$/.test(tokens[next.to]?.lower ?? '')
    ? (afterPortfolio(tokens, joined, most - 1) ?? first.to)
    : first.to;
}

/** One spelling of a field of work: `foreign` and `Foreign Affairs` are the same. */
export function canonicalPortfolio(portfolio: string): string {
  const key = nameKey(portfolio).replace(/^the /, '');
  const same = samePortfolio[key];
  if (same) return same;
  return key.replace(/\p{L}+/gu, (word) => (word === 'and' ? word : word.charAt(0).toUpperCase() + word.slice(1)));
}

/** Under which words a country's ministry of a field is known: the same for every way of writing it. */
export function ministryName(portfolio: string, country: CountryCode | undefined): string {
  const canonical = canonicalPortfolio(portfolio);
  const field = (country && portfolioIn[canonical]?.[country]) ?? canonical;
  return `Ministry of ${field}`;
}

export const hasMinistries = (country: CountryCode) => !withoutMinistries.has(country);

/** `Foreign Ministry`, `Chinese Foreign Ministry`: what texts call it in short. */
export function ministryAliases(portfolio: string, demonym: string | undefined): string[] {
  const field = canonicalPortfolio(portfolio);
  const shorts = spellings(field.replace(/ Affairs$/, '')).map((words) => `${words} Ministry`);
  return [...shorts, ...(demonym ? shorts.map((short) => `${demonym} ${short}`) : [])];
}

const spellings = (field: string) => (/Defence/.test(field) ? [field, field.replace('Defence', 'Defense')] : [field]);
