import type { Large } from './content-type.js';
import type { Selection } from './selection.js';

/** Fields that are read (1) or left in the store (0), as `$project` takes them. */
export type Parts = Readonly<Record<string, 0 | 1>>;

/**
 * All but what is large, where none of the selected fields needs it: what is kept of a document then serves other operations too.
 * Undefined where all is wanted.
 */
export function partsOf({ stored, neededBy }: Large, selection: Selection): Parts | undefined {
  const isWhole = neededBy.some((field) => selection.has(field));
  return isWhole ? undefined : Object.fromEntries(stored.map((field) => [field, 0]));
}

export const only = (fields: readonly string[]): Parts => Object.fromEntries(fields.map((field) => [field, 1]));
export const project = (parts: Parts | undefined): Record<string, unknown>[] => (parts ? [{ $project: parts }] : []);
