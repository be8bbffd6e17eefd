import { collectionOf } from '../content/index.js';
import { type DocumentType, documentTypes } from '../graph/document.js';
import { DocumentError } from '../graph/stored.js';
import { StoreError } from '../store/errors.js';
import type { Store, Write } from '../store/store.js';
import { Catalogue, chunks } from './catalogue.js';
import { writeWithFollowers } from './followers.js';
import type { CheckedDocument, Item } from './item.js';
import type { Outcome } from './outcome.js';
import { type Change, type Counted, prepare } from './prepare.js';
import { type Problem, whereIs } from './problem.js';
import { searchLast } from './search.js';

/** How many items are read, and written in one transaction, together. */
const batchSize = 200;
/** How often an item is tried again that somebody else was faster with. */
const maxTries = 5;

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
];
if (order.length !== documentTypes.length)
  throw new Error('Every document type needs its place in the order of loading.');
const rank = (type: DocumentType) => order.indexOf(type);

export interface LoadItemsOptions {
  dryRun: boolean;
  now: Date;
  onOutcome(outcome: Outcome): void;
}

/** An item whose documents have their ids. */
interface Claimed {
  item: Item;
  ids: string[];
}

/**
 * Loads items, each all or nothing: gives them their ids, rejects those that point at nothing, writes what differs from
 * the store. Rejects with UNAVAILABLE if the store goes away; everything reported as done before is in it.
 */
export async function loadItems(items: readonly Item[], store: Store, options: LoadItemsOptions): Promise<void> {
  const catalogue = await Catalogue.of(items, store);
  const reject = (item: Item, problems: Problem[]) =>
    options.onOutcome({ change: 'rejected', origin: item.origin, problems });
  const claimed = claimAll(items, catalogue, reject);
  const sound = dropDangling(claimed, catalogue, reject);
  sound.sort(
    (a, b) => rank((a.item.documents[0] as CheckedDocument).type) - rank((b.item.documents[0] as CheckedDocument).type),
  );
  for (const batch of chunks(sound, batchSize)) await loadBatch(batch, catalogue, store, options, reject);
}

type Reject = (item: Item, problems: Problem[]) => void;

function claimAll(items: readonly Item[], catalogue: Catalogue, reject: Reject): Claimed[] {
  const owners = new Map<string, Item>();
  const claimed: Claimed[] = [];
  for (const item of items) {
    const problems: Problem[] = [];
    const ids = item.documents.map((document) => {
      const { type, input } = document;
      const twin =
        owners.get(`${type}:${input.slug}`) ??
        (input.id === undefined ? undefined : owners.get(`${type}:#${input.id}`));
      const claim = twin
        ? { pointer: '/slug', message: `'${input.slug}' is already used by the ${type} at ${whereIs(twin.origin)}` }
        : catalogue.claim(document);
      if ('id' in claim) {
        owners.set(`${type}:${input.slug}`, item);
        owners.set(`${type}:#${claim.id}`, item);
        return claim.id;
      }
      problems.push(problemIn(item, claim.pointer, claim.message));
      return '';
    });
    if (problems.length === 0) claimed.push({ item, ids });
    else reject(item, problems);
  }
  return claimed;
}

/** Rejects items that point at nothing, then those that pointed at them, and so on. */
function dropDangling(claimed: readonly Claimed[], catalogue: Catalogue, reject: Reject): Claimed[] {
  let sound = [...claimed];
  for (;;) {
    const dangling = sound.filter(({ item }) =>
      item.documents.some(({ references }) => references.some((reference) => !catalogue.has(reference))),
    );
    if (dangling.length === 0) return sound;
    for (const { item, ids } of dangling) {
      const missing = item.documents.flatMap(({ references }) =>
        references.filter((reference) => !catalogue.has(reference)),
      );
      reject(
        item,
        missing.map(({ types, value, pointer }) =>
          problemIn(item, pointer, `there is no ${types.join(' or ')} '${value}', here or in the store`),
        ),
      );
      item.documents.forEach(({ type, input }, at) => {
        catalogue.release(type, ids[at] as string, input.slug);
      });
    }
    const dropped = new Set(dangling);
    sound = sound.filter((one) => !dropped.has(one));
  }
}

async function loadBatch(
  batch: readonly Claimed[],
  catalogue: Catalogue,
  store: Store,
  options: LoadItemsOptions,
  reject: Reject,
): Promise<void> {
  const previous = await readPrevious(batch, store);
  const ready = batch.flatMap((claimed) => prepareItem(claimed, previous, catalogue, options.now, reject) ?? []);
  const writes = searchLast(ready.flatMap((one) => one.writes));
  if (options.dryRun || writes.length === 0 || (await tryWrite(store, writes, previous)) === undefined) {
    for (const { outcome } of ready) options.onOutcome(outcome);
  } else {
    for (const { item } of ready) await loadAlone(item, store, options, reject);
  }
}

/** One item on its own, read anew each time that somebody else has changed what it changes. */
async function loadAlone(item: Item, store: Store, options: LoadItemsOptions, reject: Reject): Promise<void> {
  let failure: StoreError | undefined;
  for (let attempt = 0; attempt < maxTries; attempt += 1) {
    const catalogue = await Catalogue.of([item], store);
    const [claimed] = dropDangling(claimAll([item], catalogue, reject), catalogue, reject);
    if (!claimed) return;
    const previous = await readPrevious([claimed], store);
    const ready = prepareItem(claimed, previous, catalogue, options.now, reject);
    if (!ready) return;
    failure = ready.writes.length === 0 ? undefined : await tryWrite(store, ready.writes, previous);
    if (!failure) return options.onOutcome(ready.outcome);
  }
  reject(item, [problemIn(item, '', (failure as StoreError).message)]);
}

/** The refusal of a store that is well: somebody else was faster, or a unique value is taken. */
async function tryWrite(
  store: Store,
  writes: Write[],
  previous: ReadonlyMap<string, Counted>,
): Promise<StoreError | undefined> {
  try {
    await writeWithFollowers(store, writes, previous);
    return undefined;
  } catch (error) {
    if (error instanceof StoreError && (error.code === 'CONFLICT' || error.code === 'DUPLICATE_KEY')) return error;
    throw error;
  }
}

/** An item worked out to its writes; undefined where it was rejected. */
function prepareItem(
  { item, ids }: Claimed,
  previous: Map<string, Counted>,
  catalogue: Catalogue,
  now: Date,
  reject: Reject,
): { item: Item; writes: Write[]; outcome: Outcome } | undefined {
  const changes = new Map<CheckedDocument, Change>();
  const writes: Write[] = [];
  const documents = item.documents.map((document, at) => ({ document, id: ids[at] as string }));
  try {
    for (const { document, id } of documents.sort((a, b) => rank(a.document.type) - rank(b.document.type))) {
      const prepared = prepare(document, id, previous.get(`${document.type}:${id}`), catalogue, now);
      changes.set(document, prepared.change);
      writes.push(...prepared.writes);
    }
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    reject(item, [problemIn(item, error.pointer, error.message)]);
    return undefined;
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

async function readPrevious(batch: readonly Claimed[], store: Store): Promise<Map<string, Counted>> {
  const ids = new Map<DocumentType, string[]>();
  for (const { item, ids: own } of batch) {
    item.documents.forEach(({ type }, at) => {
      ids.set(type, [...(ids.get(type) ?? []), own[at] as string]);
    });
  }
  const found = await Promise.all(
    [...ids].map(async ([type, some]) => {
      const collection = store.collection<Counted>(collectionOf(type));
      const documents = await collection.find({ _id: { $in: some } }).toArray();
      return documents.map((document) => [`${type}:${document._id}`, document] as const);
    }),
  );
  return new Map(found.flat());
}

function countBy(types: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const type of types) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

function problemIn({ origin }: Item, pointer: string, message: string): Problem {
  return { ...origin, pointer: `${origin.pointer ?? ''}${pointer}`, message };
}
