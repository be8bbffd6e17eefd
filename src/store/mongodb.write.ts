import type {
  AnyBulkWriteOperation,
  BulkWriteResult,
  ClientSession,
  Db,
  MongoClient,
  OrderedBulkOperation,
} from 'mongodb';
import { StoreError } from './errors.js';
import { checkAppends } from './log.js';
import { givenUp, isHeld, storeError } from './mongodb.errors.js';
import { appendAll } from './mongodb.log.js';
import { queue } from './queue.js';
import type { Doc, Write } from './store.js';
import { writeCommands } from './writes.js';

/** How long a write tries again before it gives up. */
const WRITE_MS = 10_000;
/**
 * The same where another transaction holds what it writes. A server gives up the transaction of a writer that was killed after
 * 60 s, unless `transactionLifetimeLimitSeconds` says otherwise: all that append to the same log wait for that.
 */
const HELD_MS = 90_000;

export interface Writing {
  client: MongoClient;
  db: Db;
  /** How many entries each log keeps. */
  kept: ReadonlyMap<string, number>;
  /** Without transactions a write that fails may have been done in part. */
  transactional: boolean;
}

/**
 * Writes in one transaction each. Of those that append to a log one is under way at a time, for of two the second would find
 * the numbers taken and be done all over again; the next one is put into bytes meanwhile.
 */
export function writer({ client, db, kept, transactional }: Writing): (writes: readonly Write[]) => Promise<void> {
  const inTurn = queue();

  async function write(writes: readonly Write[]): Promise<void> {
    const appends = writes.filter((write) => 'append' in write);
    const bulks = grouped(writes.filter((write) => !('append' in write)));
    // A bulk can be sent once: what is tried again is put into bytes again.
    let first: Staged[] | undefined = stage(db, bulks);
    const writeAll = (session?: ClientSession) => {
      const staged = first ?? stage(db, bulks);
      first = undefined;
      return sendAll(staged, session);
    };
    const append = (session?: ClientSession) => appendAll(db, appends, kept, session);
    const run = () => (transactional ? transaction(client, writeAll, append) : writeAll().then(() => append()));
    await (appends.length > 0 ? inTurn(run) : run());
  }

  return async (writes) => {
    checkAppends(writes, kept);
    try {
      await write(writes);
    } catch (error) {
      throw storeError(error);
    }
  };
}

type Step = (session: ClientSession) => Promise<void>;

async function transaction(client: MongoClient, writeAll: Step, append: Step): Promise<void> {
  const started = Date.now();
  let last: unknown;
  const once = async (session: ClientSession) => {
    const held = isHeld(last);
    const most = held ? HELD_MS : WRITE_MS;
    if (Date.now() - started > most) throw givenUp(last, most);
    // Who has taken numbers holds up all others until the commit: that comes last, so that it is short. A write that
    // has lost to others takes them first, so that a long one does not lose to short ones again and again.
    const steps = held ? [append, writeAll] : [writeAll, append];
    try {
      for (const step of steps) await step(session);
    } catch (error) {
      last = error;
      throw error;
    }
  };
  await client.withSession((session) =>
    session.withTransaction(once, { writeConcern: { w: 'majority' }, maxCommitTimeMS: WRITE_MS }),
  );
}

interface Bulk {
  collection: string;
  /** Ids of those that replace what has to be there. */
  replaced: string[];
  operations: AnyBulkWriteOperation[];
}

type Staged = Bulk & { bulk: OrderedBulkOperation };

/** One ordered bulk write for each run of writes to the same collection. */
function grouped(writes: readonly Write[]): Bulk[] {
  const bulks: Bulk[] = [];
  for (const { collection, writes: run } of writeCommands(writes)) {
    let bulk = bulks.at(-1);
    if (bulk?.collection !== collection) {
      bulk = { collection, replaced: [], operations: [] };
      bulks.push(bulk);
    }
    for (const { collection: _, ...operation } of run) {
      // The driver takes any id, its type only its own kind of ids.
      bulk.operations.push(operation as unknown as AnyBulkWriteOperation);
      if ('replaceOne' in operation) bulk.replaced.push(operation.replaceOne.replacement._id);
    }
  }
  return bulks;
}

/** Puts everything into bytes. */
const stage = (db: Db, bulks: readonly Bulk[]): Staged[] =>
  bulks.map((each) => {
    const bulk = db.collection<Doc>(each.collection).initializeOrderedBulkOp();
    for (const operation of each.operations) bulk.raw(operation);
    return { ...each, bulk };
  });

async function sendAll(staged: readonly Staged[], session: ClientSession | undefined): Promise<void> {
  for (const { bulk, collection, replaced } of staged) {
    checkGuards(collection, replaced, await bulk.execute(session ? { session } : {}));
  }
}

function checkGuards(collection: string, replaced: readonly string[], result: BulkWriteResult): void {
  if (result.matchedCount + result.upsertedCount === replaced.length) return;
  throw new StoreError('CONFLICT', `${collection}: not all of these are what they were when read: ${replaced}`, {
    collection,
  });
}
