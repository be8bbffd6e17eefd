import { once } from 'node:events';
import { BSON, type ChangeStream, type ChangeStreamOptions, type Db, type Document, MongoServerError } from 'mongodb';
import { StoreError } from './errors.js';
import { storeError } from './mongodb.errors.js';
import type { Primary } from './mongodb.primary.js';
import type { StoreChange, WatchOptions } from './store.js';

const UNAUTHORIZED = 13;
/** InvalidResumeToken, ChangeStreamFatalError, ChangeStreamHistoryLost. */
const HISTORY_LOST = new Set([260, 280, 286]);
const KINDS = ['insert', 'replace', 'update', 'delete'];
/** What takes away, or puts in, whole collections, without a word of their documents. */
const WHOLE = ['drop', 'rename', 'dropDatabase', 'invalidate'];
/** What a change says besides what is made of it here. */
const unused = ['clusterTime', 'wallTime', 'lsid', 'txnNumber', 'updateDescription'];
/** How long the server waits for a change before it says that there is none, in milliseconds. */
const PULSE_MS = 50;
/** Changes that the server sends at once, at most; and bytes, half of what it does, since one change may be as long as the other half. */
const BATCH = 1000;
const BATCH_BYTES = 8 * 2 ** 20;

/** What is watched, and until when. */
export interface Watched {
  db: Db;
  primary: Primary;
  declared: ReadonlySet<string>;
  closing: AbortSignal;
}

/**
 * The changes of the declared collections. Resolves once the server has opened the stream, so that nothing after is missed.
 * Rejects when another server becomes the primary: the driver would go on with the one that it began with, which hears of
 * writes late from then on, or, cut off from the others, never.
 */
export async function watchDatabase(
  { db, primary, declared, closing }: Watched,
  { after, signal, documents, onPulse }: WatchOptions,
): Promise<AsyncIterable<StoreChange>> {
  const ended = AbortSignal.any(signal ? [closing, signal] : [closing]);
  const moved = new AbortController();
  const stream = db.watch(
    [
      {
        $match: {
          operationType: { $in: [...KINDS, ...WHOLE] },
          $or: [{ 'ns.coll': { $in: [...declared, null] } }, { 'to.coll': { $in: [...declared] } }],
        },
      },
      { $unset: [...unused, ...(documents?.without.map((field) => `fullDocument.${field}`) ?? ['fullDocument'])] },
    ],
    {
      ...(after === undefined ? {} : { startAfter: parsed(after) }),
      ...(documents ? { fullDocument: 'updateLookup' as const } : {}),
      ...(onPulse ? { maxAwaitTimeMS: PULSE_MS } : {}),
      batchSize: BATCH,
    },
  );
  const close = () => stream.close().catch(() => undefined);
  ended.addEventListener('abort', close, { once: true });
  const forget = primary.onMoved(() => {
    moved.abort();
    close();
  });
  stream.once('close', forget);
  const first = stream.tryNext();
  // Nobody may come to iterate; whoever does still gets the rejection.
  first.catch(() => undefined);
  try {
    if (ended.aborted) await close();
    // The first batch comes with changes or with a token for the point where the stream begins.
    await Promise.race([once(stream, 'resumeTokenChanged'), first]);
  } catch (error) {
    // A token that is not one of this cluster's fails with one of many codes.
    const refused = after !== undefined && error instanceof MongoServerError && error.code !== UNAUTHORIZED;
    if (!ended.aborted) {
      await close();
      throw refused && storeError(error) === error ? lost(error) : watchError(error);
    }
  }
  return changes({ stream, first, onPulse }, ended, moved.signal);
}

interface Opened {
  stream: ChangeStream;
  /** As each that follows it null where there was nothing to tell. */
  first: Promise<Document | null>;
  onPulse: (() => void) | undefined;
}

async function* changes(
  { stream, first, onPulse }: Opened,
  ended: AbortSignal,
  moved: AbortSignal,
): AsyncGenerator<StoreChange> {
  const over = AbortSignal.any([ended, moved]);
  let count = 0;
  let bytes = 0;
  try {
    for (let next = () => first; ; next = () => stream.tryNext()) {
      const change = await unlessAborted(next, over);
      if (change === undefined) break;
      if (change) {
        count += 1;
        if (onPulse) bytes += BSON.calculateObjectSize(change);
        yield storeChange(change);
      }
      // Until the last of a batch, whose token is the batch's, the stream has the token of the change itself.
      if (change && stream.resumeToken === change._id) continue;
      // A batch that is full was cut: there may be more.
      if (count < BATCH && bytes < BATCH_BYTES) onPulse?.();
      count = 0;
      bytes = 0;
    }
    if (!ended.aborted) throw new StoreError('UNAVAILABLE', 'Another server of the replica set is the primary now.');
  } catch (error) {
    if (!ended.aborted) throw watchError(error);
  } finally {
    await stream.close();
  }
}

function storeChange({ _id, operationType, ns, documentKey, fullDocument }: Document): StoreChange {
  if (WHOLE.includes(operationType)) throw lost(`It was told of ${operationType}.`);
  return {
    collection: ns.coll,
    id: String(documentKey._id),
    kind: operationType,
    token: JSON.stringify(_id),
    ...(fullDocument && { document: fullDocument }),
  };
}

/** Undefined once the signal has aborted, and nothing is begun then; otherwise what the promise gives. */
async function unlessAborted<T>(begin: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) return undefined;
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    begin()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

function parsed(token: string): NonNullable<ChangeStreamOptions['startAfter']> {
  try {
    const value: unknown = JSON.parse(token);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw lost(error);
  }
  throw lost(undefined);
}

function watchError(error: unknown): unknown {
  return error instanceof MongoServerError && HISTORY_LOST.has(Number(error.code)) ? lost(error) : storeError(error);
}

function lost(cause: unknown): StoreError {
  return new StoreError('TOKEN_LOST', 'Not every change since this token can be told of: read everything again.', {
    cause,
  });
}
