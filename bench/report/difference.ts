/** Where two JSON values differ first, and how; the order of an object's members does not matter. Undefined where they are equal. */
export function difference(a: unknown, b: unknown, path = ''): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  )
    return `${path || '/'}: ${short(a)} and ${short(b)}`;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const name of names) {
    const found = difference(member(a, name), member(b, name), `${path}/${name}`);
    if (found) return found;
  }
  return undefined;
}

const member = (value: object, name: string): unknown => (value as Record<string, unknown>)[name];

const short = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80));
