import { isDeepStrictEqual } from 'node:util';
import { mapSpans, type StoredBlock, written } from './blocks.js';
import type { StoredSpan } from './body.type.js';

/** A range of a block's text that is the mention with this index. */
export interface MentionRange {
  start: number;
  end: number;
  mention: number;
}

/** The block with its spans cut where mentions begin and end, so that each span is of one mention or of none. */
export function markMentions(block: StoredBlock, ranges: readonly MentionRange[]): StoredBlock {
  if (ranges.length === 0) return block;
  const { starts } = written(block);
  return mapSpans(block, (spans) => cut(spans, ranges, starts.get(spans) ?? 0));
}

function cut(spans: readonly StoredSpan[], ranges: readonly MentionRange[], offset: number): StoredSpan[] {
  const cuts = [...new Set(ranges.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const pieces: StoredSpan[] = [];
  let start = offset;
  for (const span of spans) {
    const end = start + span.text.length;
    const edges = [start, ...cuts.filter((at) => at > start && at < end), end];
    for (let at = 0; at + 1 < edges.length; at += 1) {
      const [from, to] = [edges[at] as number, edges[at + 1] as number];
      const range = ranges.find((candidate) => candidate.start <= from && to <= candidate.end);
      pieces.push({ ...span, text: span.text.slice(from - start, to - start), mention: range?.mention ?? null });
    }
    start = end;
  }
  return pieces;
}

/** Spans that differ in nothing but what they name are one. */
export const withoutMentions = (block: StoredBlock): StoredBlock =>
  mapSpans(block, (spans) =>
    spans.reduce<StoredSpan[]>((joined, { text, marks, link }) => {
      const last = joined.at(-1);
      if (last && isDeepStrictEqual([last.marks, last.link], [marks, link])) last.text += text;
      else joined.push({ text, marks, link, mention: null });
      return joined;
    }, []),
  );
