import type { Db, Document } from 'mongodb';

/** More than any page needs: all that is found comes in the first batch, so that nothing has to ask for a second one. */
const batchSize = 1000;

/**
 * A plain command's answer is taken apart in one go. The driver's cursors do so document by document, which takes half as long
 * again: that would be measured as what the same answers cost by hand.
 */
export async function find<T>(db: Db, collection: string, query: Document): Promise<T[]> {
  return firstBatch(await db.command({ find: collection, ...query, batchSize }));
}

export async function findOne<T>(db: Db, collection: string, query: Document): Promise<T | undefined> {
  const [found] = await find<T>(db, collection, { ...query, limit: 1 });
  return found;
}

export async function aggregate<T>(db: Db, collection: string, pipeline: readonly Document[]): Promise<T[]> {
  return firstBatch(await db.command({ aggregate: collection, pipeline, cursor: { batchSize } }));
}

function firstBatch<T>({ cursor }: Document): T[] {
  if (Number(cursor.id) !== 0) throw new Error(`More was found in ${cursor.ns} than one batch holds.`);
  return cursor.firstBatch;
}
