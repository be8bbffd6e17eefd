import { contentTypes } from '../content/index.js';
import { searchCollection } from '../content/search/index.js';
import type { ContentType } from '../graph/content-type.js';
import { nodeKey } from '../graph/node.js';
import { searchDocument } from '../search/document.js';
import type { Doc, Store, Write } from '../store/store.js';
import { chunks } from './catalogue.js';

const collection = searchCollection.name;

/**
 * What has to be written, in one transaction with a document, so that it is found by its new words, or no longer.
 * @param isNew nothing is there that it would replace: inserting costs the store less
 */
export function searchWrites(type: ContentType, document: Doc, isNew = false): Write[] {
  if (!type.searchable) return [];
  const _id = nodeKey(type.type, document._id);
  const isPublic = (type.audience?.admits(document) ?? true) === true;
  const searchable = isPublic ? type.searchable(document) : undefined;
  if (!searchable) return [{ collection, deleteOne: { filter: { _id } } }];
  const replacement = searchDocument(_id, type.type, searchable);
  if (isNew) return [{ collection, insertOne: { document: replacement } }];
  return [{ collection, replaceOne: { filter: { _id }, replacement, upsert: true } }];
}

/** A store takes each run of writes to one collection as one command. */
export function searchLast(writes: readonly Write[]): Write[] {
  const isSearch = (write: Write) => write.collection === collection;
  const own = writes.filter(isSearch);
  return [
    ...writes.filter((write) => !isSearch(write)),
    ...own.filter((write) => 'insertOne' in write),
    ...own.filter((write) => 'replaceOne' in write),
    ...own.filter((write) => 'deleteOne' in write),
  ];
}

/** For a store that was filled before it could be searched: makes everything in it findable. Costs one command where there is nothing to do. */
export async function fillSearch(store: Store): Promise<void> {
  const some = store.collection(collection).find({}, { limit: 1, projection: { _id: 1 } });
  if ((await some.toArray()).length > 0) return;
  for (const type of contentTypes.filter(({ searchable }) => searchable)) {
    const documents = await store.collection(type.collection).find({}).toArray();
    for (const batch of chunks(documents)) {
      await store.write(searchLast(batch.flatMap((document) => searchWrites(type, document))));
    }
  }
}
