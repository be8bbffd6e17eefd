import { StoreError } from '../errors.js';
import type { Doc } from '../store.js';
import type { Database } from './database.js';
import { top } from './fields.js';
import { encodePart, type Index, type IndexEntry, indexEntries, indexPrefix, successor } from './keys.js';
import { compareValues, EMPTY_ARRAY } from './values.js';

/** Index entries hold the mark, then the `_id`. */
export const EXACT = '=';
const NARROWS = '~';

/** What an index looks at. */
export const fieldsOf = (index: Index): string[] => index.parts.map(([path]) => top(path));

export function documentKey(primary: Index, id: string): Buffer {
  return Buffer.concat([indexPrefix(primary), encodePart(primary, 0, id).bytes]);
}

/** In a write transaction. Returns the paths on which the document has arrays. */
export function addEntries(database: Database, primary: Index, index: Index, document: Doc): string[] {
  return changeEntries(database, primary, index, undefined, document);
}

/** In a write transaction: the index follows a document that is added, replaced or removed. */
export function changeEntries(
  database: Database,
  primary: Index,
  index: Index,
  before: Doc | undefined,
  after: Doc | undefined,
): string[] {
  const old = before === undefined ? [] : counted(index, before).entries;
  const { entries, multikey } = after === undefined ? { entries: [], multikey: [] } : counted(index, after);
  const id = (after ?? before)?._id as string;
  const kept = new Set(entries.map(({ key }) => key.toString('latin1')));
  for (const { key } of old) if (!kept.has(key.toString('latin1'))) database.entries.removeSync(key);
  const known = new Set(old.map(({ key, exact }) => `${exact}${key.toString('latin1')}`));
  for (const entry of entries) {
    if (entry.exact && known.has(`true${entry.key.toString('latin1')}`)) continue;
    if (index.unique) checkUnique(database, primary, index, entry, id);
    database.entries.putSync(entry.key, (entry.exact ? EXACT : NARROWS) + id);
  }
  return multikey;
}

/** A unique index does not count documents that have nothing on any of its paths. */
function counted(index: Index, document: Doc): { entries: IndexEntry[]; multikey: string[] } {
  const found = indexEntries(index, document);
  const something = (value: unknown) => value !== null && value !== EMPTY_ARRAY;
  return index.unique && !found.entries.some(({ values }) => values.some(something))
    ? { ...found, entries: [] }
    : found;
}

function checkUnique(database: Database, primary: Index, index: Index, entry: IndexEntry, id: string): void {
  for (const { value } of database.entries.getRange({ start: entry.prefix, end: successor(entry.prefix) })) {
    const other = value.slice(1);
    if (other === id) continue;
    if (!entry.exact && !holds(database, index, documentKey(primary, other), entry.values)) continue;
    throw new StoreError(
      'DUPLICATE_KEY',
      `${index.collection}: ${JSON.stringify(entry.values)} is taken by "${other}" (index ${index.name})`,
      { collection: index.collection, index: index.name, value: uniqueValue(index, entry.values) },
    );
  }
}

function holds({ docs, packing }: Database, index: Index, key: Buffer, values: unknown[]): boolean {
  const stored = docs.get(key);
  if (stored === undefined) return false;
  const document = packing.unpack(stored, fieldsOf(index));
  return indexEntries(index, document).entries.some((entry) =>
    entry.values.every((value, part) => compareValues(value, values[part]) === 0),
  );
}

function uniqueValue(index: Index, values: unknown[]): Record<string, unknown> {
  return Object.fromEntries(values.map((value, part) => [index.parts[part]?.[0], value]));
}
