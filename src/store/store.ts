/**
 * The narrow store that the gateway asks: the part of the MongoDB driver's Collection API that it uses, and no more.
 * The driver's own `Collection` fits `Collection` below without a cast; the embedded store answers the same calls.
 * `tests/store/contract.ts` is the list of behaviours that both must show.
 */

/** What every stored document has: an `_id` (at most 512 bytes of UTF-8) that is unique in its collection. Other values are what BSON keeps: strings, finite numbers, booleans, null, Dates, arrays, plain objects. */
export interface Doc {
  _id: string;
}

/**
 * A MongoDB query document. `$text` may stand at its top, in the first stage of a pipeline or in a `find`, where the
 * collection declares a text index: `{ $text: { $search } }` holds for documents that have any of the words, exactly as
 * they are stored.
 */
export type Filter = Record<string, unknown>;

/** Field path → direction, in order of precedence. */
export type Sort = Record<string, 1 | -1>;

export interface ReadOptions {
  /** Ends the command when it aborts; the call then rejects. */
  signal?: AbortSignal;
}

export interface FindOptions extends ReadOptions {
  /** Inclusion (`{ slug: 1 }`) or exclusion (`{ body: 0 }`) of field paths; `_id` always comes unless it is `0`. */
  projection?: Record<string, 0 | 1>;
  sort?: Sort;
  /** 0, or none: all. */
  limit?: number;
}

export interface Cursor<R> {
  toArray(): Promise<R[]>;
}

export interface Collection<T extends Doc> {
  find(filter: Filter, options?: FindOptions): Cursor<T>;
}

/**
 * A pipeline over one collection. It starts with what an index can answer ($match, $sort, $limit); stages that reach into other
 * collections ($lookup, $graphLookup, $unionWith), or that write, are no part of this interface.
 */
export interface Query {
  collection: string;
  pipeline: readonly Record<string, unknown>[];
}

export interface IndexSpec {
  /** Index name, unique in its collection. */
  name: string;
  /** Field paths and directions; at most one of the paths may hold arrays, as in MongoDB. */
  key: Sort;
  /** At most one document per value (strings, numbers, booleans, Dates); documents in which every path of the key is missing or null are not counted. */
  unique?: boolean;
  /** Which query this index serves. */
  serves: string;
}

/** A full-text index over words that are prepared: ASCII or other letters, digits and `_`, in lower case and without accents. */
export interface TextIndexSpec {
  name: string;
  /** A field that holds an array of words. */
  field: string;
  /** Small fields that text queries filter, sort, group and project by: the embedded store keeps them beside the words, so that such a query reads no documents. */
  keeps: readonly string[];
  serves: string;
}

export interface CollectionSpec {
  name: string;
  indexes: readonly IndexSpec[];
  text?: TextIndexSpec;
  /** It is a log: written by `append` alone. When more than `kept` entries are in it, those who append take the oldest away. */
  log?: { kept: number };
}

/** What `append` makes of a document. `_id` sorts as `number` does, and names the log. */
export interface LogEntry extends Doc {
  /** The log's name: another one in every other store. */
  log: string;
  /** Counts from 1. */
  number: number;
}

export type Write =
  /** Fails with DUPLICATE_KEY where the `_id` or a unique index's value is taken. */
  | { collection: string; insertOne: { document: Doc } }
  /** Without `upsert` it must match exactly one document: where none matches, the whole write fails with CONFLICT. That is how a version read before is guarded. A replacement equal to what is stored writes nothing and is no change. */
  | { collection: string; replaceOne: { filter: Filter; replacement: Doc; upsert?: boolean } }
  /** A document that is not there is no error. */
  | { collection: string; deleteOne: { filter: Filter } }
  /**
   * Added to a log: the store numbers it in commit order, without gaps, and no number is seen before a smaller one. Those of one
   * `write` have numbers in their order. On a standalone MongoDB a number can be seen a moment before a smaller one; where a
   * writer was killed, the smaller one never comes.
   */
  | { collection: string; append: { document: object } };

export interface StoreChange {
  collection: string;
  id: string;
  kind: 'insert' | 'replace' | 'update' | 'delete';
  /** With `documents`: as this change left it, or as a later one did; missing where it has been deleted since. */
  document?: Doc;
  /** Opaque; hand it to `watch` to go on right after this change, in another process too. */
  token: string;
}

export interface WatchOptions {
  /** Go on after this token; without one, from now on. A token that the store no longer knows rejects with TOKEN_LOST. */
  after?: string;
  /** Ends the iteration without an error. */
  signal?: AbortSignal;
  /** Changes come with their documents, whole but for these fields: some are many times as long as all others. */
  documents?: { without: readonly string[] };
  /**
   * Called while the store is heard, at least ten times a second where not much is written: each time what was committed before
   * the call before (before `watch` itself, the first time) has been passed, which means that the change after it was asked for.
   */
  onPulse?: () => void;
}

/** Called for each command sent to the store (a `getMore` is a command too), once for each collection that it reaches. */
export type CommandListener = (command: { collection: string; name: string }) => void;

export interface Store {
  readonly kind: 'mongodb' | 'embedded';
  /** CONFIGURATION for a name that was not declared when the store was opened. */
  collection<T extends Doc>(name: string): Collection<T>;
  /** The rows of each query, in one command. */
  aggregate(queries: readonly Query[], options?: ReadOptions): Promise<object[][]>;
  /** In order, and all or nothing: when it rejects, none of it is seen by anybody; when it resolves, all of it is durable. */
  write(writes: readonly Write[]): Promise<void>;
  /**
   * Everything that is committed from the moment this call resolves, or after `options.after`, by any process, in commit order.
   * Rejects with UNSUPPORTED on a standalone MongoDB. The iteration rejects with TOKEN_LOST where not every change can be told
   * of, as when a whole collection is dropped, and with UNAVAILABLE when it has to be begun again after its last token.
   */
  watch(options?: WatchOptions): Promise<AsyncIterable<StoreChange>>;
  /** Resolves when the store answers; rejects with UNAVAILABLE. */
  ping(signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
