import { createRequire } from 'node:module';
import type { Country } from 'world-countries';
import type { PlaceDocument } from '../../content/place/place.document.js';
import { PhraseIndex } from './phrase.js';
import { slugOf } from './slug.js';
import { ambiguousCapitals, capitalsIn, furtherDemonyms, furtherNames } from './tables/places.js';
import { fold } from './token.js';

export type CountryCode = string;

// The package's types describe its CommonJS half only: its data is read as what it is.
const countries: Country[] = createRequire(import.meta.url)('world-countries/countries.json');

const byCode = new Map<CountryCode, Country>(countries.map((country) => [country.cca2, country]));

/** ISO 639-1 → the package's 639-3 keys. */
const translationKeys: Readonly<Record<string, string>> = {
  ar: 'ara',
  cs: 'ces',
  de: 'deu',
  et: 'est',
  fa: 'per',
  fi: 'fin',
  fr: 'fra',
  hr: 'hrv',
  hu: 'hun',
  it: 'ita',
  ja: 'jpn',
  ko: 'kor',
  nl: 'nld',
  pl: 'pol',
  pt: 'por',
  ru: 'rus',
  sk: 'slk',
  es: 'spa',
  sr: 'srp',
  sv: 'swe',
  tr: 'tur',
  ur: 'urd',
  zh: 'zho',
};

export const languageOf = (locale: string): string => locale.split('-')[0]?.toLowerCase() ?? locale;

export const countryName = (code: CountryCode): string => byCode.get(code)?.name.common ?? code;

/** `the Netherlands`: where the name wants an article inside a phrase. */
export function countryInPhrase(code: CountryCode): string {
  const name = countryName(code);
  const wantsArticle =
    /^(?:United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles)|Republic|Islands$/.test(name);
  return wantsArticle ? `the ${name}` : name;
}

export const countrySlug = (code: CountryCode): string => slugOf(fold(countryName(code)));

/** The names by which texts of a language call countries. */
export const countryNames = perLanguage((language) => {
  const index = new PhraseIndex<CountryCode>(language);
  for (const country of countries) {
    for (const name of namesOf(country, language)) index.add(name, country.cca2);
  }
  return index;
});

function namesOf(country: Country, language: string): string[] {
  const translation = country.translations[translationKeys[language] ?? ''];
  if (language !== 'en') return translation ? [translation.common, translation.official] : [];
  // Spellings of one word are often words of other languages, or of none.
  const spellings = country.altSpellings.filter(
    (name) => /^\p{Lu}\S* /u.test(name) && !name.includes(',') && !/^The /.test(name),
  );
  return [...(furtherNames[country.cca2] ?? []), country.name.common, country.name.official, ...spellings];
}

/** English words for the people and things of a country; those of two independent countries are left out. */
export const demonyms = perLanguage((language) => {
  const index = new PhraseIndex<CountryCode>(language);
  if (language !== 'en') return index;
  for (const [demonym, code] of Object.entries(furtherDemonyms)) index.add(demonym, code);
  const owners = new Map<string, Country[]>();
  for (const country of countries) {
    for (const demonym of demonymsOf(country)) owners.set(demonym, [...(owners.get(demonym) ?? []), country]);
  }
  for (const [demonym, owning] of owners) {
    const independent = owning.filter((country) => country.independent);
    const only = owning.length === 1 ? owning[0] : independent.length === 1 ? independent[0] : undefined;
    if (only) index.add(demonym, only.cca2);
  }
  return index;
});

function demonymsOf(country: Country): string[] {
  const own = country.demonyms?.eng;
  const all = [own?.m, own?.f].flatMap((words) => words?.split(', ') ?? []);
  return [...new Set(all)].filter((word) => word !== '' && word !== country.name.common);
}

export const demonymOf = (code: CountryCode): string | undefined => {
  const country = byCode.get(code);
  return country && demonymsOf(country).find((demonym) => !demonym.endsWith('er'));
};

export interface Capital {
  name: string;
  country: CountryCode;
  /** Linked only where the page names the country. */
  needsCountry: boolean;
}

export const capitals = perLanguage((language) => {
  const index = new PhraseIndex<Capital>(language);
  const all = countries.flatMap((country) => country.capital.map((name) => ({ country, name })));
  for (const { country, name } of all) {
    if (name === country.name.common || name === '') continue;
    const needsCountry = !country.independent || ambiguousCapitals.has(fold(name));
    for (const form of capitalForms(name, country.cca2, language)) {
      index.add(form, {
        name: capitalName(name),
        country: country.cca2,
        needsCountry: needsCountry || form === 'Washington',
      });
    }
  }
  return index;
});

const capitalName = (name: string) => (name === 'Washington D.C.' ? 'Washington, D.C.' : name);

function capitalForms(name: string, code: CountryCode, language: string): string[] {
  const translated = capitalsIn[language]?.[code];
  if (translated) return [translated];
  if (name === 'Washington D.C.')
    return language === 'zh' ? [] : ['Washington, D.C.', 'Washington D.C.', 'Washington DC', 'Washington'];
  if (name === 'Kyiv') return ['Kyiv', 'Kiev'];
  if (name === 'Ulan Bator') return ['Ulan Bator', 'Ulaanbaatar'];
  return [name];
}

export function countryDocument(code: CountryCode): PlaceDocument {
  const country = byCode.get(code);
  const name = countryName(code);
  if (!country) return { type: 'place', slug: countrySlug(code), name, countryCode: code };
  const [latitude, longitude] = country.latlng;
  return {
    type: 'place',
    slug: countrySlug(code),
    name,
    aliases: countryAliases(country),
    placeType: country.independent ? 'country' : 'territory',
    countryCode: code,
    latitude,
    longitude,
  };
}

function countryAliases(country: Country): NonNullable<PlaceDocument['aliases']> {
  const { common, official, native } = country.name;
  const aliases: NonNullable<PlaceDocument['aliases']> = [];
  if (official !== common) aliases.push({ kind: 'LEGAL_NAME', value: official, locale: 'en' });
  for (const [language, { common: value }] of Object.entries(native)) {
    const locale = twoLetters[language];
    if (value !== common && locale) aliases.push({ kind: 'NATIVE_NAME', value, locale });
  }
  return aliases;
}

const twoLetters: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(translationKeys).map(([two, three]) => [three, two])),
  fas: 'fa',
  ukr: 'uk',
  ell: 'el',
  heb: 'he',
  hin: 'hi',
  tha: 'th',
  vie: 'vi',
  nor: 'no',
  nob: 'nb',
  nno: 'nn',
  dan: 'da',
  isl: 'is',
  bul: 'bg',
  ron: 'ro',
  slv: 'sl',
  lit: 'lt',
  lav: 'lv',
  gle: 'ga',
  sqi: 'sq',
  mkd: 'mk',
  kat: 'ka',
  hye: 'hy',
};

export function capitalDocument(capital: Capital): PlaceDocument {
  return {
    type: 'place',
    slug: slugOf(capital.name),
    name: capital.name,
    placeType: 'city',
    countryCode: capital.country,
    within: countrySlug(capital.country),
  };
}

function perLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const value = made.get(language) ?? make(language);
    made.set(language, value);
    return value;
  };
}
