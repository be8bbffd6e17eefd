import { StoreError } from '../errors.js';
import type { Doc, Filter } from '../store.js';
import { documentKey } from './entries.js';
import { fieldsCompared, fieldsTested } from './fields.js';
import type { Reader, Request } from './find.js';
import { matcher } from './query.js';
import type { WordConditions } from './text.js';
import { isRecord, sortDocuments } from './values.js';

/**
 * Asks the text index for everything that it can say: conditions on its words, then those, and the order, on what it keeps
 * of each document. A document is read where that is not enough, and no more of them than the limit lets through.
 */
export function* findingText(
  reader: Reader,
  { collection, filter, sort = {}, limit = 0, fields }: Request,
): Generator<void, Doc[]> {
  const { $text, ...rest } = filter;
  const text = reader.texts?.get(collection);
  if (!text) throw new StoreError('CONFIGURATION', `The collection "${collection}" declares no text index.`);
  const words: WordConditions = { all: [], none: [] };
  const conditions = conjuncts(rest).filter((condition) => !takeWords(condition, text.field, words));
  const isKept = (condition: Filter) => {
    const tested = fieldsTested(condition);
    return tested !== undefined && text.keeps(tested);
  };
  const all = text.find(String(($text as { $search: unknown }).$search), words, and(conditions.filter(isKept)));

  const sorts = Object.keys(sort).length > 0;
  const sortsLast = sorts && !text.keeps(Object.keys(sort));
  const found = sorts && !sortsLast ? sortDocuments(all, sort) : all;
  const most = limit === 0 ? Number.POSITIVE_INFINITY : Math.abs(limit);
  const others = conditions.filter((condition) => !isKept(condition));
  if (others.length === 0 && !sortsLast && fields && text.keeps(fields)) return found.slice(0, most);

  const matches = matcher(and(others));
  const tested = fieldsCompared(and(others), sortsLast ? sort : {});
  const { docs, packing } = reader.database;
  const primary = reader.catalog.primary(collection);
  const documents: Doc[] = [];
  for (const { _id } of found) {
    yield;
    const stored = docs.get(documentKey(primary, _id));
    if (stored === undefined) continue;
    reader.onRead?.(collection);
    const document = packing.unpack(stored, tested);
    if (matches(document)) documents.push(document);
    if (!sortsLast && documents.length >= most) break;
  }
  return sortsLast ? sortDocuments(documents, sort).slice(0, most) : documents;
}

const and = (filters: Filter[]): Filter => (filters.length === 0 ? {} : { $and: filters });

/** Conditions that all hold, one path or operator each. */
function conjuncts(filter: Filter): Filter[] {
  return Object.entries(filter).flatMap(([path, condition]) =>
    path === '$and' ? (condition as Filter[]).flatMap(conjuncts) : [{ [path]: condition }],
  );
}

/** Adds a condition on the words themselves to what the index is asked for; false for any other. */
function takeWords(condition: Filter, field: string, words: WordConditions): boolean {
  const test = condition[field];
  if (!isRecord(test) || Object.keys(test).length !== 1) return false;
  const { $in, $nin } = test;
  const isWords = (some: unknown): some is string[] =>
    Array.isArray(some) && some.every((word) => typeof word === 'string' && word !== '' && !word.includes(' '));
  if (isWords($in)) words.all.push($in);
  else if (isWords($nin)) words.none.push(...$nin);
  else return false;
  return true;
}
