import type { Doc, Filter, Sort } from '../store.js';
import { atOnce } from '../time-slice.js';
import { type Catalog, PRIMARY } from './catalog.js';
import type { Database } from './database.js';
import { documentKey, EXACT } from './entries.js';
import { type Fields, fieldsCompared } from './fields.js';
import { findingText } from './find-text.js';
import { encodePart, type Index } from './keys.js';
import type { Stored } from './packed.js';
import { isTestable, type KeyRange, type Plan, plan, readConstraints } from './plan.js';
import { matcher } from './query.js';
import { chained, merged, type Order } from './streams.js';
import type { TextIndex } from './text.js';
import { documentOrder, isRecord, sortDocuments } from './values.js';

export interface Reader {
  database: Database;
  catalog: Catalog;
  onRead?: (collection: string) => void;
  /** By collection. */
  texts?: ReadonlyMap<string, TextIndex>;
}

export interface Request {
  collection: string;
  filter: Filter;
  sort?: Sort | undefined;
  /** As in MongoDB, 0 is no limit. */
  limit?: number | undefined;
  /** All that the caller looks at; undefined for everything. */
  fields?: Fields | undefined;
  /** What it does not look at, whatever the filter does. */
  without?: Fields | undefined;
}

/** Reads at once, within one snapshot. The documents are decoded for this call alone. */
export const findDocuments = (reader: Reader, request: Request): Doc[] => atOnce(finding(reader, request));

/** The same with a `yield` after each document that was looked at. */
export function* finding(reader: Reader, request: Request): Generator<void, Doc[]> {
  const { filter, fields, without } = request;
  const found = yield* '$text' in filter ? findingText(reader, request) : matching(reader, request);
  for (const document of found) {
    reader.database.packing.unpack(document, fields, without);
    yield;
  }
  return found;
}

function* matching(reader: Reader, request: Request): Generator<void, Doc[]> {
  const { collection, filter, sort = {}, limit = 0 } = request;
  const most = limit === 0 ? Number.POSITIVE_INFINITY : Math.abs(limit);
  const { catalog } = reader;
  const chosen = plan(catalog.primary(collection), catalog.secondary(collection), filter, sort, limit || undefined);
  // What has the id has all that was asked for.
  const matches = chosen.points && namesIds(filter) ? () => true : matcher(filter);
  const order = Object.keys(sort).length > 0 ? documentOrder(sort) : undefined;
  const found: Doc[] = [];
  const sorting = order !== undefined && !chosen.ordered;
  const tested = fieldsCompared(filter, sort);
  const read: Read = (stored) => {
    reader.onRead?.(collection);
    return reader.database.packing.unpack(stored, tested);
  };
  for (const document of candidates(reader, chosen, sorting ? undefined : order, read)) {
    if (matches(document)) found.push(document);
    if (!sorting && found.length >= most) break;
    yield;
  }
  return sorting ? sortDocuments(found, sort).slice(0, most) : found;
}

/** What becomes of a document that was read. */
type Read = (stored: Stored) => Doc;

/** Whether a filter asks for ids, and for nothing else. */
function namesIds(filter: Filter): boolean {
  const [[path, condition] = [], another] = Object.entries(filter);
  if (path !== '_id' || another) return false;
  return typeof condition === 'string' || (isRecord(condition) && Object.keys(condition).join() === '$in');
}

/**
 * How many documents match, at most `limit`, from the index alone: undefined where the filter asks for more than some first
 * parts of one index to be a string or a boolean each, and for dates in others of its parts to be within bounds.
 */
export function countInIndex(
  { database, catalog }: Reader,
  { collection, filter, limit = 0 }: Request,
): number | undefined {
  const { index, ranges, passes } = plan(catalog.primary(collection), catalog.secondary(collection), filter);
  const [range, another] = ranges;
  if (!range || another || index.name === PRIMARY || !isDecidedBy(index, filter)) return undefined;
  const ids = new Set<string>();
  for (const { key, value } of database.entries.getRange(range)) {
    if (!value.startsWith(EXACT)) return undefined;
    if (passes && !passes(key)) continue;
    ids.add(value);
    if (ids.size === limit) break;
  }
  return ids.size;
}

/** Whether the keys of the index say of each document if the filter holds. */
function isDecidedBy(index: Index, filter: Filter): boolean {
  const conditions = conditionsOf(filter);
  const values = conditions.filter(([, condition]) => typeof condition === 'string' || typeof condition === 'boolean');
  const first = index.parts.slice(0, values.length).map(([path]) => path);
  const bounds = conditions.filter((condition) => !values.includes(condition));
  return (
    // Of two values of one path, the plan knows one.
    new Set(values.map(([path]) => path)).size === values.length &&
    values.every(([path, value]) => first.includes(path) && encodePart(index, first.indexOf(path), value).exact) &&
    bounds.every(
      ([path, condition]) => isBound(condition) && isTestable(index, path, readConstraints(filter).get(path)),
    )
  );
}

const conditionsOf = (filter: Filter): [path: string, condition: unknown][] =>
  Object.entries(filter).flatMap(([path, condition]): [string, unknown][] =>
    path === '$and' ? (condition as Filter[]).flatMap(conditionsOf) : [[path, condition]],
  );

const isBound = (condition: unknown) =>
  isRecord(condition) && Object.keys(condition).every((operator) => ['$gt', '$gte', '$lt', '$lte'].includes(operator));

/** Every document that the plan leads to, once; in the given order if there is one. */
function* candidates(reader: Reader, chosen: Plan, order: Order | undefined, read: Read): Iterable<Doc> {
  const streams = chosen.ranges.map((range) => stream(reader, chosen, range, order, read));
  const documents = order !== undefined && streams.length > 1 ? merged(streams, order) : chained(streams);
  if (chosen.index.multikey.length === 0) return yield* documents;
  const seen = new Set<string>();
  for (const document of documents) {
    if (seen.has(document._id)) continue;
    seen.add(document._id);
    yield document;
  }
}

function* stream(
  { database, catalog }: Reader,
  chosen: Plan,
  range: KeyRange,
  order: Order | undefined,
  read: Read,
): Iterable<Doc> {
  const primary = catalog.primary(chosen.index.collection);
  if (chosen.index === primary) {
    if (chosen.points) {
      const stored = database.docs.get(range.start);
      if (stored !== undefined) yield read(stored);
      return;
    }
    for (const { value } of database.docs.getRange(walk(range, chosen.reverse))) yield read(value);
    return;
  }
  /** Entries whose keys were cut off are in the right place as a group, but not among themselves. */
  let group: Doc[] = [];
  for (const { key, value } of database.entries.getRange(walk(range, chosen.reverse))) {
    if (chosen.passes && !chosen.passes(key)) continue;
    const stored = database.docs.get(documentKey(primary, value.slice(1)));
    if (stored === undefined) continue;
    const document = read(stored);
    if (order !== undefined && !value.startsWith(EXACT)) {
      group.push(document);
      continue;
    }
    if (group.length > 0) yield* group.sort(order);
    group = [];
    yield document;
  }
  yield* group.sort(order);
}

function walk({ start, end }: KeyRange, reverse: boolean) {
  return reverse ? { start: end, end: start, exclusiveStart: true, inclusiveEnd: true, reverse } : { start, end };
}
