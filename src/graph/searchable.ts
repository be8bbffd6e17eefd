/** What a match is worth, the best first: a name or headline says more than a line of the text. */
export const searchLevels = ['name', 'title', 'standfirst', 'body'] as const;
export type SearchLevel = (typeof searchLevels)[number];

export interface SearchText {
  level: SearchLevel;
  /** What clients know the text as: headline, standfirst, body, name, alias … */
  field: string;
  text: string;
  /** BCP 47; null where it is not known. */
  locale: string | null;
}

/** What hits are filtered and counted by, under the names that the stored document has for it. */
export const searchFacts = [
  'kind',
  'locale',
  'sectionId',
  'sectionPathIds',
  'conceptKeys',
  'listedUnder',
  'authorIds',
  'sourceIds',
  'imageIds',
  'mentions',
  'publishedAt',
  'updatedAt',
  'breaking',
] as const;
export type SearchFacts = { [F in (typeof searchFacts)[number]]?: unknown };

/** What a reader can find a stored document by. */
export interface Searchable {
  texts: SearchText[];
  /** Left out: no filter lets it through. */
  facts?: SearchFacts;
  /** Newer is a little better; null for what has no date. */
  sortAt: Date | null;
}

export const searchText = (
  level: SearchLevel,
  field: string,
  text: string | null | undefined,
  locale: string | null = null,
): SearchText[] => (text ? [{ level, field, text, locale }] : []);
