import type { Filter, Sort } from '../store.js';
import { encodePart, type Index, indexPrefix, inverted, partsOfKey, successor } from './keys.js';
import { compareValues, isRecord, typeRank } from './values.js';

/** Keys from `start` up to, but without, `end`. */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/** Which entries to read. They contain every document that matches, and others: the filter is tested again on each. */
export interface Plan {
  index: Index;
  ranges: KeyRange[];
  reverse: boolean;
  /** Each range comes in the order of the sort. */
  ordered: boolean;
  /** Each range is the key of at most one document. */
  points: boolean;
  /** False for the keys of documents that cannot match by a part that comes after those that make the ranges. */
  passes?: ((key: Buffer) => boolean) | undefined;
}

interface Bound {
  value: unknown;
  inclusive: boolean;
}

/** What a filter demands of one path. Every part of it is necessary on its own, so leaving one out only reads more. */
export interface Constraint {
  points?: unknown[];
  from?: Bound;
  to?: Bound;
}

/** A filter whose `$in`s multiply to more ranges than this is narrowed by the first of them only. */
const MAX_RANGES = 5000;

/** Guesses, not statistics: what part of a collection is left by one value, by a range, and by a condition that no index serves. */
const SHARE = { value: 0.01, range: 0.3, unindexed: 0.05 };
const ASSUMED_SIZE = 1_000_000;

export function plan(primary: Index, indexes: readonly Index[], filter: Filter, sort: Sort = {}, limit?: number): Plan {
  const constraints = readConstraints(filter);
  let best = planOn(primary, constraints, sort, limit);
  // Nothing leads to documents by their ids alone as this does.
  if (best.plan.points && constraints.size === 1) return best.plan;
  for (const index of indexes) {
    // Unique indexes leave out documents that have nothing on their paths.
    if (index.unique && !index.parts.slice(0, index.declared).some(([path]) => demandsValue(constraints.get(path)))) {
      continue;
    }
    const candidate = planOn(index, constraints, sort, limit);
    if (candidate.cost < best.cost) best = candidate;
  }
  return best.plan;
}

function demandsValue(constraint: Constraint | undefined): boolean {
  if (constraint === undefined) return false;
  return constraint.points?.every((value) => value !== null) ?? (constraint.from ?? constraint.to) !== undefined;
}

function planOn(
  index: Index,
  constraints: Map<string, Constraint>,
  sort: Sort,
  limit: number | undefined,
): { plan: Plan; cost: number } {
  let prefixes = [indexPrefix(index)];
  let fixed = 0;
  for (; fixed < index.parts.length; fixed += 1) {
    const points = constraints.get(index.parts[fixed]?.[0] as string)?.points;
    if (points === undefined || prefixes.length * points.length > MAX_RANGES) break;
    prefixes = distinct(
      prefixes.flatMap((prefix) => points.map((v) => join(prefix, encodePart(index, fixed, v).bytes))),
    );
  }
  const range = rangeOf(index, fixed, constraints);
  const ranges = prefixes.map((prefix) => range(prefix)).filter(({ start, end }) => start.compare(end) < 0);
  const direction = orderOf(index, fixed, sort);
  const ordered = direction !== undefined;
  const points = fixed === index.parts.length;
  const passes = testOfTail(index, fixed + 1, constraints);
  const result = { index, ranges, reverse: direction === -1, ordered, points, passes };
  return { plan: result, cost: costOf(result, fixed, constraints, Object.keys(sort).length > 0, limit) };
}

function costOf(
  { index, ranges, ordered, points }: Plan,
  fixed: number,
  constraints: Map<string, Constraint>,
  sorts: boolean,
  limit: number | undefined,
): number {
  if (points || (index.unique && fixed >= index.declared)) return ranges.length;
  const next = constraints.get(index.parts[fixed]?.[0] as string);
  const ranged = next?.from !== undefined || next?.to !== undefined;
  const bounded = next?.from !== undefined && next.to !== undefined ? SHARE.range / 2 : SHARE.range;
  const share = ranges.length * SHARE.value ** fixed * (ranged ? bounded : 1);
  // Through an index each document is looked up on its own; a walk over a whole one only pays where it ends early.
  const read = Math.min(1, share) * ASSUMED_SIZE * (index.name === '_id_' ? 1 : 1.5);
  if (!ordered || limit === undefined) return sorts && !ordered ? read * 1.2 : read;
  const served = new Set(index.parts.slice(0, ranged ? fixed + 1 : fixed).map(([path]) => path));
  const tested = (path: string) => isTestable(index, path, constraints.get(path));
  const unserved = [...constraints.keys()].filter((path) => !served.has(path) && !tested(path)).length;
  return Math.min(read, ranges.length + limit / SHARE.unindexed ** unserved);
}

/** How the part after the fixed ones is bounded, as a function of the bytes before it. */
function rangeOf(index: Index, part: number, constraints: Map<string, Constraint>): (prefix: Buffer) => KeyRange {
  const all = (prefix: Buffer) => ({ start: prefix, end: successor(prefix) });
  const [path, direction] = index.parts[part] ?? [];
  const constraint = path === undefined ? undefined : constraints.get(path);
  if (path === undefined || (constraint?.from ?? constraint?.to) === undefined) return all;
  // Different elements of an array may meet the two bounds.
  const from = constraint?.from;
  const to = from !== undefined && index.multikey.includes(path) ? undefined : constraint?.to;
  const type = typeRank((from ?? to)?.value);
  if (from !== undefined && to !== undefined && typeRank(to.value) !== type) {
    return (prefix) => ({ start: prefix, end: prefix });
  }
  const low =
    from === undefined ? outer(type, 'before') : edge(index, part, from, from.inclusive ? 'before' : 'after', 'before');
  const high =
    to === undefined ? outer(type, 'after') : edge(index, part, to, to.inclusive ? 'after' : 'before', 'after');
  const [first, last] = direction === -1 ? [flipped(high), flipped(low)] : [low, high];
  return (prefix) => ({ start: place(prefix, first), end: place(prefix, last) });
}

/** Whether a bound can be decided on the keys of an index alone, wherever in them it stands. */
export function isTestable(index: Index, path: string, constraint: Constraint | undefined): boolean {
  if (constraint === undefined || constraint.points !== undefined || index.multikey.includes(path)) return false;
  const bounds = [constraint.from, constraint.to].filter((bound) => bound !== undefined);
  return index.parts.some(([part]) => part === path) && bounds.every(({ value }) => value instanceof Date);
}

/** Tests the bounds on the parts from this one on: keys that fail need no look at their documents. */
function testOfTail(index: Index, first: number, constraints: Map<string, Constraint>): Plan['passes'] {
  const tests = index.parts.flatMap(([path], part) => {
    const constraint = constraints.get(path);
    if (part < first || constraint === undefined || !isTestable(index, path, constraint)) return [];
    const { start, end } = rangeOf(index, part, constraints)(Buffer.alloc(0));
    return [(parts: Buffer[]) => start.compare(parts[part] as Buffer) <= 0 && end.compare(parts[part] as Buffer) > 0];
  });
  if (tests.length === 0) return undefined;
  return (key) => {
    const parts = partsOfKey(index, key);
    return tests.every((test) => test(parts));
  };
}

/** A place just before or just after all keys that go on with these bytes. */
interface Edge {
  bytes: Buffer;
  side: 'before' | 'after';
}

const outer = (type: number, side: Edge['side']): Edge => ({ bytes: Buffer.from([type]), side });

/** A value that was cut off shares its key with its neighbours, so there the edge gives way and leaves none of them out. */
function edge(index: Index, part: number, bound: Bound, side: Edge['side'], outside: Edge['side']): Edge {
  const { bytes, exact } = encodePart(index, part, bound.value);
  return { bytes: index.parts[part]?.[1] === -1 ? inverted(bytes) : bytes, side: exact ? side : outside };
}

const flipped = ({ bytes, side }: Edge): Edge => ({
  bytes: inverted(bytes),
  side: side === 'before' ? 'after' : 'before',
});

function place(prefix: Buffer, { bytes, side }: Edge): Buffer {
  const key = join(prefix, bytes);
  return side === 'before' ? key : successor(key);
}

/** The direction in which to walk so that entries come in the order of the sort; undefined where neither does. */
function orderOf(index: Index, fixed: number, sort: Sort): 1 | -1 | undefined {
  const constant = new Set(index.parts.slice(0, fixed).map(([path]) => path));
  let next = fixed;
  let walk: 1 | -1 | undefined;
  for (const [path, direction] of Object.entries(sort)) {
    if (index.multikey.includes(path)) return undefined;
    if (!constant.has(path)) {
      const part = index.parts[next];
      if (part === undefined || part[0] !== path) return undefined;
      const needed = part[1] === direction ? 1 : -1;
      if (walk !== undefined && walk !== needed) return undefined;
      walk = needed;
      next += 1;
    }
    if (path === '_id') break;
  }
  return walk ?? 1;
}

export function readConstraints(
  filter: Filter,
  found = new Map<string, Constraint>(),
  prefix = '',
): Map<string, Constraint> {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and') for (const each of condition as Filter[]) readConstraints(each, found, prefix);
    else if (!path.startsWith('$')) readCondition(prefix + path, condition, found);
  }
  return found;
}

function readCondition(path: string, condition: unknown, found: Map<string, Constraint>): void {
  if (indexable(condition)) demandPoints(found, path, [condition]);
  if (!isRecord(condition)) return;
  for (const [operator, value] of Object.entries(condition)) {
    if (operator === '$eq' && indexable(value)) demandPoints(found, path, [value]);
    else if (operator === '$in' && (value as unknown[]).every(indexable)) demandPoints(found, path, value as unknown[]);
    else if (operator === '$elemMatch') {
      const inner = value as Filter;
      if (Object.keys(inner).some((key) => key.startsWith('$'))) readCondition(path, inner, found);
      else readConstraints(inner, found, `${path}.`);
    } else if (value !== null && indexable(value)) {
      if (operator === '$gt' || operator === '$gte') demandBound(found, path, 'from', value, operator === '$gte');
      if (operator === '$lt' || operator === '$lte') demandBound(found, path, 'to', value, operator === '$lte');
    }
  }
}

function indexable(value: unknown): boolean {
  return value === null || value instanceof Date || ['string', 'number', 'boolean'].includes(typeof value);
}

function demandPoints(found: Map<string, Constraint>, path: string, points: unknown[]): void {
  const known = found.get(path)?.points;
  if (known === undefined || points.length < known.length) found.set(path, { ...found.get(path), points });
}

function demandBound(
  found: Map<string, Constraint>,
  path: string,
  end: 'from' | 'to',
  value: unknown,
  inclusive: boolean,
): void {
  const known = found.get(path)?.[end];
  const order = known === undefined ? 0 : compareValues(value, known.value) * (end === 'from' ? 1 : -1);
  const tighter = known === undefined || order > 0 || (order === 0 && !inclusive);
  if (tighter) found.set(path, { ...found.get(path), [end]: { value, inclusive } });
}

const join = (a: Buffer, b: Buffer) => Buffer.concat([a, b]);

/** In key order, so that documents come in the order of the index. */
function distinct(keys: Buffer[]): Buffer[] {
  return keys.sort((a, b) => a.compare(b)).filter((key, i) => i === 0 || key.compare(keys[i - 1] as Buffer) !== 0);
}
