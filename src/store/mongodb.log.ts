import type { ClientSession, Db } from 'mongodb';
import { StoreError } from './errors.js';
import { entryId, firstKept, type LogHead, newLog, numbered } from './log.js';
import type { LogEntry, Write } from './store.js';

/** Where each log stands, by the name of its collection. */
const heads = (db: Db) => db.collection<LogHead & { _id: string }>('logs');

export async function ensureLogs(db: Db, kept: ReadonlyMap<string, number>): Promise<void> {
  for (const _id of kept.keys())
    await heads(db).findOneAndUpdate({ _id }, { $setOnInsert: newLog() }, { upsert: true });
}

type Append = Extract<Write, { append: unknown }>;

/**
 * Gives the entries their numbers. In a transaction the head is locked from here to the commit: of two that take numbers at
 * once, one fails and is tried again after the other, so that numbers are in commit order and none is left out.
 */
export async function appendAll(
  db: Db,
  appends: readonly Append[],
  kept: ReadonlyMap<string, number>,
  session?: ClientSession,
): Promise<void> {
  const options = session ? { session } : {};
  for (const collection of new Set(appends.map((write) => write.collection))) {
    const documents = appends.flatMap((write) => (write.collection === collection ? [write.append.document] : []));
    const taken = { $inc: { last: documents.length } };
    const head = await heads(db).findOneAndUpdate({ _id: collection }, taken, { ...options, returnDocument: 'after' });
    if (!head) throw new StoreError('UNAVAILABLE', `The log "${collection}" is gone: its database was dropped.`);
    const entries = db.collection<LogEntry>(collection);
    await entries.insertMany(numbered(head, documents), options);
    const first = firstKept(head, documents.length, kept.get(collection) as number);
    if (first === head.first) continue;
    await heads(db).updateOne({ _id: collection }, { $max: { first } }, options);
    await entries.deleteMany({ _id: { $lt: entryId(head, first) } }, options);
  }
}
