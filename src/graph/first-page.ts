import type { Doc, Sort } from '../store/store.js';
import { tagOfMembers } from './cache-tags.js';
import type { ContentType } from './content-type.js';
import type { NodeKey } from './node.js';
import type { Question } from './question.js';

/** The first page of a list that a changed document says itself whether it is in. */
export interface FirstPage {
  /** Whatever is listed and has this tag is in the list, and nothing else is. */
  tag: string;
  sort: Sort;
  limit: number;
}

/** A document as a change has left it, without the heavy fields of its type. */
export interface Changed {
  key: NodeKey;
  document: Doc;
  /** Whether lists show it at this instant. */
  listed: boolean;
  now: Date;
}

/** Undefined for what only the store can tell. */
export function firstPageOf(
  type: Pick<ContentType, 'collection' | 'lists'>,
  question: Question,
): FirstPage | undefined {
  if (question.ask !== 'page' || !('sort' in question) || question.fields) return undefined;
  const tag = tagOfMembers(type, question.filter);
  return tag === undefined ? undefined : { tag, sort: question.sort, limit: question.limit };
}

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
