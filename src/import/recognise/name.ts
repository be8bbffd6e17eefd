import type { CountryCode } from './country.js';
import type { PlaceNames } from './place.js';
import { calendarWords } from './tables/calendar.js';
import { functionWords, neverInNames } from './tables/common.js';
import {
  familyNameFirst,
  familyNameLast,
  firstNameWords,
  givenNamesLikeCountries,
  nameParticles,
} from './tables/names.js';
import { organisationNouns } from './tables/organisations.js';
import { postHeads, postModifiers } from './tables/posts.js';
import { afterHyphens, isPossessive, type Token } from './token.js';

export interface TokenRange {
  from: number;
  to: number;
}

const titleWords = new Set([...postHeads.flatMap((head) => head.split(/[ -]/)), ...postModifiers]);
const maxWords = 4;

/** Two to four capitalised words that can only be a person's name, as far as their form tells. */
export function personNameAt(tokens: readonly Token[], from: number, names: PlaceNames): TokenRange | undefined {
  let at = from;
  let count = 0;
  while (at - from < 12) {
    const next = afterNameWord(tokens, at, from, names);
    if (next === undefined) break;
    if (!/^\p{Lu}\.$/u.test(tokens[at]?.text ?? '')) count++;
    at = next;
  }
  if (count < 2 || count > maxWords || runsOn(tokens, at) || names.capitalAt(tokens, from)?.to === at) return undefined;
  return { from, to: at };
}

function afterNameWord(tokens: readonly Token[], at: number, start: number, names: PlaceNames): number | undefined {
  const token = tokens[at];
  if (token?.kind !== 'word' || (at > start && (token.first || !token.spaced))) return undefined;
  if (isInitial(token)) return at + 1;
  const end = afterHyphens(tokens, at);
  if (token.upper) return isNameWord(tokens, at, at === start, names) ? end : undefined;
  if (!nameParticles.has(token.lower)) return undefined;
  if (end > at + 1) return tokens[end - 1]?.upper ? end : undefined;
  return at > start ? afterNameWord(tokens, end, at, names) : undefined;
}

const isInitial = (token: Token) => /^\p{Lu}\.$/u.test(token.text);

function isNameWord(tokens: readonly Token[], at: number, opens: boolean, names: PlaceNames): boolean {
  const token = tokens[at];
  if (!token || /^\p{Lu}{2,}$/u.test(token.text)) return false;
  if (opens && firstNameWords.has(token.lower)) return true;
  if (calendarWords.has(token.lower) || neverInNames.has(token.lower) || organisationNouns.has(token.lower))
    return false;
  if (titleWords.has(token.lower) || (functionWords.has(token.lower) && !nameParticles.has(token.lower))) return false;
  const geographic = names.countryAt(tokens, at) ?? names.demonymAt(tokens, at);
  return !geographic || (givenNamesLikeCountries.has(token.fold) && (opens || !isPossessive(tokens[at + 1])));
}

/** The capitals go on with what is no name: `John Kennedy Airport`. */
function runsOn(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at];
  if (!next?.upper || !next.spaced || next.first) return false;
  return !calendarWords.has(next.lower) && !titleWords.has(next.lower) && !functionWords.has(next.lower);
}

export interface NameParts {
  givenName?: string;
  familyName?: string;
}

/** Which part is the family name, where the country's custom leaves no doubt. */
export function nameParts(name: string, country: CountryCode | undefined): NameParts {
  const parts = name.split(' ');
  const [first, ...rest] = parts;
  const last = parts.at(-1);
  if (!first || !last || rest.length === 0 || !country) return {};
  if (familyNameFirst.has(country)) {
    // `Sun-ah Kim` is in Western order already.
    if (first.includes('-')) return parts.length === 2 ? { givenName: first, familyName: last } : {};
    return parts.length <= 3 || country === 'VN' ? { familyName: first, givenName: rest.join(' ') } : {};
  }
  return familyNameLast.has(country) && parts.length === 2 ? { givenName: first, familyName: last } : {};
}
