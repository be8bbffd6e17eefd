import type { Narrow } from './content-type.js';

/** Fields that are read (1) or left in the store (0), as `$project` takes them. */
export type Parts = Readonly<Record<string, 0 | 1>>;

/**
 * Without a cache just what is selected; with one all but what is heavy, so that what is kept serves other operations too.
 * Undefined where all is wanted.
 */
export function partsOf(
  { always, heavy }: Narrow,
  selected: ReadonlySet<string> | undefined,
  cached: boolean,
): Parts | undefined {
  if (!selected) return undefined;
  if (!cached) return only([...always, ...selected]);
  const isLight = heavy.length > 0 && !heavy.some((field) => selected.has(field));
  return isLight ? Object.fromEntries(heavy.map((field) => [field, 0])) : undefined;
}

/** A field within another one that is read anyway must not be named as well. */
export const only = (fields: readonly string[]): Parts =>
  Object.fromEntries(fields.filter((field) => !isWithin(field, fields)).map((field) => [field, 1]));
const isWithin = (field: string, fields: readonly string[]) => fields.some((other) => field.startsWith(`${other}.`));
export const project = (parts: Parts | undefined): Record<string, unknown>[] => (parts ? [{ $project: parts }] : []);

/** Rows are told apart by the field that they were looked up by. */
export const withField = (parts: Parts, field: string): Parts =>
  Object.values(parts).includes(0) || field === '_id' ? parts : { ...parts, [field]: 1 };
