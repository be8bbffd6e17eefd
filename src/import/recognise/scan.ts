import { groupBy } from '../../graph/group-by.js';
import { standsAlone } from './isolation.js';
import type { PhraseIndex } from './phrase.js';
import type { Span } from './recognised.js';
import type { Passage } from './text.js';

export interface Form {
  concept: string;
  confidence: number;
}

/** Where the forms stand by themselves, not inside a longer name. */
export function scan(passages: readonly Passage[], forms: PhraseIndex<Form>): Span[] {
  return passages.flatMap(({ block, tokens }) =>
    [...forms.in(tokens)]
      .filter(({ from, to }) => standsAlone(tokens, from, to))
      .map(({ from, to, value }) => ({
        block,
        start: tokens[from]?.start ?? 0,
        end: tokens[to - 1]?.end ?? 0,
        ...value,
      })),
  );
}

/** No stretch of text names two things: the longest wins, then the surest, then the first. */
export function withoutOverlaps(spans: readonly Span[], passages: readonly Passage[]): Span[] {
  const byBlock = groupBy(spans, ({ block }) => block);
  return passages.flatMap(({ block, text }) => pickedOf(byBlock.get(block) ?? [], text.length));
}

function pickedOf(spans: readonly Span[], length: number): Span[] {
  const taken = new Uint8Array(spans.length > 0 ? length : 0);
  const ranked = [...spans].sort(
    (a, b) =>
      b.end - b.start - (a.end - a.start) ||
      b.confidence - a.confidence ||
      a.start - b.start ||
      (a.concept < b.concept ? -1 : 1),
  );
  const picked = ranked.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return picked.sort((a, b) => a.start - b.start);
}
