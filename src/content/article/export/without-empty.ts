/** An object without what says nothing: null, undefined, empty lists and objects, at any depth. */
export function withoutEmpty<T extends object>(object: T): Record<string, unknown> {
  const entries = Object.entries(object).flatMap(([name, value]) => {
    const kept = Array.isArray(value) ? value.map(cleaned).filter((item) => !isEmpty(item)) : cleaned(value);
    return isEmpty(kept) ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(entries);
}

const cleaned = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? withoutEmpty(value)
    : value;

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0);
