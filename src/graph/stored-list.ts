import type { Doc, Filter, Sort } from '../store/store.js';
import { type CursorValue, decodeCursor, encodeCursor } from './cursor.js';
import { badInput } from './errors.js';
import { isInstant } from './instant.js';
import { type MaybePromise, whenReady } from './maybe-promise.js';
import type { Typed } from './node.js';
import { type Paging, paging } from './page-args.js';
import type { Reader } from './reader.js';

/** What a connection needs of a list, wherever its items come from. Nothing is asked before it is selected. */
export interface PagedList<T> {
  items(): MaybePromise<T[]>;
  cursor(item: T): string;
  hasNextPage(): MaybePromise<boolean>;
  hasPreviousPage(): MaybePromise<boolean>;
  totalCount(): MaybePromise<number>;
}

/** A list of stored documents, of which all can be counted by some property. */
export interface StoredDocuments<D extends Doc> extends PagedList<D & Typed> {
  /** The rows of a pipeline over the whole list, whatever page this is. */
  group<R extends object>(stages: Record<string, unknown>[]): MaybePromise<R[]>;
}

/** A field that every document of the list has, never null, and the direction; `_id` breaks ties the same way. */
export interface ListOrder {
  /** Names the order in cursors: a cursor of one order is none of another. */
  name: string;
  field: string;
  direction: 1 | -1;
  /** The field holds Dates. */
  dates?: true;
}

/** A page of a stored collection by keyset: one item more than asked for tells whether there is more. */
export class StoredList<D extends Doc> implements StoredDocuments<D> {
  readonly #paging: Paging;
  readonly #filter: Filter;

  constructor(
    private readonly reader: Reader<D>,
    private readonly base: Filter,
    private readonly order: ListOrder,
    args: Parameters<typeof paging>[0],
  ) {
    this.#paging = paging(args);
    const { after, before } = this.#paging;
    const bounds = [
      ...(after === undefined ? [] : [this.#beyond(after, 'after', order.direction)]),
      ...(before === undefined ? [] : [this.#beyond(before, 'before', order.direction === 1 ? -1 : 1)]),
    ];
    const above = (base.$and ?? []) as Filter[];
    this.#filter = bounds.length === 0 ? base : { ...base, $and: [...above, ...bounds] };
  }

  items(): MaybePromise<(D & Typed)[]> {
    return whenReady(this.#rows(), (rows) => {
      const page = rows.slice(0, this.#paging.size);
      return this.#paging.forward ? page : page.reverse();
    });
  }

  cursor(item: D): string {
    return encodeCursor(this.order.name, plain((item as Record<string, unknown> & D)[this.order.field]), item._id);
  }

  hasNextPage(): MaybePromise<boolean> {
    return this.#paging.forward ? this.#hasMore() : this.#paging.before !== undefined;
  }

  hasPreviousPage(): MaybePromise<boolean> {
    return this.#paging.forward ? this.#paging.after !== undefined : this.#hasMore();
  }

  totalCount(): MaybePromise<number> {
    return this.reader.count(this.base);
  }

  group<R extends object>(stages: Record<string, unknown>[]): MaybePromise<R[]> {
    return this.reader.group<R>(this.base, stages);
  }

  #hasMore(): MaybePromise<boolean> {
    return whenReady(this.#rows(), (rows) => rows.length > this.#paging.size);
  }

  // The reader asks equal questions once, so that items, edges and pageInfo share one answer.
  #rows(): MaybePromise<(D & Typed)[]> {
    const { forward, size } = this.#paging;
    const { field, direction } = this.order;
    const way = (forward ? direction : -direction) as 1 | -1;
    const sort: Sort = field === '_id' ? { _id: way } : { [field]: way, _id: way };
    return this.reader.page({ filter: this.#filter, sort, limit: size + 1 });
  }

  #beyond(cursor: string, argument: 'after' | 'before', direction: 1 | -1): Filter {
    const { value, id } = decodeCursor(this.order.name, cursor, argument);
    return this.order.field === '_id'
      ? { _id: { [direction === 1 ? '$gt' : '$lt']: id } }
      : beyond(this.order.field, this.#stored(value, argument), id, direction);
  }

  #stored(value: CursorValue, argument: 'after' | 'before'): CursorValue | Date {
    if (!this.order.dates) return value;
    if (typeof value === 'number' && isInstant(value)) return new Date(value);
    throw badInput(`${argument} is not a cursor of this list.`, argument);
  }
}

/** What follows this place, `_id` breaking ties. The plain bound on the field is what lets an index start in the right place. */
export function beyond(field: string, at: unknown, id: string, direction: 1 | -1): Filter {
  const [past, upTo] = direction === 1 ? ['$gt', '$gte'] : ['$lt', '$lte'];
  return { [field]: { [upTo]: at }, $or: [{ [field]: { [past]: at } }, { [field]: at, _id: { [past]: id } }] };
}

const plain = (value: unknown): CursorValue =>
  value instanceof Date ? value.getTime() : ((value ?? null) as CursorValue);
