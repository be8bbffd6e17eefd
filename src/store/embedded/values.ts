/**
 * Values as BSON sees them: what a document may hold, what a path leads to, and how values are ordered.
 * Both the index keys and the sorting are built on this file, so that they cannot disagree.
 */

/** What MongoDB indexes and sorts an empty array as: before null. */
export const EMPTY_ARRAY = Symbol('empty array');

/** A plain copy without undefined fields, as the MongoDB driver sends it with `ignoreUndefined`. */
export function plain<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value === 0 ? 0 : value;
  if (value instanceof Date) return new Date(value);
  if (value instanceof RegExp) return value;
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : copy(item)));
  if (typeof value !== 'object' || ArrayBuffer.isView(value)) {
    throw new TypeError(`a document or filter cannot hold a ${typeof value === 'object' ? 'buffer' : typeof value}`);
  }
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw new TypeError('a field cannot be named __proto__');
    if (item !== undefined) result[key] = copy(item);
  }
  return result;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp)
  );
}

export interface PathValues {
  values: unknown[];
  /** Whether an array was met on the way. */
  multi: boolean;
}

/** The values that an index on `path` holds for this document: one per array element, null where something is missing. */
export function valuesAt(document: unknown, path: string): PathValues {
  const found: PathValues = { values: [], multi: false };
  collect(document, path.split('.'), 0, found);
  return found;
}

function collect(value: unknown, path: string[], depth: number, found: PathValues): void {
  const field = path[depth];
  if (Array.isArray(value)) {
    found.multi = true;
    if (field === undefined) {
      if (value.length === 0) found.values.push(EMPTY_ARRAY);
      for (const item of value) found.values.push(item);
      return;
    }
    if (/^\d+$/.test(field)) collect(value[Number(field)], path, depth + 1, found);
    else if (value.length === 0) found.values.push(null);
    else for (const item of value) Array.isArray(item) ? found.values.push(null) : collect(item, path, depth, found);
  } else if (field === undefined) found.values.push(value ?? null);
  else if (isRecord(value)) collect(value[field], path, depth + 1, found);
  else found.values.push(null);
}

/** UTF-8 order, which JavaScript's own `<` is not where characters outside the BMP meet those from U+E000 on. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codeUnitRank(x) - codeUnitRank(y);
  }
  return a.length - b.length;
}

function codeUnitRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}

/** BSON's order of types; the index keys use the same numbers as their first byte. */
export const TYPE = { empty: 1, null: 2, number: 3, string: 4, object: 5, array: 6, boolean: 7, date: 8 } as const;

export function typeRank(value: unknown): number {
  if (value === EMPTY_ARRAY) return TYPE.empty;
  if (value === null || value === undefined) return TYPE.null;
  if (typeof value === 'number') return TYPE.number;
  if (typeof value === 'string') return TYPE.string;
  if (typeof value === 'boolean') return TYPE.boolean;
  if (value instanceof Date) return TYPE.date;
  return Array.isArray(value) ? TYPE.array : TYPE.object;
}

export function compareValues(a: unknown, b: unknown): number {
  const type = typeRank(a);
  const byType = type - typeRank(b);
  if (byType !== 0) return byType;
  switch (type) {
    case TYPE.string:
      return compareStrings(a as string, b as string);
    case TYPE.number:
    case TYPE.boolean:
    case TYPE.date:
      return Number(a) - Number(b);
    case TYPE.array:
      return compareLists(a as unknown[], b as unknown[]);
    case TYPE.object:
      return compareLists(fields(a), fields(b));
    default:
      return 0;
  }
}

/** Objects compare field by field: type, then name, then value. */
function fields(value: unknown): unknown[] {
  return Object.entries(value as object).flatMap(([name, item]) => [typeRank(item), name, item]);
}

function compareLists(a: unknown[], b: unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Each document is looked into once, not once for each comparison. */
export function sortDocuments<D extends object>(documents: readonly D[], sort: Record<string, 1 | -1>): D[] {
  const paths = Object.entries(sort);
  const keyed = documents.map((document) => ({
    document,
    keys: paths.map(([path, direction]) => extreme(document, path, direction)),
  }));
  keyed.sort((a, b) => {
    for (let at = 0; at < paths.length; at += 1) {
      const order = compareQuickly(a.keys[at], b.keys[at]);
      if (order !== 0) return order * (paths[at] as [string, 1 | -1])[1];
    }
    return 0;
  });
  return keyed.map(({ document }) => document);
}

function compareQuickly(a: unknown, b: unknown): number {
  if (a === b) return 0;
  return a instanceof Date && b instanceof Date ? a.getTime() - b.getTime() : compareValues(a, b);
}

/** Ascending order takes an array's least element, descending its greatest, as MongoDB does. */
export function documentOrder(sort: Record<string, 1 | -1>): (a: object, b: object) => number {
  const paths = Object.entries(sort);
  return (a, b) => {
    for (const [path, direction] of paths) {
      const order = compareValues(extreme(a, path, direction), extreme(b, path, direction)) * direction;
      if (order !== 0) return order;
    }
    return 0;
  };
}

function extreme(document: object, path: string, direction: 1 | -1): unknown {
  const simple = path.includes('.') ? undefined : (document as Record<string, unknown>)[path];
  if (simple !== undefined && !Array.isArray(simple)) return simple;
  return valuesAt(document, path).values.reduce((best, value) =>
    compareValues(value, best) * direction < 0 ? value : best,
  );
}

/** Its arrays and objects too; Dates are left as they are. */
export function frozen<V extends object>(value: V): V {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !(inner instanceof Date)) frozen(inner);
  }
  return Object.freeze(value);
}
