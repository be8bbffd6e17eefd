import type { Doc, Filter, Sort } from '../store/store.js';
import type { Context } from './context.js';
import { badInput, CodedError } from './errors.js';
import { allReady, isPromise, type MaybePromise, whenReady } from './maybe-promise.js';
import { localId, type NodeType, type Typed } from './node.js';
import { type ListOrder, StoredList } from './stored-list.js';

/** A loader answers one key; the keys of all its callers in one wave go to the store as one command. */
export type Loader<K, R> = (context: Context, key: K) => MaybePromise<R>;

/** By `_id`, or by another unique field. */
export function loadOne<D extends Doc>(type: NodeType, field = '_id'): Loader<string, (D & Typed) | null> {
  return (context, value) => context.reader<D>(type).one(field, value);
}

/** Every document whose field is, or holds, the key. Only for what is few by nature. */
export function loadAll<D extends Doc>(type: NodeType, field: string, sort: Sort): Loader<string, (D & Typed)[]> {
  return (context, value) => context.reader<D>(type).all(field, value, sort);
}

/** The documents with these ids, in this order; what is missing or hidden is left out. */
export function loadEach<D extends Doc>(
  load: Loader<string, (D & Typed) | null>,
  context: Context,
  ids: readonly string[],
): MaybePromise<(D & Typed)[]> {
  return whenReady(allReady(ids.map((id) => load(context, id))), (found) =>
    found.filter((document) => document !== null),
  );
}

/** Null for what was public once and is no longer, instead of the error that says so. */
export const orNoneIfGone = <R>(found: MaybePromise<R | null>): MaybePromise<R | null> =>
  isPromise(found) ? found.catch(noneIfGone) : found;

function noneIfGone(error: unknown): null {
  if (error instanceof CodedError && ['GONE', 'WITHDRAWN'].includes(String(error.extensions.code))) return null;
  throw error;
}

/** What a nullable reference leads to: null where there is none. */
export const follow = <R>(load: Loader<string, R | null>, context: Context, id: string | null | undefined) =>
  id ? load(context, id) : null;

/** A list of documents in a fixed order, paged by keyset; `filter` is joined to what the audience may see. */
export function listOf<D extends Doc>(type: NodeType, order: ListOrder, filter: Filter = {}) {
  return (context: Context, args: PageArgsLike) => new StoredList<D>(context.reader<D>(type), filter, order, args);
}
type PageArgsLike = ConstructorParameters<typeof StoredList>[3];

/**
 * `person(id:, slug:)`: exactly one of the two, else BAD_USER_INPUT.
 * An id that is not of this type is answered like one that is not known.
 */
export function lookUp<R>(
  context: Context,
  type: NodeType,
  args: { id?: string | undefined; slug?: string | undefined },
  byId: Loader<string, R | null>,
  bySlug: Loader<string, R | null>,
): MaybePromise<R | null> {
  if ((args.id === undefined) === (args.slug === undefined)) {
    throw badInput(`Give ${type} exactly one of id and slug.`);
  }
  if (args.slug !== undefined) return bySlug(context, args.slug);
  const id = localId(type, args.id as string);
  return id === undefined ? null : byId(context, id);
}
