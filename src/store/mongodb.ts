import { type CommandStartedEvent, type Db, MongoClient, MongoServerSelectionError } from 'mongodb';
import { StoreError } from './errors.js';
import { keptOf } from './log.js';
import { aggregate, collectionsOf, readConcern, wholeAnswer } from './mongodb.aggregate.js';
import { promptConnections } from './mongodb.connection.js';
import { isUnavailable, openingError, storeError } from './mongodb.errors.js';
import { ensureIndexes } from './mongodb.indexes.js';
import { ensureLogs } from './mongodb.log.js';
import { Primary } from './mongodb.primary.js';
import { watchDatabase } from './mongodb.watch.js';
import { writer } from './mongodb.write.js';
import type { Collection, CollectionSpec, CommandListener, Doc, Store, Write } from './store.js';

export interface MongoOptions {
  uri: string;
  collections: readonly CollectionSpec[];
  onCommand?: CommandListener;
}

/** How often a read is tried. */
const TRIES = 3;
const COUNTED = new Set(['find', 'aggregate', 'getMore', 'insert', 'update', 'delete']);

/**
 * The official driver, shaped as a store. On a standalone server (no replica set) there are neither transactions nor change
 * streams: a write that fails may then have been done in part, and `watch` rejects with UNSUPPORTED.
 */
export async function openMongo({ uri, collections, onCommand }: MongoOptions): Promise<Store> {
  const client = connectable(uri, onCommand !== undefined);
  const primary = new Primary(client);
  const declared = new Set(collections.map(({ name }) => name));
  const kept = keptOf(collections);
  if (onCommand) client.on('commandStarted', (event) => report(event, onCommand));
  const db = client.db(databaseName(uri));
  let transactional: boolean;
  try {
    await client.connect();
    transactional = await hasTransactions(db);
    await Promise.all(collections.map((spec) => ensureIndexes(db, spec)));
    await ensureLogs(db, kept);
  } catch (error) {
    await client.close();
    throw openingError(error, uri);
  }
  const closing = new AbortController();

  function checkDeclared(name: string): void {
    if (!declared.has(name)) throw new StoreError('CONFIGURATION', `The collection "${name}" is not declared.`);
  }

  function collection<T extends Doc>(name: string): Collection<T> {
    checkDeclared(name);
    const driver: Collection<T> = db.collection<T>(name, { readConcern }) as unknown as Collection<T>;
    return {
      find: (filter, options) => ({
        toArray: () => answer(() => driver.find(filter, { ...wholeAnswer, ...options }).toArray(), options?.signal),
      }),
    };
  }

  const writeAll = writer({ client, db, kept, transactional });

  async function write(writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return;
    for (const each of writes) checkDeclared(each.collection);
    await writeAll(writes);
  }

  return {
    kind: 'mongodb',
    collection,
    async aggregate(queries, { signal } = {}) {
      for (const each of queries) checkDeclared(each.collection);
      return answer(() => aggregate(db, queries, signal), signal);
    },
    write,
    async watch(options = {}) {
      if (!transactional) {
        throw new StoreError(
          'UNSUPPORTED',
          'This MongoDB is a standalone server: changes can be watched on a replica set.',
        );
      }
      return watchDatabase({ db, primary, declared, closing: closing.signal }, options);
    },
    async ping(signal) {
      await answer(() => db.command({ ping: 1 }, signal && { signal }), signal);
    },
    async close() {
      closing.abort();
      await client.close();
    },
  };
}

function connectable(uri: string, monitorCommands: boolean): MongoClient {
  try {
    return new MongoClient(uri, {
      ...promptConnections,
      appName: 'dateline',
      // Without this a field that is undefined would be stored as null.
      ignoreUndefined: true,
      serverSelectionTimeoutMS: 5000,
      // Also how long a server that hangs is waited for before its connections are given up.
      connectTimeoutMS: 5000,
      writeConcern: { w: 'majority' },
      // Whatever the address says: a secondary may be behind the changes that were told of, and what it has would be kept.
      readPreference: 'primary',
      monitorCommands,
    });
  } catch (error) {
    throw openingError(error, uri);
  }
}

/** The URI's path, as the driver reads it; the driver's own default would be `test`. */
function databaseName(uri: string): string {
  const [, path] = /^[^:]+:\/\/[^/?]*\/([^/?]*)/.exec(uri) ?? [];
  return path === undefined || path === '' ? 'dateline' : decodeURIComponent(path);
}

async function hasTransactions(db: Db): Promise<boolean> {
  const hello = await db.command({ hello: 1 });
  return hello.setName !== undefined || hello.msg === 'isdbgrid';
}

function report({ command, commandName }: CommandStartedEvent, onCommand: CommandListener): void {
  const collection = commandName === 'getMore' ? command.collection : command[commandName];
  // Change streams of the whole database aggregate on no collection.
  if (!COUNTED.has(commandName) || typeof collection !== 'string' || collection.startsWith('$cmd')) return;
  const reached = new Set([collection, ...collectionsOf(command.pipeline)]);
  for (const one of reached) onCommand({ collection: one, name: commandName });
}

/** A read is tried as often as the first moments of an election need; what the driver tries again itself is not always enough. */
async function answer<R>(ask: () => Promise<R>, signal: AbortSignal | undefined): Promise<R> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      // Where no server was found, the driver has waited for one already.
      const isFutile = !isUnavailable(error) || error instanceof MongoServerSelectionError || signal?.aborted;
      if (isFutile || tries === TRIES) throw storeError(error);
    }
  }
}
