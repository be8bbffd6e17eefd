import type { Doc, Filter } from '../store/store.js';
import type { Context } from './context.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { badInput } from './errors.js';
import { isInstant } from './instant.js';
import type { MaybePromise } from './maybe-promise.js';
import type { NodeType, Typed } from './node.js';
import { type Paging, paging } from './page-args.js';
import type { Reader } from './reader.js';
import type { Ranking } from './readership.js';
import { beyond, type StoredDocuments } from './stored-list.js';

/** Names the order in cursors; what is not ranked follows by this field, which holds Dates, the latest first. */
export interface RankedOrder {
  name: string;
  field: string;
}

/** What a cursor stands for: an item, in this ranking. */
interface Place {
  ranking: string;
  id: string;
  at: Date;
}

/**
 * A page of a collection in the order of a ranking, then of all that is not in it. The cursors name the ranking, so that
 * further pages follow it while readers make new ones.
 */
export class RankedList<D extends Doc> implements StoredDocuments<D> {
  readonly #paging: Paging;
  readonly #after: Place | undefined;
  readonly #before: Place | undefined;
  readonly #reader: Reader<D>;
  #name = '';
  #rows: Promise<(D & Typed)[]> | undefined;

  constructor(
    private readonly context: Context,
    type: NodeType,
    private readonly base: Filter,
    private readonly order: RankedOrder,
    args: Parameters<typeof paging>[0],
  ) {
    this.#reader = context.reader<D>(type);
    this.#paging = paging(args);
    const { after, before } = this.#paging;
    this.#after = after === undefined ? undefined : this.#place(after, 'after');
    this.#before = before === undefined ? undefined : this.#place(before, 'before');
    if (this.#after && this.#before && this.#after.ranking !== this.#before.ranking) {
      throw badInput('after and before are of different times: take both from one list.', 'before');
    }
  }

  async items(): Promise<(D & Typed)[]> {
    const rows = (await this.#page()).slice(0, this.#paging.size);
    return this.#paging.forward ? rows : rows.reverse();
  }

  /** Of an item that `items` has answered. */
  cursor(item: D): string {
    const at = (item as Record<string, unknown> & D)[this.order.field] as Date;
    return encodeCursor(this.order.name, `${this.#name} ${at.getTime()}`, item._id);
  }

  async hasNextPage(): Promise<boolean> {
    return this.#paging.forward ? (await this.#page()).length > this.#paging.size : this.#before !== undefined;
  }

  async hasPreviousPage(): Promise<boolean> {
    return this.#paging.forward ? this.#after !== undefined : (await this.#page()).length > this.#paging.size;
  }

  totalCount(): MaybePromise<number> {
    return this.#reader.count(this.base);
  }

  group<R extends object>(stages: Record<string, unknown>[]): MaybePromise<R[]> {
    return this.#reader.group<R>(this.base, stages);
  }

  #page(): Promise<(D & Typed)[]> {
    this.#rows ??= this.#load();
    return this.#rows;
  }

  /** In the direction of the page, one more than it shows. Both parts are asked for at once, so that they are one command. */
  async #load(): Promise<(D & Typed)[]> {
    const ranking = await this.#follow();
    this.#name = ranking.name;
    const { forward, size } = this.#paging;
    const parts = [this.#ranked(ranking.ids, size + 1), this.#unranked(ranking.ids, size + 1)];
    return (await Promise.all(forward ? parts : parts.reverse())).flat().slice(0, size + 1);
  }

  async #ranked(ids: readonly string[], limit: number): Promise<(D & Typed)[]> {
    const from = this.#after ? placeIn(ids, this.#after) + 1 : 0;
    const to = this.#before ? placeIn(ids, this.#before) : ids.length;
    const between = ids.slice(from, to);
    if (between.length === 0) return [];
    const ranked = this.#paging.forward ? between : between.reverse();
    return this.#reader.page({ filter: this.base, ranked, limit });
  }

  async #unranked(ids: readonly string[], limit: number): Promise<(D & Typed)[]> {
    if (this.#before && ids.includes(this.#before.id)) return [];
    const { field } = this.order;
    const way = this.#paging.forward ? -1 : 1;
    const bounds = [
      { _id: { $nin: ids } },
      ...(this.#after && !ids.includes(this.#after.id) ? [beyond(field, this.#after.at, this.#after.id, -1)] : []),
      ...(this.#before ? [beyond(field, this.#before.at, this.#before.id, 1)] : []),
    ];
    const filter = { ...this.base, $and: [...((this.base.$and ?? []) as Filter[]), ...bounds] };
    return this.#reader.page({ filter, sort: { [field]: way, _id: way }, limit });
  }

  async #follow(): Promise<Ranking> {
    const cursor = this.#after ?? this.#before;
    const ranking = await this.context.ranking(cursor?.ranking);
    if (ranking) return ranking;
    const argument = this.#after ? 'after' : 'before';
    throw badInput(`${argument} is of an order that is no longer kept: ask for the list from its start.`, argument);
  }

  #place(cursor: string, argument: 'after' | 'before'): Place {
    const { value, id } = decodeCursor(this.order.name, cursor, argument);
    const [ranking = '', time = ''] = String(value).split(' ');
    const at = time === '' ? Number.NaN : Number(time);
    if (!isInstant(at)) throw badInput(`${argument} is not a cursor of this list.`, argument);
    return { ranking, id, at: new Date(at) };
  }
}

/** Its place among the ids; after all of them where it is not ranked. */
function placeIn(ids: readonly string[], { id }: Place): number {
  const at = ids.indexOf(id);
  return at === -1 ? ids.length : at;
}
