import type { PlaceDocument } from '../../content/place/place.document.js';
import { acronymBehind } from './acronym.js';
import {
  type Capital,
  type CountryCode,
  capitalDocument,
  capitals,
  countryDocument,
  countryNames,
  countrySlug,
  demonyms,
} from './country.js';
import { joinsBehind, standsAlone } from './isolation.js';
import { PhraseIndex, type PhraseMatch } from './phrase.js';
import type { Span } from './recognised.js';
import { slugOf } from './slug.js';
import {
  ambiguousCountries,
  featureNouns,
  namedFeatures,
  otherRegions,
  stateNouns,
  sureBehindPreposition,
} from './tables/places.js';
import type { Passage } from './text.js';
import { type Token, textOf } from './token.js';

/** How the texts of one page name places: the language's names, and the acronyms that the page itself explains. */
export class PlaceNames {
  readonly #countries: PhraseIndex<CountryCode>;
  readonly #demonyms: PhraseIndex<CountryCode>;
  readonly #capitals: PhraseIndex<Capital>;
  readonly #features = new PhraseIndex<string>('en', Object.entries(namedFeatures));
  /** Acronym → country, as the page explains them. */
  readonly acronyms = new Map<string, CountryCode>();
  /** Countries that the page names in a way that leaves no doubt. */
  readonly sure = new Set<CountryCode>();

  constructor(language: string, passages: readonly Passage[]) {
    this.#countries = countryNames(language);
    this.#demonyms = demonyms(language);
    this.#capitals = capitals(language);
    for (const { tokens } of passages) this.#readDefinitions(tokens);
    for (const { tokens } of passages) this.#readEvidence(tokens);
  }

  countryAt(tokens: readonly Token[], at: number): PhraseMatch<CountryCode> | undefined {
    const named = this.#countries.at(tokens, at);
    if (named) return named;
    const code = this.acronyms.get(tokens[at]?.text ?? '');
    return code === undefined ? undefined : { value: code, from: at, to: at + 1 };
  }

  demonymAt(tokens: readonly Token[], at: number): PhraseMatch<CountryCode> | undefined {
    return this.#demonyms.at(tokens, at);
  }

  capitalAt(tokens: readonly Token[], at: number): PhraseMatch<Capital> | undefined {
    return this.#capitals.at(tokens, at);
  }

  featureAt(tokens: readonly Token[], at: number): PhraseMatch<string> | undefined {
    const named = this.#features.at(tokens, at);
    if (named) return named;
    const base = this.countryAt(tokens, at) ?? this.demonymAt(tokens, at) ?? bareKorean(tokens, at);
    const noun = base && tokens[base.to];
    if (!base || !noun || !featureNouns.has(noun.lower)) return undefined;
    if (!noun.upper && noun.lower !== 'peninsula') return undefined;
    return { value: noun.lower.replace(/^straits$/, 'strait'), from: at, to: base.to + 1 };
  }

  #readDefinitions(tokens: readonly Token[]): void {
    for (const { value, from, to } of this.#countries.in(tokens)) {
      const acronym = acronymBehind(tokens, from, to);
      if (acronym) this.acronyms.set(acronym, value);
    }
  }

  #readEvidence(tokens: readonly Token[]): void {
    for (let at = 0; at < tokens.length; at++) {
      const country = this.countryAt(tokens, at);
      const match = country ?? this.demonymAt(tokens, at);
      const capital = this.capitalAt(tokens, at);
      if (match && !isAmbiguous(tokens, match)) this.sure.add(match.value);
      else if (capital && !capital.value.needsCountry) this.sure.add(capital.value.country);
      if (match) at = match.to - 1;
    }
  }
}

/** Korea is divided, so the word names no state; the peninsula is one. */
function bareKorean(tokens: readonly Token[], at: number): PhraseMatch<string> | undefined {
  return tokens[at]?.text === 'Korean' ? { value: 'Korean', from: at, to: at + 1 } : undefined;
}

function isAmbiguous(tokens: readonly Token[], { from, to }: PhraseMatch<unknown>): boolean {
  const name = tokens
    .slice(from, to)
    .map((token) => token.fold)
    .join(' ');
  if (!ambiguousCountries.has(name)) return false;
  return !(sureBehindPreposition.has(name) && isPlacePreposition(tokens[from - 1]));
}

const isPlacePreposition = (token: Token | undefined) =>
  /^(?:in|to|into|from|across|with|between|and|against)$/.test(token?.lower ?? '');

export interface FoundPlaces {
  documents: Map<string, PlaceDocument>;
  spans: Span[];
}

export function findPlaces(passages: readonly Passage[], names: PlaceNames): FoundPlaces {
  const found: FoundPlaces = { documents: new Map(), spans: [] };
  for (const passage of passages) {
    for (const place of placesIn(passage, names)) {
      addPlace(found, place.document());
      found.spans.push(spanOf(passage, place));
    }
  }
  for (const [acronym, code] of names.acronyms) addAcronym(found.documents.get(countrySlug(code)), acronym);
  return found;
}

export function addPlace(found: FoundPlaces, document: PlaceDocument): void {
  if (!found.documents.has(document.slug)) found.documents.set(document.slug, document);
  if (document.within && document.countryCode) addPlace(found, countryDocument(document.countryCode));
}

function addAcronym(document: PlaceDocument | undefined, acronym: string): void {
  document?.aliases?.push({ kind: 'SHORT_NAME', value: acronym });
}

interface NamedPlace {
  from: number;
  to: number;
  slug: string;
  confidence: number;
  document: () => PlaceDocument;
}

function spanOf({ block, tokens }: Passage, { from, to, slug, confidence }: NamedPlace): Span {
  return {
    block,
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? 0,
    concept: `place:${slug}`,
    confidence,
  };
}

function* placesIn(passage: Passage, names: PlaceNames): Generator<NamedPlace> {
  for (let at = 0; at < passage.tokens.length; at++) {
    const place = placeAt(passage, at, names);
    if (!place) continue;
    if (place.slug !== '') yield place;
    at = place.to - 1;
  }
}

function placeAt(passage: Passage, at: number, names: PlaceNames): NamedPlace | undefined {
  const { tokens } = passage;
  const token = tokens[at];
  if (token?.kind !== 'word') return undefined;
  return (
    featurePlace(passage, names.featureAt(tokens, at)) ??
    countryPlace(passage, names.countryAt(tokens, at), names) ??
    demonymPlace(tokens, names.demonymAt(tokens, at)) ??
    capitalPlace(tokens, names.capitalAt(tokens, at), names)
  );
}

function featurePlace({ text, tokens }: Passage, match: PhraseMatch<string> | undefined): NamedPlace | undefined {
  if (!match || !standsAlone(tokens, match.from, match.to)) return undefined;
  const written = textOf(text, tokens, match.from, match.to);
  const name = written.replace(/\S+$/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
  const slug = slugOf(name);
  return { ...match, slug, confidence: 0.92, document: () => ({ type: 'place', slug, name, placeType: match.value }) };
}

function countryPlace(
  { text, tokens }: Passage,
  match: PhraseMatch<CountryCode> | undefined,
  names: PlaceNames,
): NamedPlace | undefined {
  if (!match) return undefined;
  const written = textOf(text, tokens, match.from, match.to);
  const doubtful = isAmbiguous(tokens, match);
  const currency = /^dollars?$/.test(tokens[match.to]?.lower ?? '');
  const shouted = /^\p{Lu}{2,3}$/u.test(written) && text === text.toUpperCase();
  const linked =
    !shouted && !currency && (!doubtful || names.sure.has(match.value)) && standsAlone(tokens, match.from, match.to);
  const confidence = doubtful ? 0.8 : /^[\p{Lu}.]{2,6}$/u.test(written) ? 0.9 : 0.97;
  return place(match, linked ? countrySlug(match.value) : '', confidence, () => countryDocument(match.value));
}

function demonymPlace(tokens: readonly Token[], match: PhraseMatch<CountryCode> | undefined): NamedPlace | undefined {
  const noun = match && tokens[match.to];
  if (!match || !noun || !stateNouns.has(noun.lower) || !noun.spaced) return undefined;
  if (!standsAlone(tokens, match.from, match.to)) return undefined;
  return place(match, countrySlug(match.value), 0.7, () => countryDocument(match.value));
}

function capitalPlace(
  tokens: readonly Token[],
  match: PhraseMatch<Capital> | undefined,
  names: PlaceNames,
): NamedPlace | undefined {
  if (!match) return undefined;
  const capital = match.value;
  const linked =
    (!capital.needsCountry || names.sure.has(capital.country)) &&
    standsAlone(tokens, match.from, match.to) &&
    !isOtherTown(tokens, match);
  return place(match, linked ? capitalDocument(capital).slug : '', capital.needsCountry ? 0.8 : 0.92, () =>
    capitalDocument(capital),
  );
}

/** `Paris, Texas`; `Washington state`, as a firm that is Washington-based may be. */
function isOtherTown(tokens: readonly Token[], { to }: PhraseMatch<Capital>): boolean {
  const [next, afterIt] = [tokens[to], tokens[to + 1]];
  if (tokens[to - 1]?.text === 'Washington' && next?.text === '-' && afterIt?.text === 'based') return true;
  return (
    (next?.text === ',' && otherRegions.has(afterIt?.text ?? '')) ||
    (next?.lower === 'state' && !joinsBehind(tokens, to))
  );
}

/** An empty slug: the words name something, but not surely this. */
function place(
  match: PhraseMatch<unknown>,
  slug: string,
  confidence: number,
  document: () => PlaceDocument,
): NamedPlace {
  return { from: match.from, to: match.to, slug, confidence, document };
}
