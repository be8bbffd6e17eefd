import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { remembered } from './remembered.js';
import { eachPiece, folded, isPaired, type Word, wordsOf } from './words.js';

/**
 * What both stores match, letter by letter: a folded word as it is, or its stem with the language that it was stemmed in
 * (`ferri_en`). A text has one token a word; a query asks for a word in every language, for it does not say its own.
 */
export type Token = string;

const latin: Record<string, (word: string) => string> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
  sv: swedish,
  da: danish,
  nb: norwegian,
  nn: norwegian,
  no: norwegian,
  fi: finnish,
};
const stemmers: Record<string, (word: string) => string> = {
  ...latin,
  ru: russian,
  // The stemmer takes the article off, but not what is written together with it: and, with, like, for.
  ar: (word) => arabic(word.replace(/^[وفبك]ال(?=..)/, 'ال').replace(/^لل(?=..)/, 'ال')),
};
/** One of each stemmer, by the script of the word. */
const asked: [script: RegExp, languages: string[]][] = [
  [/^\p{sc=Arabic}/u, ['ar']],
  [/^\p{sc=Cyrillic}/u, ['ru']],
  [/^\p{sc=Latin}/u, Object.keys(latin).filter((language) => !['nb', 'nn'].includes(language))],
];

/** Beyond these a word is looked up as it is: it has no stem, or none that a query would ask for. */
function languagesOf(word: string): string[] {
  const [, languages = []] = (!isPaired(word) && asked.find(([script]) => script.test(word))) || [];
  return languages;
}

const languageOf = (locale: string | null) => locale?.split('-')[0]?.toLowerCase() ?? '';
/** Longest word that is told from others; nobody types more. */
const longest = 40;

function token(word: string, language: string): Token {
  const cut = word.slice(0, longest);
  return stemmed[language]?.(cut) ?? cut;
}

const stemmed: Record<string, (word: string) => Token> = Object.fromEntries(
  Object.entries(stemmers).map(([language, stem]) => {
    const tag = ['nb', 'nn'].includes(language) ? 'no' : language;
    return [language, remembered((word) => (languagesOf(word).includes(tag) ? `${stem(word)}_${tag}` : word))];
  }),
);

/** By language, and for all others: the token of a word as it stands in a text; empty for what is none. */
const ofPiece = new Map<string, (piece: string) => Token>(
  ['', ...Object.keys(stemmers)].map((language) => [language, remembered((piece) => token(folded(piece), language))]),
);

/** The tokens of a text in their order. */
export const tokensOf = (text: string, locale: string | null): Token[] => {
  const tokenOf = (ofPiece.get(languageOf(locale)) ?? ofPiece.get('')) as (piece: string) => Token;
  const tokens: Token[] = [];
  eachPiece(text, (piece) => {
    const found = tokenOf(piece);
    if (found) tokens.push(found);
  });
  return tokens;
};

/** Every token that a text in whatever language may have for this word. */
export function alternatives(word: string): Token[] {
  const cut = word.slice(0, longest);
  return [...new Set([cut, ...languagesOf(cut).map((language) => token(cut, language))])];
}

/** The same for words one after the other: a text has one language, and its words the stems of that one. */
export function sequences(words: readonly string[]): Token[][] {
  const languages = new Set(words.flatMap((word) => languagesOf(word.slice(0, longest))));
  return ['', ...languages].map((language) => words.map((word) => token(word, language)));
}

export interface TextToken extends Word {
  token: Token;
}

/** The same with where each stands in the text's NFC form. */
export const placedTokens = (text: string, locale: string | null): TextToken[] => {
  const language = languageOf(locale);
  return wordsOf(text).map((word) => ({ ...word, token: token(word.word, language) }));
};
