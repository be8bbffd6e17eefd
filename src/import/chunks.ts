/** Longest `$in` list that is sent at once. */
const longest = 1000;

export function chunks<T>(all: readonly T[], size = longest): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
