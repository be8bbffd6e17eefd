/** Texts by BCP 47 tag. */
export type Localised = Record<string, string>;

/**
 * The text in this language: its exact tag, then each shorter one (RFC 4647 lookup: zh-Hans-CN, zh-Hans, zh), then the
 * default, which is also the answer where no language is asked for.
 */
export function inLocale<T extends string | null>(
  texts: Localised,
  locale: string | undefined,
  fallback: T,
): string | T {
  for (let tag = locale ?? ''; tag !== ''; tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0))) {
    const text = texts[tag];
    if (text !== undefined) return text;
  }
  return fallback;
}
