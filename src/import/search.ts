import { contentTypes } from '../content/index.js';
import { searchCollection } from '../content/search/index.js';
import { type ContentType, never, type Span } from '../graph/content-type.js';
import { nodeKey } from '../graph/node.js';
import { searchDocument } from '../search/document.js';
import type { Doc, Store, Write } from '../store/store.js';
import { byCollection } from './by-collection.js';

const collection = searchCollection.name;
const always: Span = { from: new Date(0), until: never };

/**
 * What has to be written, in one transaction with a document, so that it is found by its new words, or no longer.
 * @param isNew nothing is there that it would replace: inserting costs the store less
 */
export function searchWrites(type: ContentType, document: Doc, isNew = false): Write[] {
  if (!type.searchable) return [];
  const _id = nodeKey(type.type, document._id);
  const span = type.audience ? type.audience.span(document) : always;
  const searchable = span && type.searchable(document);
  if (!searchable) return [{ collection, deleteOne: { filter: { _id } } }];
  const replacement = searchDocument(_id, type.type, searchable, span);
  if (isNew) return [{ collection, insertOne: { document: replacement } }];
  return [{ collection, replaceOne: { filter: { _id }, replacement, upsert: true } }];
}

/** Goes up whenever documents are cut into other words, or another field is kept of them: what was made before is made anew. */
const make = 4;
/** Says of which make the search documents are. No word leads to it. */
const marker = { _id: 'make', make, tokens: [] };
/** Each word is an entry of an index: MongoDB has no room for many more documents in one transaction. */
const batchSize = 50;

/** Makes everything in the store findable that is not, or that was made by another version. Costs one command where there is nothing to do. */
export async function fillSearch(store: Store): Promise<void> {
  const [known] = await store.collection<typeof marker>(collection).find({ _id: marker._id }).toArray();
  if (known?.make === make) return;
  for (const type of contentTypes.filter(({ searchable }) => searchable)) {
    for await (const batch of batches(store, type.collection)) {
      await store.write(byCollection(batch.flatMap((document) => searchWrites(type, document))));
    }
  }
  await store.write([{ collection, replaceOne: { filter: { _id: marker._id }, replacement: marker, upsert: true } }]);
}

/** Stores that were filled: whatever this process loads from then on goes there with its documents. */
const filled = new WeakSet<Store>();

/** The same for a process that asks before each load: the store is looked at once. */
export async function fillSearchOnce(store: Store): Promise<void> {
  if (filled.has(store)) return;
  await fillSearch(store);
  filled.add(store);
}

/** All documents of a collection, a few at a time. */
async function* batches(store: Store, name: string): AsyncGenerator<Doc[]> {
  for (let last = ''; ; ) {
    const options = { sort: { _id: 1 }, limit: batchSize } as const;
    const batch = await store
      .collection(name)
      .find({ _id: { $gt: last } }, options)
      .toArray();
    if (batch.length > 0) yield batch;
    if (batch.length < batchSize) return;
    last = (batch.at(-1) as Doc)._id;
  }
}

/** Has the store get ready for the first search, which would else have to wait for it. */
export async function warmSearch(store: Store): Promise<void> {
  const nothing = { $text: { $search: marker._id } };
  await store.collection(collection).find(nothing, { limit: 1 }).toArray();
}
