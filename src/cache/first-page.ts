import type { Changed, FirstPage } from '../graph/read-cache.js';
import type { Doc, Sort } from '../store/store.js';

/**
 * What is on the page after a change with these tags, given what was on it before; undefined where that takes to know what
 * comes after the page, or where the order is one that only the store knows.
 */
export function afterChange(
  { tag, sort, limit }: FirstPage,
  before: readonly Doc[],
  { document, listed }: Pick<Changed, 'document' | 'listed'>,
  tags: readonly string[],
): readonly Doc[] | undefined {
  const others = before.filter(({ _id }) => _id !== document._id);
  const wasOn = others.length < before.length;
  const endsHere = before.length < limit;
  if (!listed || !tags.includes(tag)) return !wasOn || endsHere ? others : undefined;
  const places = others.map((other) => compare(document, other, sort));
  if (places.includes(undefined)) return undefined;
  const at = places.findIndex((place) => (place as number) < 0);
  if (at >= 0) return others.toSpliced(at, 0, document).slice(0, limit);
  if (endsHere) return [...others, document];
  // It comes last: what was there before it is still known, but not what comes between.
  return wasOn ? undefined : others;
}

/** As stores do; undefined for values of which only they know. */
function compare(a: Doc, b: Doc, sort: Sort): number | undefined {
  for (const [field, direction] of Object.entries(sort)) {
    const order = compareValues(a[field as keyof Doc], b[field as keyof Doc]);
    if (order !== 0) return order && order * direction;
  }
  return 0;
}

function compareValues(a: unknown, b: unknown): number | undefined {
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return undefined;
}
