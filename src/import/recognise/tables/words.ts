/** Splits a table written as words; a phrase is written with underscores. */
export const words = (list: string): string[] =>
  list
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '));

export const wordSet = (list: string): ReadonlySet<string> => new Set(words(list));
