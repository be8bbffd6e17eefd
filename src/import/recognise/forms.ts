import type { ConceptType } from '../../graph/document-types.js';
import { calendarWords } from './tables/calendar.js';
import { functionWords, neverInNames, wordLikeSurnames } from './tables/common.js';
import { genericModifiers, organisationNouns } from './tables/organisations.js';
import { closingNouns } from './tables/portfolios.js';
import { fold } from './token.js';

/** How surely a name alone says who or what is meant: 0 is not surely enough. */
export function distinctiveness(name: string, type: ConceptType): number {
  const words = fold(name).match(/[\p{L}\p{N}.'’]+/gu) ?? [];
  if (/^\p{Script=Han}+$/u.test(name)) return name.length >= (type === 'place' ? 2 : 3) ? 0.8 : 0;
  if (!/^["“„«]?\p{Lu}|^["“„«]|^\p{N}/u.test(name) || (type === 'organisation' && words.every(isGeneric))) return 0;
  if (words.length >= 2) return words.every((word) => neverInNames.has(word.toLowerCase())) ? 0 : 0.85;
  const [word] = words;
  return word ? singleWord(word, type) : 0;
}

function singleWord(word: string, type: ConceptType): number {
  if (/^\p{Lu}[\p{Lu}\p{N}]{2,}$/u.test(word)) return 0.75;
  const lower = word.toLowerCase();
  if (type === 'person' || type === 'event' || isWord(lower)) return 0;
  return word.length >= (type === 'place' ? 6 : 7) ? 0.7 : 0;
}

const isWord = (lower: string) =>
  functionWords.has(lower) ||
  neverInNames.has(lower) ||
  calendarWords.has(lower) ||
  wordLikeSurnames.has(lower) ||
  isGeneric(lower);

export function isGeneric(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    organisationNouns.has(lower) || genericModifiers.has(lower) || closingNouns.has(lower) || functionWords.has(lower)
  );
}
