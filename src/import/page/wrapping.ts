import { isCjk } from './text.js';

/** How a text's lines were cut to a width. */
export interface Wrapping {
  /** `none`: a line is a paragraph; `words`: cut between words; `cut`: cut anywhere, at one exact width. */
  kind: 'none' | 'words' | 'cut';
  /** Whether the second of two neighbouring lines goes on with the first one's paragraph. */
  continues(before: string, after: string): boolean;
  isFull(line: string): boolean;
}

const UNWRAPPED: Wrapping = { kind: 'none', continues: () => false, isFull: () => false };

/** A line and the one right beneath it. */
type Pair = [before: string, after: string];

type Measure = (line: string) => number;
/** Some tools count characters, others bytes. */
const MEASURES: Measure[] = [(line) => [...line].length, (line) => Buffer.byteLength(line)];
const characters: Measure = (line) => line.length;

const SENTENCE_END = /[.!?:。！？：…]["'”’»«)）」』\]]*\s*$/u;
const STARTS_SMALL = /^\s*[\p{Ll}(,;"“„«'‘]/u;

/** Pages hold paragraphs longer than this; where no line is, the lines were probably cut. */
const LONG = 110;

/**
 * Wrapped text shows in lines that end in mid-sentence at about the same length while the next one goes on in small
 * letters. Only pairs whose first line is longer than half the longest count: menus are full of short lines.
 */
export function detectWrapping(lines: readonly string[]): Wrapping {
  const width = longest(lines);
  const pairs = longPairs(lines, width);
  const flowing = pairs.filter(([before, after]) => flowsOn(before, after, width));
  const share = width <= LONG ? 0.12 : 0.3;
  if (flowing.length === 0 || flowing.length < pairs.length * share) return UNWRAPPED;
  return exactCut(lines, pairs, flowing) ?? betweenWords(lines, flowing, width);
}

function longest(lines: readonly string[]): number {
  let width = 0;
  for (const line of lines) {
    if (line.trim().includes(' ') || isCjk(line.slice(0, 200))) width = Math.max(width, characters(line));
  }
  return width;
}

function longPairs(lines: readonly string[], width: number): Pair[] {
  const pairs: Pair[] = [];
  for (let at = 0; at + 1 < lines.length; at++) {
    const before = lines[at] ?? '';
    const after = lines[at + 1] ?? '';
    if (before.trim() && after.trim() && characters(before) > width * 0.6) pairs.push([before, after]);
  }
  return pairs;
}

/** In scripts without small letters only a line of nearly full length can tell. */
function flowsOn(before: string, after: string, width: number): boolean {
  if (SENTENCE_END.test(before.slice(-12))) return false;
  if (isCjk(after.trimStart().charAt(0))) return characters(before) >= width - 3;
  return STARTS_SMALL.test(after.slice(0, 4));
}

/** Cut at one width whatever stands there: then nearly every line that goes on has exactly that width. */
function exactCut(lines: readonly string[], pairs: readonly Pair[], flowing: readonly Pair[]): Wrapping | undefined {
  const open = pairs.filter(([before]) => !SENTENCE_END.test(before.slice(-12)));
  for (const measure of MEASURES) {
    const width = lines.reduce((most, line) => Math.max(most, measure(line)), 0);
    const isFull = (line: string): boolean => measure(line) === width;
    const share = (some: readonly Pair[]): number => some.filter(([before]) => isFull(before)).length / some.length;
    const exact = flowing.length >= 2 && share(flowing) >= 0.75 && share(open) >= 0.5;
    if (exact && !isBetweenWords(lines, flowing)) return { kind: 'cut', continues: isFull, isFull };
  }
  return undefined;
}

/** So many lines of one width are no chance. */
const FEW = 8;

/**
 * A few lines may have one width by chance, cut between words: then they keep a space, or whole words stand at the cuts,
 * and no cut goes through a word that the text has elsewhere.
 */
function isBetweenWords(lines: readonly string[], flowing: readonly Pair[]): boolean {
  if (flowing.length >= FEW) return flowing.every(([before]) => before.endsWith(' '));
  const counts = new Map<string, number>();
  for (const word of lines.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const count = (word: string): number => counts.get(word) ?? 0;
  let whole = 0;
  for (const [before, after] of flowing) {
    const [left, right] = [wordsOf(before).at(-1) ?? '', wordsOf(after)[0] ?? ''];
    // What the text has elsewhere is a whole word; what is as long as one, next to such a word, most likely is too.
    const apart = count(right) > 1 && (count(left) > 1 || left.length >= 5);
    if (/^ \S/.test(after) || (!before.endsWith(' ') && !apart && count(left + right) > 0)) return false;
    if (apart || before.endsWith(' ')) whole++;
  }
  return whole > flowing.length / 2;
}

const wordsOf = (line: string): string[] => line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * A line goes on if the next line's first word would not have fitted in it. Tools that even out the right margin leave
 * more room: in their texts, known by such lines, a line of some length goes on unless the next one is no running text.
 */
function betweenWords(lines: readonly string[], flowing: readonly Pair[], width: number): Wrapping {
  const isFull = (before: string, after: string) => characters(before.trimEnd()) + 1 + firstWord(after) >= width;
  const even = flowing.filter(([before, after]) => !isFull(before, after)).length >= Math.max(1, flowing.length * 0.03);
  const blanks = lines.filter((line) => !line.trim()).length;
  const spaced = blanks >= 3 && blanks * 12 >= lines.length;
  const continues = (before: string, after: string) => {
    const full = isFull(before, after);
    const ends = SENTENCE_END.test(before.slice(-12));
    if (startsItem(after, !full || ends) || isIndented(before, after)) return false;
    if (full || flowsOn(before, after, width)) return true;
    if (!even || STARTS_ELEMENT.test(after) || COPYRIGHT.test(before)) return false;
    return characters(before) > width * (ends && !spaced ? 0.85 : 0.7);
  };
  return { kind: 'words', continues, isFull: () => false };
}

/** A paragraph may start with an indented line instead of a blank one; an item's own lines are indented, too. */
const isIndented = (before: string, after: string): boolean =>
  after.startsWith('  ') && !before.startsWith('  ') && !startsItem(before, true);

const COPYRIGHT = /^\s*(?:©|copyright)/iu;

const firstWord = (line: string): number => line.trimStart().slice(0, 200).split(' ', 1)[0]?.length ?? 0;

/** Openings of lines that stand for themselves. */
const STARTS_ELEMENT =
  /^\s*(?:©|copyright|by \p{Lu}|von \p{Lu}|par \p{Lu}|por \p{Lu}|(?:last )?updated|published|publi[éc]|veröffentlicht|stand:|source:|photo:|mis à jour|actualizado)/iu;

/** A bullet always starts a paragraph; a dash or a number may also be the text's own. */
const startsItem = (line: string, likely: boolean): boolean =>
  /^\s*[•◦▪‣*]\s/u.test(line) || (likely && /^\s*(?:[-–]|\d{1,2}[.)])\s/u.test(line));
