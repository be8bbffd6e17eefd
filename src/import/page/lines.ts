import { isCjk } from './text.js';
import { detectWrapping, type Wrapping } from './wrapping.js';

/** A paragraph or a single line of the page, white space single, with the 1-based number of its first line. */
export interface Para {
  line: number;
  text: string;
}

const SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Invisible and without meaning in running text; the joiners U+200C and U+200D do mean something and stay. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u2060\ufeff]/g;

/** Lines with plain spaces and nothing invisible, NFC; a form feed or paragraph separator counts as a blank line. */
export function cleanLines(text: string): string[] {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/\r\n?|[\v\u0085\u2028]/g, '\n')
    .replace(/[\f\u2029]/g, '\n\n')
    .replace(SPACES, ' ')
    .split('\n');
}

/** Paragraphs of a text whose lines may have been cut to a width. */
export function paragraphs(lines: readonly string[]): Para[] {
  const wrapping = detectWrapping(lines);
  const found: Para[] = [];
  let open: { line: number; parts: string[]; last: string } | undefined;
  const close = (): void => {
    if (open) found.push({ line: open.line, text: open.parts.join('').replace(/\s+/g, ' ').trim() });
    open = undefined;
  };
  for (const [at, raw] of lines.entries()) {
    if (open && raw.trim() && wrapping.continues(open.last, raw)) {
      open.parts.push(glue(open.last, raw, wrapping), raw);
      open.last = raw;
      continue;
    }
    close();
    if (raw.trim()) open = { line: at + 1, parts: [raw], last: raw };
  }
  close();
  return found;
}

/** What stood between two lines before they were cut apart: a space, or nothing. */
function glue(before: string, after: string, wrapping: Wrapping): '' | ' ' {
  if (wrapping.kind === 'cut' && wrapping.isFull(before)) return '';
  if (before.endsWith(' ') || after.startsWith(' ')) return ' ';
  if (isCjk(before.slice(-1)) && isCjk(after.charAt(0))) return '';
  if (/[，。、；：！？」』”）]$/u.test(before) && isCjk(after.charAt(0))) return '';
  if (/[\p{L}\p{N}]--$/u.test(before) || /^--[\p{L}\p{N}]/u.test(after)) return '';
  return /[\p{L}\p{N}]-$/u.test(before) && !HANGING_HYPHEN.test(after) ? '' : ' ';
}

/** `short- and long-term`: here the hyphen stands for a word that comes later, and the space was there. */
const HANGING_HYPHEN = /^(?:and|or|to|und|oder|bis|sowie|et|ou|y|o|e|en|of)(?=[\s,])/i;
