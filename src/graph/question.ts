import type { Filter, Sort } from '../store/store.js';
import { exactKey } from './exact-key.js';

/**
 * Where a list stands: the filter, and the order with its tie-breaker, or ids in their order, and then only these. `fields`
 * are all that is wanted of each document, besides its `_id`; left out: everything.
 */
export type PageSpec = { filter: Filter; limit: number; fields?: readonly string[] } & (
  | { sort: Sort }
  | { ranked: readonly string[] }
);

/** A stage of an aggregation pipeline. */
export type Stage = Record<string, unknown>;

/** What is asked of a collection. */
export type Question =
  | { ask: 'one'; field: string; value: string; held?: true }
  | { ask: 'all'; field: string; value: string; sort: Sort }
  | { ask: 'traces'; field: string; value: string }
  | ({ ask: 'page' } & PageSpec)
  | { ask: 'count'; filter: Filter; atMost?: number }
  | { ask: 'group'; filter: Filter; stages: Stage[] };

/** A question for documents that have a value. */
export type Lookup = Question & { ask: 'one' | 'all' | 'traces' };

export const isLookup = (question: Question): question is Lookup =>
  question.ask === 'one' || question.ask === 'all' || question.ask === 'traces';

/** Equal for equal questions. What is asked most is put together with less ado. */
export function keyOf(question: Question): string {
  if (question.ask === 'one' && !question.held) return `${question.field}=${question.value}`;
  if (question.ask === 'all') return `${orderKey(question.sort)} ${question.field}=${question.value}`;
  return exactKey(question);
}

const orderKeys = new WeakMap<Sort, string>();

function orderKey(sort: Sort): string {
  const known = orderKeys.get(sort);
  if (known !== undefined) return known;
  const key = JSON.stringify(sort);
  orderKeys.set(sort, key);
  return key;
}
