import { setImmediate } from 'node:timers/promises';
import { StoreError } from '../errors.js';
import { checkAppends, keptOf } from '../log.js';
import type {
  Collection,
  CollectionSpec,
  CommandListener,
  Doc,
  Query,
  ReadOptions,
  Store,
  StoreChange,
  WatchOptions,
  Write,
} from '../store.js';
import { inSlices } from '../time-slice.js';
import { writeCommands } from '../writes.js';
import { aggregating } from './aggregate.js';
import { Catalog } from './catalog.js';
import { Changelog } from './changelog.js';
import { closeDatabase, openDatabase } from './database.js';
import { fieldsDropped, fieldsProjected } from './fields.js';
import { findDocuments, type Reader } from './find.js';
import { projector } from './project.js';
import { learnShapes } from './shapes.js';
import { TextIndex } from './text.js';
import { isRecord, plain } from './values.js';
import { applyWrites } from './write.js';

export interface EmbeddedOptions {
  directory: string;
  collections: readonly CollectionSpec[];
  onCommand?: CommandListener;
  /** Called for each document that is read from the disk; tests measure with it how well the indexes narrow. */
  onRead?: (collection: string) => void;
  /** Called for each large field that is unpacked. */
  onUnpack?: (field: string) => void;
}

/**
 * Documents in LMDB, answered by mingo. Several processes may have the directory open at once.
 * A read that computes for long yields to others: its snapshot holds pages of the file for as long as it runs, and no longer.
 */
export async function openEmbedded({
  directory,
  collections,
  onCommand,
  onRead,
  onUnpack,
}: EmbeddedOptions): Promise<Store> {
  const database = await openDatabase(directory, onUnpack);
  const { gate, root } = database;
  const declared = new Set(collections.map(({ name }) => name));
  const kept = keptOf(collections);
  const catalog = new Catalog(database);
  const texts = new Map(
    collections.flatMap(({ name, text }) => (text ? [[name, new TextIndex(database, catalog, name, text)]] : [])),
  );
  const reader: Reader = { database, catalog, texts, ...(onRead && { onRead }) };
  let changelog: Changelog;
  try {
    changelog = gate.passSync(() => {
      catalog.reconcile(collections);
      return new Changelog(database, declared);
    });
  } catch (error) {
    await closeDatabase(database);
    throw error;
  }
  let open = true;
  /** Those that are under way. */
  const readings = new Set<Promise<unknown>>();

  function checkOpen(): void {
    if (!open) throw new StoreError('UNAVAILABLE', 'The store is closed.');
  }

  function checkDeclared(name: string): void {
    if (!declared.has(name)) throw new StoreError('CONFIGURATION', `The collection "${name}" is not declared.`);
  }

  /** The newest commit, by whichever process. */
  function current(): Reader {
    checkOpen();
    root.resetReadTxn();
    catalog.refresh();
    return reader;
  }

  /** Waits until the texts of these collections can be asked. */
  async function textsReady(asking: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    for (const name of asking) {
      checkOpen();
      await texts.get(name)?.ready();
      signal?.throwIfAborted();
    }
  }

  function collection<T extends Doc>(name: string): Collection<T> {
    checkDeclared(name);
    return {
      find: (filter, { projection, sort, limit, signal } = {}) => ({
        async toArray() {
          signal?.throwIfAborted();
          onCommand?.({ collection: name, name: 'find' });
          await textsReady(asksText(filter) ? [name] : [], signal);
          const documents = findDocuments(current(), {
            collection: name,
            filter: plain(filter),
            sort,
            limit,
            fields: projection && fieldsProjected(projection),
            without: fieldsDropped(projection),
          });
          return (projection === undefined ? documents : documents.map(projector(projection))) as T[];
        },
      }),
    };
  }

  async function aggregate(queries: readonly Query[], { signal }: ReadOptions = {}): Promise<object[][]> {
    const reached = new Set(queries.map(({ collection }) => collection));
    reached.forEach(checkDeclared);
    // A store that answers at once must not keep timers (deadlines) and other requests from their turn.
    await setImmediate();
    signal?.throwIfAborted();
    for (const collection of reached) onCommand?.({ collection, name: 'aggregate' });
    const asking = queries.filter(({ pipeline }) => pipeline.some(({ $match }) => asksText($match)));
    await textsReady(
      asking.map(({ collection }) => collection),
      signal,
    );
    const reading = answersTo(queries, signal);
    readings.add(reading);
    try {
      return await reading;
    } finally {
      readings.delete(reading);
    }
  }

  async function answersTo(queries: readonly Query[], signal: AbortSignal | undefined): Promise<object[][]> {
    const check = () => {
      signal?.throwIfAborted();
      checkOpen();
    };
    const answers: object[][] = [];
    for (const { collection, pipeline } of queries) {
      answers.push(await inSlices(aggregating(current(), collection, plain(pipeline)), check));
    }
    return answers;
  }

  async function write(writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return;
    checkOpen();
    for (const each of writes) checkDeclared(each.collection);
    checkAppends(writes, kept);
    const copies = plain(writes);
    for (const { collection, name } of writeCommands(writes)) onCommand?.({ collection, name });
    try {
      await gate.pass(async () => {
        learnShapes(database.docs, database.packing, copies);
        // A child transaction is what LMDB gives up alone when its callback throws.
        await root.childTransaction(() => {
          try {
            catalog.refresh();
            changelog.append(applyWrites(reader, copies, kept));
          } catch (error) {
            catalog.forget();
            throw error;
          }
        });
      });
    } catch (error) {
      unwritable(error);
    }
    changelog.poll();
  }

  async function* withDocuments(
    changes: AsyncIterable<StoreChange>,
    { without }: NonNullable<WatchOptions['documents']>,
  ): AsyncGenerator<StoreChange> {
    const shorten = projector(Object.fromEntries(without.map((field) => [field, 0])));
    for await (const change of changes) {
      const { collection: name, id } = change;
      const [document] = findDocuments(current(), { collection: name, filter: { _id: id }, without });
      yield document ? { ...change, document: shorten(document) as Doc } : change;
    }
  }

  async function close(): Promise<void> {
    if (!open) return;
    open = false;
    changelog.close();
    for (const text of texts.values()) text.close();
    await Promise.allSettled(readings);
    await closeDatabase(database);
  }

  return {
    kind: 'embedded',
    collection,
    aggregate,
    write,
    watch: async (options: WatchOptions = {}) => {
      checkOpen();
      const changes = changelog.watch(options);
      return options.documents ? withDocuments(changes, options.documents) : changes;
    },
    ping: async (signal) => {
      signal?.throwIfAborted();
      current();
    },
    close,
  };
}

const asksText = (filter: unknown): boolean => isRecord(filter) && '$text' in filter;

/** LMDB's own errors carry a number; all others are ours or the caller's. */
function unwritable(error: unknown): never {
  if (error instanceof Error && typeof (error as Error & { code?: unknown }).code === 'number') {
    throw new StoreError('UNAVAILABLE', `The data directory could not be written: ${error.message}`, { cause: error });
  }
  throw error;
}
