import type { CountryCode } from './country.js';
import { standsAlone } from './isolation.js';
import { afterPortfolio } from './ministry.js';
import { PhraseIndex } from './phrase.js';
import type { PlaceNames } from './place.js';
import { calendarWords } from './tables/calendar.js';
import { functionWords } from './tables/common.js';
import {
  genericModifiers,
  internationalBodies,
  leadingNouns,
  organisationNouns,
  stateOrgans,
} from './tables/organisations.js';
import { closingNouns } from './tables/portfolios.js';
import { postHeads } from './tables/posts.js';
import type { Passage } from './text.js';
import { afterHyphens, isPossessive, type Token, textOf } from './token.js';

/** Words that name an organisation. */
export interface OrganisationPhrase {
  from: number;
  to: number;
  name: string;
  kind: string;
  /** The field of a ministry. */
  portfolio?: string;
  /** The name is common to the bodies of many countries: it says which one only together with the country. */
  generic: boolean;
  /** From the words themselves: a demonym in front, `of China` behind. */
  country?: CountryCode;
  aliases?: { kind: 'SHORT_NAME' | 'ALIAS'; value: string }[];
}

type Body = (typeof internationalBodies)[number];

const bodies = new PhraseIndex<Body>('en');
for (const body of internationalBodies) {
  for (const name of [body.name, body.acronym, ...(body.also ?? [])]) if (name) bodies.add(name, body);
}

/** The organisation that these words begin to name, if they surely name one. */
export function organisationAt(passage: Passage, at: number, names: PlaceNames): OrganisationPhrase | undefined {
  const token = passage.tokens[at];
  if (token?.kind !== 'word') return undefined;
  return (
    bodyAt(passage.tokens, at) ??
    behindDemonym(passage, at, names) ??
    ministryAt(passage, at, names) ??
    leadingNounAt(passage, at, names) ??
    trailingNounAt(passage, at, names)
  );
}

function bodyAt(tokens: readonly Token[], at: number): OrganisationPhrase | undefined {
  const match = bodies.at(tokens, at);
  if (!match) return undefined;
  const { name, kind, acronym, also = [] } = match.value;
  const aliases = [
    ...(acronym ? [{ kind: 'SHORT_NAME' as const, value: acronym }] : []),
    ...also.map((value) => ({ kind: 'ALIAS' as const, value })),
  ];
  return { from: match.from, to: match.to, name, kind, generic: false, ...(aliases.length > 0 && { aliases }) };
}

/** `French National Assembly`: a state's organ, with the demonym as its country; `German Football Association`: a name. */
function behindDemonym(passage: Passage, at: number, names: PlaceNames): OrganisationPhrase | undefined {
  const demonym = names.demonymAt(passage.tokens, at);
  if (!demonym) return undefined;
  const rest =
    ministryAt(passage, demonym.to, names) ??
    leadingNounAt(passage, demonym.to, names) ??
    trailingNounAt(passage, demonym.to, names);
  if (!rest) return undefined;
  const whole = { ...rest, from: at, country: demonym.value };
  const isOrgan = rest.portfolio !== undefined || stateOrgans.has(rest.kind);
  if (isOrgan) return { ...whole, aliases: [{ kind: 'ALIAS', value: nameOf(passage, at, rest.to) }] };
  return { ...whole, name: nameOf(passage, at, rest.to), generic: false };
}

/** `Ministry of Finance`, `Foreign Ministry`; in small letters only `foreign ministry`. */
function ministryAt(passage: Passage, at: number, names: PlaceNames): OrganisationPhrase | undefined {
  const { text, tokens } = passage;
  if (tokens[at]?.lower === 'ministry' && tokens[at]?.upper && /^(?:of|for)$/.test(tokens[at + 1]?.lower ?? '')) {
    const to = afterPortfolio(tokens, at + 2) ?? capitalRun(tokens, afterArticle(tokens, at + 2));
    if (to === undefined) return undefined;
    return withCountryBehind(passage, names, {
      from: at,
      to,
      name: nameOf(passage, at, to),
      kind: 'ministry',
      portfolio: textOf(text, tokens, at + 2, to),
      generic: true,
    });
  }
  const to = afterPortfolio(tokens, at);
  if (to === undefined || tokens[to]?.lower !== 'ministry') return undefined;
  const portfolio = textOf(text, tokens, at, to);
  return withCountryBehind(passage, names, {
    from: at,
    to: to + 1,
    name: nameOf(passage, at, to + 1),
    kind: 'ministry',
    portfolio,
    generic: true,
  });
}

const afterArticle = (tokens: readonly Token[], at: number) => (tokens[at]?.lower === 'the' ? at + 1 : at);

/** Capitalised words, also joined by `and`: the index after them, if there are any. */
function capitalRun(tokens: readonly Token[], from: number): number | undefined {
  let at = from;
  while (at - from < 12 && isRunWord(tokens, at, at === from)) {
    at = afterHyphens(tokens, at);
    if (isPossessive(tokens[at]) && tokens[at + 1]?.upper) at++;
    if (
      /^(?:and|&)$/.test(tokens[at]?.lower ?? '') &&
      isRunWord(tokens, at + 1, false) &&
      isGenericWord(tokens[at - 1])
    )
      at++;
  }
  return at > from ? at : undefined;
}

function isRunWord(tokens: readonly Token[], at: number, opens: boolean): boolean {
  const token = tokens[at];
  if (!token?.upper || (!opens && token.first) || saysWhere(tokens, at)) return false;
  return !calendarWords.has(token.lower) && !functionWords.has(token.lower);
}

/** `Seattle-based` stands in front of a name without being a part of it. */
const saysWhere = (tokens: readonly Token[], at: number) =>
  /^(?:based|led|backed|owned|run|born)$/.test(tokens[afterHyphens(tokens, at) - 1]?.text ?? '');

const isGenericWord = (token: Token | undefined) =>
  token !== undefined &&
  (token.kind === 'mark' ||
    genericModifiers.has(token.lower) ||
    closingNouns.has(token.lower) ||
    functionWords.has(token.lower) ||
    organisationNouns.has(token.lower));

/** `University of Oslo`, `Office for … Cooperation`. */
function leadingNounAt(passage: Passage, at: number, names: PlaceNames): OrganisationPhrase | undefined {
  const { tokens } = passage;
  const noun = tokens[at];
  if (!noun?.upper || !leadingNouns.has(noun.lower)) return undefined;
  const to = afterObject(tokens, at + 1, noun, names);
  return to === undefined ? undefined : named(passage, at, to, noun, names);
}

/** Behind the noun: `of Oslo`, `for International Cooperation`. In front of a person's name a closing noun ends it. */
function afterObject(tokens: readonly Token[], at: number, noun: Token, names: PlaceNames): number | undefined {
  if (!/^(?:of|for|on)$/.test(tokens[at]?.lower ?? '')) return undefined;
  const start = afterArticle(tokens, at + 1);
  const place = names.countryAt(tokens, start) ?? names.capitalAt(tokens, start);
  if (place) return carriesPlace.has(noun.lower) && !continues(tokens, place.to) ? place.to : undefined;
  const run = capitalRun(tokens, start);
  if (run === undefined || organisationNouns.has(tokens[start]?.lower ?? '')) return undefined;
  const closing = lastIndex(tokens, start, run, (token) => closingNouns.has(token.lower));
  if (closing !== undefined) return closing + 1;
  return run - start <= 3 ? run : undefined;
}

/** With these nouns `of China` is a part of the name. */
const carriesPlace = new Set([
  'university',
  'bank',
  'college',
  'academy',
  'museum',
  'party',
  'association',
  'federation',
  'union',
  'society',
  'institute',
  'school',
]);

const continues = (tokens: readonly Token[], at: number) => /^-$/.test(tokens[at]?.text ?? '') && !tokens[at]?.spaced;

function lastIndex(
  tokens: readonly Token[],
  from: number,
  to: number,
  test: (token: Token) => boolean,
): number | undefined {
  for (let at = to - 1; at >= from; at--) {
    const token = tokens[at];
    if (token && test(token)) return at;
  }
  return undefined;
}

/** `Max Weber Institute`, `Central Bank of Chile`. */
function trailingNounAt(passage: Passage, at: number, names: PlaceNames): OrganisationPhrase | undefined {
  const { tokens } = passage;
  if (!isRunWord(tokens, at, true) || names.countryAt(tokens, at) || isTitleWord(tokens[at])) return undefined;
  const run = capitalRun(tokens, at);
  const end = run && lastIndex(tokens, at + 1, run, (token) => organisationNouns.has(token.lower));
  const noun = end ? tokens[end] : undefined;
  if (!end || !noun || end - at > 7) return undefined;
  if (tokens.slice(at, end).some((token) => isTitleWord(token))) return undefined;
  const object =
    leadingNouns.has(noun.lower) || carriesPlace.has(noun.lower)
      ? afterObject(tokens, end + 1, noun, names)
      : undefined;
  return named(passage, at, object ?? end + 1, noun, names);
}

const titleNouns = new Set(postHeads.filter((head) => !head.includes(' ') && head !== 'general' && head !== 'chief'));
const isTitleWord = (token: Token | undefined) => token !== undefined && titleNouns.has(token.lower);

function named(passage: Passage, from: number, to: number, noun: Token, names: PlaceNames): OrganisationPhrase {
  const generic = passage.tokens.slice(from, to).every((token) => isGenericWord(token));
  const inside = countryInside(passage.tokens, from, to, names);
  if (inside) return { from, to, name: nameOf(passage, from, to), kind: noun.lower, generic: false, country: inside };
  return withCountryBehind(passage, names, { from, to, name: nameOf(passage, from, to), kind: noun.lower, generic });
}

/** `Central Bank of Chile`. */
function countryInside(tokens: readonly Token[], from: number, to: number, names: PlaceNames): CountryCode | undefined {
  for (let at = from + 1; at < to; at++) {
    const country = names.countryAt(tokens, at);
    if (country?.to === to) return country.value;
  }
  return undefined;
}

/** `… of the Republic of Korea`, `… of China` behind a common name says whose it is. */
function withCountryBehind(passage: Passage, names: PlaceNames, phrase: OrganisationPhrase): OrganisationPhrase {
  const country = countryBehind(passage.tokens, phrase.to, names);
  return phrase.country || country === undefined ? phrase : { ...phrase, country };
}

export function countryBehind(tokens: readonly Token[], at: number, names: PlaceNames): CountryCode | undefined {
  if (tokens[at]?.lower !== 'of') return undefined;
  const match = names.countryAt(tokens, afterArticle(tokens, at + 1));
  return match && standsAlone(tokens, match.from, match.to) ? match.value : undefined;
}

export function nameOf({ text, tokens }: Passage, from: number, to: number): string {
  return textOf(text, tokens, from, to).replace(/\s+/g, ' ');
}
