import { decodeCursor, encodeCursor } from './cursor.js';
import { paging } from './page-args.js';
import type { PagedList } from './stored-list.js';

/** A page of items that a document holds itself, in their order; `key` is unique among them and outlives reordering. */
export class ArrayList<T> implements PagedList<T> {
  readonly #start: number;
  readonly #end: number;

  constructor(
    private readonly all: readonly T[],
    private readonly name: string,
    private readonly key: (item: T) => string,
    args: Parameters<typeof paging>[0],
  ) {
    const { forward, size, after, before } = paging(args);
    const from = after === undefined ? 0 : this.#position(after, 'after') + 1;
    const to = before === undefined ? all.length : this.#position(before, 'before');
    this.#start = forward ? from : Math.max(from, to - size);
    this.#end = forward ? Math.min(to, from + size) : to;
  }

  items(): T[] {
    return this.all.slice(this.#start, this.#end);
  }

  cursor(item: T): string {
    return encodeCursor(this.name, this.all.indexOf(item), this.key(item));
  }

  hasNextPage(): boolean {
    return this.#end < this.all.length;
  }

  hasPreviousPage(): boolean {
    return this.#start > 0;
  }

  totalCount(): number {
    return this.all.length;
  }

  /** Where the item stands now; where it has gone, where it stood. */
  #position(cursor: string, argument: 'after' | 'before'): number {
    const { value, id } = decodeCursor(this.name, cursor, argument);
    const at = this.all.findIndex((item) => this.key(item) === id);
    return at >= 0 ? at : Number(value);
  }
}
