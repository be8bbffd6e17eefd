import { isDeepStrictEqual } from 'node:util';
import type { Doc } from '../store/store.js';

/**
 * What a document found in a page adds to the stored one: it fills what is empty and joins lists; what somebody has
 * written stays. Merging the same again changes nothing.
 */
export function mergeFound<D extends Doc>(existing: D, found: D): D {
  const merged = { ...existing } as Record<string, unknown>;
  for (const [field, value] of Object.entries(found)) {
    const old = merged[field];
    if (Array.isArray(old) && Array.isArray(value)) merged[field] = join(old, value);
    else if (isEmpty(old)) merged[field] = value;
  }
  return merged as D;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/** Aliases with the same value, register entries and participants with the same concept are the same, whatever else is said of them. */
const identity = (item: unknown): unknown => {
  if (typeof item !== 'object' || item === null) return item;
  const { scheme, value, concept } = item as { scheme?: unknown; value?: unknown; concept?: unknown };
  return scheme === undefined ? (value ?? concept ?? item) : [scheme, value];
};

function join(old: unknown[], found: unknown[]): unknown[] {
  const added = found.filter((item) => !old.some((known) => isDeepStrictEqual(identity(known), identity(item))));
  return added.length === 0 ? old : [...old, ...added];
}
