import { stopwords as arabic } from '@orama/stopwords/arabic';
import { stopwords as english } from '@orama/stopwords/english';
import { stopwords as french } from '@orama/stopwords/french';
import { stopwords as german } from '@orama/stopwords/german';
import { stopwords as spanish } from '@orama/stopwords/spanish';
import { nameKey } from '../graph/name-key.js';
import { eachWord } from '../graph/words.js';
import { remembered } from './remembered.js';

/** A word of a text, folded, with where it stands in the text's NFC form. */
export interface Word {
  word: string;
  start: number;
  end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
/** Scripts that write words without spaces, or with endings on them, and that are looked up by pairs of letters. */
const pairedScripts = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー]+';
const pairedRun = new RegExp(`(${pairedScripts})`, 'u');
/** Nothing to compose, and none of these scripts: most texts of most newsrooms. */
const isPlain = /^[\0-\u02ff\u2010-\u2027]*$/;
const pairedOnly = new RegExp(`^${pairedScripts}$`, 'u');
/** Letters that compatibility folding leaves as they are. */
const letters: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** Case, accents and possessive endings folded away; letters and digits are all that is left. */
export const folded = remembered((word: string): string =>
  nameKey(word)
    .replace(/'s?$/, '')
    .replace(/[ßøæœłđðþı]/g, (letter) => letters[letter] as string)
    .replace(/[^\p{L}\p{N}]/gu, ''),
);

export const isPaired = (word: string): boolean => pairedOnly.test(word);

/** The words of a text. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  eachPiece(text, (piece, start) => {
    const word = folded(piece);
    if (word) words.push({ word, start, end: start + piece.length });
  });
  return words;
}

/**
 * The words of a text as they stand in its NFC form, and some signs besides, which fold to nothing. Chinese, Japanese and Korean
 * runs come as overlapping pairs of letters, which finds a word wherever a dictionary would cut and whatever particle hangs
 * on it; everything else as Unicode's word segmentation has it.
 */
export function eachPiece(text: string, visit: (piece: string, start: number) => void): void {
  if (isPlain.test(text)) {
    eachWord(text, segmenter, visit);
    return;
  }
  let offset = 0;
  for (const [at, run] of text.normalize('NFC').split(pairedRun).entries()) {
    const from = offset;
    if (at % 2 === 1) eachPair(run, from, visit);
    else eachWord(run, segmenter, (segment, start) => visit(segment, from + start));
    offset += run.length;
  }
}

function eachPair(run: string, offset: number, visit: (piece: string, start: number) => void): void {
  const characters = [...run];
  let start = offset;
  for (let at = 0; at < Math.max(1, characters.length - 1); at += 1) {
    visit(characters.slice(at, at + 2).join(''), start);
    start += (characters[at] as string).length;
  }
}

const stopwords = new Set([english, german, french, spanish, arabic].flat().map(folded));

/** Words that say so little that a hit may lack them. */
export const isStopword = (word: string): boolean => stopwords.has(word);
