import { isDeepStrictEqual } from 'node:util';
import { StoreError } from '../errors.js';
import { entryId, firstKept, type LogHead, newLog, numbered } from '../log.js';
import type { Doc, Filter, Write } from '../store.js';
import { PRIMARY } from './catalog.js';
import type { LogEntry } from './database.js';
import { changeEntries, documentKey } from './entries.js';
import { findDocuments, type Reader } from './find.js';
import { encodePart, MAX_ID_BYTES } from './keys.js';

/** In a write transaction, which the caller gives up if this throws. Returns what has changed. */
export function applyWrites(reader: Reader, writes: readonly Write[], kept: ReadonlyMap<string, number>): LogEntry[] {
  const changes: LogEntry[] = [];
  const note = (collection: string, id: string, kind: LogEntry['kind']) => changes.push({ collection, id, kind });
  for (const write of writes) {
    const { collection } = write;
    if ('insertOne' in write) {
      insert(reader, collection, write.insertOne.document);
      note(collection, write.insertOne.document._id, 'insert');
    } else if ('append' in write) {
      const { added, gone } = append(reader, collection, write.append.document, kept.get(collection) as number);
      note(collection, added, 'insert');
      for (const id of gone) note(collection, id, 'delete');
    } else if ('deleteOne' in write) {
      const before = findOne(reader, collection, write.deleteOne.filter);
      if (before === undefined) continue;
      store(reader, collection, before, undefined);
      note(collection, before._id, 'delete');
    } else {
      const kind = replace(reader, collection, write.replaceOne);
      if (kind !== undefined) note(collection, write.replaceOne.replacement._id, kind);
    }
  }
  return changes;
}

/** LMDB has one writer at a time: numbers are in commit order by themselves. */
function append(reader: Reader, collection: string, document: object, kept: number): { added: string; gone: string[] } {
  const { meta } = reader.database;
  const key = `log ${collection}`;
  const before = (meta.get(key) as LogHead | undefined) ?? newLog();
  const head = { ...before, last: before.last + 1 };
  const entry: Doc = numbered(head, [document])[0] as Doc;
  insert(reader, collection, entry);
  head.first = firstKept(head, 1, kept);
  meta.putSync(key, head);
  const gone: string[] = [];
  for (let number = before.first; number < head.first; number += 1) {
    const old = findOne(reader, collection, { _id: entryId(head, number) });
    if (old === undefined) continue;
    store(reader, collection, old, undefined);
    gone.push(old._id);
  }
  return { added: entry._id, gone };
}

function findOne(reader: Reader, collection: string, filter: Filter): Doc | undefined {
  return findDocuments(reader, { collection, filter, limit: 1 })[0];
}

function insert(reader: Reader, collection: string, document: Doc): void {
  const { database, catalog } = reader;
  if (typeof document._id !== 'string') throw new TypeError(`${collection}: _id must be a string`);
  const primary = catalog.primary(collection);
  if (!encodePart(primary, 0, document._id).exact) {
    throw new TypeError(`${collection}: an _id has at most ${MAX_ID_BYTES} bytes in the embedded store`);
  }
  if (database.docs.doesExist(documentKey(primary, document._id))) {
    throw new StoreError('DUPLICATE_KEY', `${collection}: the _id "${document._id}" is taken (index ${PRIMARY})`, {
      collection,
      index: PRIMARY,
      value: { _id: document._id },
    });
  }
  store(reader, collection, undefined, document);
}

function replace(
  reader: Reader,
  collection: string,
  { filter, replacement, upsert }: { filter: Filter; replacement: Doc; upsert?: boolean },
): 'insert' | 'replace' | undefined {
  const before = findOne(reader, collection, filter);
  if (before === undefined) {
    if (!upsert) {
      throw new StoreError('CONFLICT', `${collection}: "${replacement._id}" is not what it was when it was read`, {
        collection,
      });
    }
    insert(reader, collection, replacement);
    return 'insert';
  }
  if (before._id !== replacement._id) throw new TypeError(`${collection}: a replacement cannot change the _id`);
  // Like MongoDB, which neither writes nor reports a replacement that changes nothing.
  if (isDeepStrictEqual(before, replacement)) return undefined;
  store(reader, collection, before, replacement);
  return 'replace';
}

function store({ database, catalog }: Reader, collection: string, before: Doc | undefined, after: Doc | undefined) {
  const primary = catalog.primary(collection);
  for (const index of catalog.secondary(collection)) {
    catalog.markMultikey(index, changeEntries(database, primary, index, before, after));
  }
  const key = documentKey(primary, (after ?? before)?._id as string);
  if (after === undefined) database.docs.removeSync(key);
  else database.docs.putSync(key, database.packing.pack(after));
}
