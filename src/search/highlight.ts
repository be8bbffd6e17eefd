import { escapeText } from 'entities';
import type { Searchable } from '../graph/searchable.js';
import { placeIn, type SearchQuery, type Term } from './query.js';
import { placedTokens, type TextToken } from './tokens.js';

export interface Fragment {
  field: string;
  fragment: string;
}

/** UTF-16 code units of a fragment, about. */
const length = 180;
const maxFragments = 3;
/** Longer texts are not searched for what to show. */
const maxText = 20_000;

/** The texts in which the query's words stand, the best first, with the words marked. Everything else is escaped. */
export function highlights({ texts }: Searchable, { required, optional }: SearchQuery): Fragment[] {
  const found = new Map<string, Fragment & { marks: number; order: number }>();
  for (const [order, { field, text, locale }] of texts.entries()) {
    const shown = text.slice(0, maxText).normalize('NFC');
    const tokens = placedTokens(shown, locale);
    const folded = locale === null ? placedTokens(shown, 'en') : placedTokens(shown, null);
    const wanted = required.filter((term) => hits(tokens, folded, term).length > 0);
    const known = found.get(field);
    if (wanted.length === 0 || (known && known.marks >= wanted.length)) continue;
    const ranges = merged([...required, ...optional].flatMap((term) => hits(tokens, folded, term)));
    found.set(field, {
      field,
      fragment: cut(shown, ranges),
      marks: wanted.length,
      order: known?.order ?? order,
    });
  }
  return [...found.values()]
    .sort((a, b) => a.order - b.order)
    .slice(0, maxFragments)
    .map(({ field, fragment }) => ({ field, fragment }));
}

type Range = [start: number, end: number];

function hits(tokens: readonly TextToken[], folded: readonly TextToken[], term: Term): Range[] {
  return [tokens, folded].flatMap((some) => {
    const sequence = some.map(({ token }) => token);
    const ranges: Range[] = [];
    for (let at = placeIn(sequence, term); at >= 0; at = placeIn(sequence, term, at + 1)) {
      ranges.push([(some[at] as TextToken).start, (some[at + term.forms.length - 1] as TextToken).end]);
    }
    return ranges;
  });
}

function merged(ranges: Range[]): Range[] {
  const joined: Range[] = [];
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

function cut(text: string, ranges: readonly Range[]): string {
  const [first] = ranges as [Range];
  const start = text.length <= length ? 0 : wordStart(text, Math.max(0, first[0] - length / 3));
  const end = text.length <= length ? text.length : wordEnd(text, Math.max(start + length, first[1]));
  let html = start > 0 ? '…' : '';
  let at = start;
  for (const [from, to] of ranges) {
    if (from < at || to > end) continue;
    html += `${escapeText(text.slice(at, from))}<mark>${escapeText(text.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escapeText(text.slice(at, end)) + (end < text.length ? '…' : '');
}

/** Up to 20 units on, so that no word, and no pair of surrogates, is cut. */
function wordStart(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  if (from === 0) return 0;
  return space >= 0 && space - from < 20 ? space + 1 : whole(text, Math.floor(from));
}

function wordEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.lastIndexOf(' ', to);
  return space > 0 && to - space < 20 ? space : whole(text, Math.floor(to));
}

const whole = (text: string, at: number) => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at + 1 : at);
