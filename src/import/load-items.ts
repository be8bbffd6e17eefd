import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import { type DocumentType, documentTypes } from '../graph/document-types.js';
import { nodeKey } from '../graph/node.js';
import { DocumentError } from '../graph/stored.js';
import { StoreError, type StoreErrorCode } from '../store/errors.js';
import type { Store, Write } from '../store/store.js';
import type { Catalogue, Claim } from './catalogue/catalogue.js';
import { danglingIn, releaseAll } from './dangling.js';
import { writeWithFollowers } from './followers.js';
import type { Counted } from './guarded.js';
import type { CheckedDocument, Item, Origin } from './item.js';
import type { Manifest } from './manifest.js';
import type { Outcome } from './outcome.js';
import { type Change, prepare } from './prepare.js';
import { type Problem, whereIs } from './problem.js';
import { readDocuments } from './read-documents.js';

/** How many items are read, and written in one transaction, together, where the store has room for them. */
export const mostItems = 500;
/**
 * So many bytes of documents end a batch as well: each word is an entry of an index, and a MongoDB with the least memory that
 * it starts with (a cache of 256 MB) has room for two or three times as many in one transaction.
 */
const batchBytes = 1024 * 1024;
/** How often an item is tried again that somebody else was faster with. */
const maxTries = 5;
/** Milliseconds before it is, at most, doubled with each try: loaders that write one document in turn must not meet again and again. */
const pause = 10;
/** So many batches may be under way to the store: one that is written, and one that is ready to be. */
const mostUnderWay = 2;

/** What is pointed at goes before what points at it; circles are no harm, for references are resolved before anything is written. */
const order: readonly DocumentType[] = [
  'source',
  'place',
  'organisation',
  'person',
  'topic',
  'section',
  'image',
  'event',
  'policy',
  'article',
  'livePost',
];
if (order.length !== documentTypes.length)
  throw new Error('Every document type needs its place in the order of loading.');
const rank = (type: DocumentType) => order.indexOf(type);

/** What a load works with. */
export interface Loading {
  store: Store;
  catalogue: Catalogue;
  dryRun: boolean;
  now: Date;
  /** How many items go together: fewer, once the store has had no room for so many. */
  batch: { items: number };
  onOutcome(outcome: Outcome): void;
}

/** An item worked out to its writes. */
interface Ready {
  item: Item;
  writes: Write[];
  outcome: Outcome;
}

/** Items that are written together, with what the store had under their ids. */
interface Batch {
  ready: Ready[];
  previous: ReadonlyMap<string, Counted>;
}

/**
 * Loads all documents of a manifest that have their ids, each all or nothing, type by type: writes what differs from the
 * store. While one batch is written the next ones are worked out. Rejects with UNAVAILABLE if the store goes away; everything
 * reported as done before is in it.
 */
export async function loadManifest(manifest: Manifest, loading: Loading): Promise<void> {
  for (const type of order) {
    const underWay: Promise<void>[] = [];
    try {
      for (const numbers of batches(manifest, type, loading.batch)) {
        const batch = await prepareBatch(readAll(numbers, manifest, loading), loading);
        if (underWay.length === mostUnderWay) await underWay.shift();
        const written = writeBatch(batch, loading);
        // It is awaited later; until then nobody else need hear of it.
        written.catch(() => undefined);
        underWay.push(written);
      }
    } finally {
      await Promise.allSettled(underWay);
    }
    await Promise.all(underWay);
  }
}

/** Loads one item with all that it brings along. */
export async function loadItem(item: Item, loading: Loading): Promise<void> {
  await loading.catalogue.read(item.documents);
  if (!claim(item, loading)) return;
  await writeBatch(await prepareBatch([item], loading), loading);
}

function* batches(manifest: Manifest, type: DocumentType, most: Loading['batch']): Generator<number[]> {
  let [batch, bytes]: [number[], number] = [[], 0];
  for (const number of manifest.ofType(type)) {
    batch.push(number);
    bytes += manifest.size(number);
    if (batch.length < most.items && bytes < batchBytes) continue;
    yield batch;
    [batch, bytes] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

function* readAll(numbers: readonly number[], manifest: Manifest, loading: Loading): Generator<Item> {
  for (const number of numbers) {
    const item = manifest.read(number);
    if (!Array.isArray(item)) yield item;
    else loading.onOutcome({ change: 'rejected', origin: manifest.origin(number), problems: item });
  }
}

function reject(item: Item, problems: Problem[], loading: Loading): void {
  releaseAll(item, loading);
  loading.onOutcome({ change: 'rejected', origin: item.origin, problems });
}

/** Gives the documents of an item their ids, or rejects it. */
function claim(item: Item, loading: Loading): boolean {
  const problems = item.documents.flatMap((document, at) => {
    const claimed = loading.catalogue.claim(document, item.numbers[at] as number);
    return 'id' in claimed ? [] : [claimProblem(claimed, document, item.origin, () => item.origin)];
  });
  if (problems.length > 0) reject(item, problems, loading);
  return problems.length === 0;
}

/** Why a document cannot have its slug and id. */
export function claimProblem(
  claim: Exclude<Claim, { id: string }>,
  { type, input }: CheckedDocument,
  origin: Origin,
  originOf: (number: number) => Origin,
): Problem {
  if (!('taken' in claim)) return problemIn(origin, claim.pointer, claim.message);
  const where = whereIs(originOf(claim.taken));
  return problemIn(origin, '/slug', `'${input.slug}' is already used by the ${type} at ${where}`);
}

/** After each item, what is under way to and from the store gets its turn. */
async function prepareBatch(some: Iterable<Item>, loading: Loading, again = false): Promise<Batch> {
  const items: Item[] = [];
  for (const item of some) {
    items.push(item);
    await setImmediate();
  }
  await loading.catalogue.readRoles(items.flatMap(({ documents }) => documents));
  const previous = await readPrevious(items, loading);
  const ready: Ready[] = [];
  for (const item of items) {
    const one = prepareItem(item, previous, loading, again);
    if (Array.isArray(one)) reject(item, one, loading);
    else ready.push(one);
    await setImmediate();
  }
  return { ready, previous };
}

async function writeBatch({ ready, previous }: Batch, loading: Loading, tries = 1): Promise<void> {
  const writes = ready.flatMap((one) => one.writes);
  const isNothing = loading.dryRun || writes.length === 0;
  const failure = isNothing ? undefined : await tryWrite(loading.store, writes, previous);
  if (!failure) {
    for (const { outcome } of ready) loading.onOutcome(outcome);
  } else if (ready.length > 1) {
    const half = Math.ceil(ready.length / 2);
    if (failure.code === 'TOO_LARGE') loading.batch.items = Math.min(loading.batch.items, half);
    for (const some of [ready.slice(0, half), ready.slice(half)]) await writeAgain(some, loading, 1);
  } else {
    const [{ item }] = ready as [Ready];
    if (tries < maxTries && failure.code !== 'TOO_LARGE') {
      await wait(Math.random() * pause * 2 ** tries);
      await writeAgain(ready, loading, tries + 1);
    } else reject(item, [refusal(item, failure)], loading);
  }
}

/** Items that were not written, read anew since somebody else has changed what one of them changes. */
async function writeAgain(ready: readonly Ready[], loading: Loading, tries: number): Promise<void> {
  const items = ready.map(({ item }) => item);
  const documents = items.flatMap((item) => item.documents);
  await loading.catalogue.read(documents, true);
  const claimed = items.filter((item) => claim(item, loading));
  await writeBatch(await prepareBatch(claimed, loading, true), loading, tries);
}

const refusals = new Set<StoreErrorCode>(['CONFLICT', 'DUPLICATE_KEY', 'TOO_LARGE']);

/** The refusal of a store that is well: somebody else was faster, a unique value is taken, or it was too much at once. */
async function tryWrite(
  store: Store,
  writes: Write[],
  previous: ReadonlyMap<string, Counted>,
): Promise<StoreError | undefined> {
  try {
    await writeWithFollowers(store, writes, previous);
    return undefined;
  } catch (error) {
    if (error instanceof StoreError && refusals.has(error.code)) return error;
    throw error;
  }
}

/** What the store has refused, at the field that says it where one does. */
function refusal({ documents: [main], origin }: Item, { code, message, detail }: StoreError): Problem {
  const field = code === 'DUPLICATE_KEY' ? (detail.index ?? '') : '';
  if (main?.input[field] === undefined) return problemIn(origin, '', message);
  return problemIn(origin, `/${field}`, `'${main.input[field]}' is already used by another ${main.type}`);
}

/** An item worked out, or what is wrong with it. */
function prepareItem(
  item: Item,
  previous: ReadonlyMap<string, Counted>,
  loading: Loading,
  again: boolean,
): Ready | Problem[] {
  const dangling = danglingIn(item, loading);
  if (dangling.length > 0) return dangling;
  const { catalogue, now } = loading;
  const changes = new Map<CheckedDocument, Change>();
  const writes: Write[] = [];
  const documents = item.documents.map((document, at) => ({
    document,
    id: catalogue.idOf(document, item.numbers[at] as number),
  }));
  try {
    for (const { document, id } of documents.sort((a, b) => rank(a.document.type) - rank(b.document.type))) {
      if (id === undefined) return [problemIn(item.origin, '', 'the file has changed while it was loaded')];
      const prepared = prepare(document, id, previous.get(nodeKey(document.type, id)), catalogue, now, again);
      changes.set(document, prepared.change);
      writes.push(...prepared.writes);
    }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return [problemIn(item.origin, error.pointer, error.message)];
  }
  const [main, ...others] = item.documents as [CheckedDocument, ...CheckedDocument[]];
  const own = changes.get(main) as Change;
  return {
    item,
    writes,
    outcome: {
      change: own === 'unchanged' && writes.length > 0 ? 'updated' : own,
      origin: item.origin,
      type: main.type,
      slug: main.input.slug,
      with: countBy(others.map(({ type }) => type)),
    },
  };
}

/** What the store has under the ids of the items' documents. */
function readPrevious(items: readonly Item[], { catalogue, store }: Loading): Promise<ReadonlyMap<string, Counted>> {
  const keys = items.flatMap(({ documents, numbers }) =>
    documents.flatMap((document, at) => {
      const id = catalogue.idOf(document, numbers[at] as number);
      return id !== undefined && catalogue.isStored(document.type, id) ? nodeKey(document.type, id) : [];
    }),
  );
  return readDocuments<Counted>(store, keys);
}

function countBy(types: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const type of types) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

export function problemIn(origin: Origin, pointer: string, message: string): Problem {
  return { ...origin, pointer: `${origin.pointer ?? ''}${pointer}`, message };
}
