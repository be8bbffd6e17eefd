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

/** A field within another one that is read anyway must not be named as well. */
export const only = (fields: readonly string[]): Parts =>
  Object.fromEntries(fields.filter((field) => !isWithin(field, fields)).map((field) => [field, 1]));
const isWithin = (field: string, fields: readonly string[]) => fields.some((other) => field.startsWith(`${other}.`));
export const project = (parts: Parts | undefined): Record<string, unknown>[] => (parts ? [{ $project: parts }] : []);

/** Rows are told apart by the field that they were looked up by. */
export const withField = (parts: Parts, field: string): Parts =>
  Object.values(parts).includes(0) || field === '_id' ? parts : { ...parts, [field]: 1 };
