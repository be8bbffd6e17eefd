import { type Db, type Document, type IndexDescription, MongoServerError } from 'mongodb';
import type { CollectionSpec, IndexSpec, TextIndexSpec } from './store.js';

const NAMESPACE_NOT_FOUND = 26;
const INDEX_NOT_FOUND = 27;
const NAMESPACE_EXISTS = 48;

/**
 * Makes the declared indexes. One of the same name that is another index is dropped and built anew; those that nobody
 * declared are left alone. The collection exists afterwards, which a transaction on an old server needs.
 */
export async function ensureIndexes(db: Db, { name, indexes, text }: CollectionSpec): Promise<void> {
  const collection = db.collection(name);
  await db.createCollection(name).catch(unless(NAMESPACE_EXISTS));
  const existing = await collection.indexes().catch(unless(NAMESPACE_NOT_FOUND));
  const missing: IndexDescription[] = [];
  for (const index of [...indexes.map(description), ...(text ? [textDescription(text)] : [])]) {
    if (existing?.some((other) => sameIndex(other, index))) continue;
    if (existing?.some((other) => other.name === index.name)) {
      // Another instance that starts at the same time may have dropped it already.
      await collection.dropIndex(index.name as string).catch(unless(INDEX_NOT_FOUND));
    }
    missing.push(index);
  }
  if (missing.length > 0) await collection.createIndexes(missing);
}

function description({ name, key, unique }: IndexSpec): IndexDescription {
  return { name, key, ...(unique && { unique, partialFilterExpression: somethingAt(Object.keys(key)) }) };
}

/** Words are matched as they are: no language's stop words and stems, whatever a field called `language` says. */
function textDescription({ name, field }: TextIndexSpec): IndexDescription {
  return { name, key: { [field]: 'text' }, default_language: 'none', language_override: 'textIndexLanguage' };
}

/**
 * True for documents that have a string, number, boolean or date on one of the paths. Comparisons, not `$type` or `sparse`:
 * they leave out null, and MongoDB sees that a query for a value implies them, so that it uses the index.
 */
function somethingAt(paths: string[]): Document {
  const least = ['', Number.NEGATIVE_INFINITY, false, new Date(-8.64e15)];
  const conditions = paths.flatMap((path) => least.map((value) => ({ [path]: { $gte: value } })));
  return { $or: conditions };
}

function sameIndex(existing: Document, wanted: IndexDescription): boolean {
  if (wanted.default_language) {
    const fields = Object.keys(existing.weights ?? {});
    return (
      JSON.stringify(fields) === JSON.stringify(Object.keys(wanted.key)) &&
      existing.default_language === wanted.default_language &&
      existing.language_override === wanted.language_override
    );
  }
  const identity = ({ key, unique, partialFilterExpression }: Document) =>
    JSON.stringify([Object.entries(key), unique ?? false, partialFilterExpression ?? null], (_, value) =>
      value === Number.NEGATIVE_INFINITY ? '-Infinity' : value,
    );
  return identity(existing) === identity(wanted);
}

function unless(code: number): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof MongoServerError && error.code === code) return undefined;
    throw error;
  };
}
