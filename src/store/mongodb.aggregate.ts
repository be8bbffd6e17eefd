import type { Db } from 'mongodb';
import type { Query } from './store.js';

type Stage = Record<string, unknown>;

/**
 * What a failing primary takes back would stay in the caches, since no change tells of that, and an entry's number in a log
 * would be another one's: only what is there to stay is read.
 */
export const readConcern = { level: 'majority' } as const;
/** All of an answer is wanted at once; the server's own first batch ends after 101 documents. */
export const wholeAnswer = { batchSize: 1_000_000 };
/** MongoDB refuses a pipeline of more than 1000 stages. */
const maxUnions = 500;

/** A single query goes out as it is, several as one pipeline whose rows say which query they answer. */
export async function aggregate(db: Db, queries: readonly Query[], signal?: AbortSignal): Promise<object[][]> {
  const [first, ...others] = queries;
  if (!first) return [];
  if (others.length === 0) return [await rowsOf(db, first, signal)];
  const told = queries.map(({ collection, pipeline }, query) => ({
    collection,
    pipeline: [...pipeline, { $replaceWith: { query: { $literal: query }, row: '$$ROOT' } }],
  }));
  const rows: object[][] = queries.map(() => []);
  for (const { query, row } of (await rowsOf(db, united(told), signal)) as { query: number; row: object }[])
    rows[query]?.push(row);
  return rows;
}

/** The collections that a pipeline of `aggregate` reaches besides its own. */
export function* collectionsOf(pipeline: readonly Stage[] = []): Generator<string> {
  for (const { $unionWith } of pipeline) {
    if (!$unionWith) continue;
    const union = $unionWith as { coll: string; pipeline: readonly Stage[] };
    yield union.coll;
    yield* collectionsOf(union.pipeline);
  }
}

/**
 * What the driver's `aggregate` finds, for three fifths of the time: an answer is taken apart in one go, where the driver's
 * cursor does so document by document.
 */
async function rowsOf(db: Db, { collection, pipeline }: Query, signal: AbortSignal | undefined): Promise<object[]> {
  const command = { aggregate: collection, pipeline, cursor: wholeAnswer, readConcern };
  // Text that is no UTF-8 is shown with replacement characters rather than not at all.
  const options = { enableUtf8Validation: false, ...(signal && { signal }) };
  const { cursor } = await db.command(command, options);
  if (Number(cursor.id) === 0) return cursor.firstBatch;
  // More than a reply can hold (16 MB).
  await db.command({ killCursors: collection, cursors: [cursor.id] }, options);
  const more = { ...wholeAnswer, readConcern, ...(signal && { signal }) };
  return db
    .collection(collection)
    .aggregate([...pipeline], more)
    .toArray();
}

/** What is too long goes into pipelines of its own inside it. */
function united([first, ...others]: readonly Query[]): Query {
  const size = Math.max(maxUnions, Math.ceil(others.length / maxUnions));
  const parts =
    others.length <= maxUnions
      ? others
      : Array.from({ length: Math.ceil(others.length / size) }, (_, at) =>
          united(others.slice(at * size, (at + 1) * size)),
        );
  const unions = parts.map(({ collection: coll, pipeline }) => ({ $unionWith: { coll, pipeline } }));
  const { collection, pipeline } = first as Query;
  return { collection, pipeline: [...pipeline, ...unions] };
}
