/**
 * What the graph tells of its readers, and what it asks about all of them. `src/trends` counts and ranks; nothing here
 * knows who anybody is.
 */

/** Spans over which readers are looked at, in milliseconds. */
const hour = 3_600_000;
export const windows = { HOUR: hour, DAY: 24 * hour, WEEK: 7 * 24 * hour, MONTH: 30 * 24 * hour } as const;
export type Window = keyof typeof windows;

/** What a request says of who sent it: for whoever counts readers, and for nothing else. */
export interface Visitor {
  address: string;
  userAgent: string | undefined;
}

/** Told of what one reader does; returns at once, whatever the store does. */
export interface Readership {
  /** An article was opened, as the page that shows it says. */
  read(articleId: string): void;
  /** An article was asked for by a query. */
  asked(articleId: string): void;
  /** A search has found something that has all its words. */
  searched(text: string): void;
}

/** A search term that enough readers have asked for. */
export interface Term {
  /** Folded by `nameKey`. */
  key: string;
  /** As most of them write it. */
  text: string;
  /** Its rank a window ago; undefined where it had none. */
  before: number | undefined;
}

/** An article's id and how much it is read in a window: older reads weigh less. */
export interface Score {
  id: string;
  weight: number;
}

/** All that the readers of every instance did in a window, as it was stored at one instant. */
export interface Counts {
  at: Date;
  /** The most read first; what is not public is still among them. */
  articles(): readonly Score[];
  terms(): readonly Term[];
}

/** An order of ids that stays as it is, so that pages of it fit together. */
export interface Ranking {
  /** Names it in cursors; empty where nobody has read anything yet. */
  name: string;
  ids: readonly string[];
}

export interface Trends {
  counts(window: Window): Promise<Counts>;
  /** The newest ranking, or the one of this name; undefined for one that is no longer kept. */
  ranking(name?: string): Promise<Ranking | undefined>;
}

/** For contexts that nobody reads with. */
export const uncounted: Readership = { read() {}, asked() {}, searched() {} };

/** What an answer says of its reader, to be said again of everybody who gets the same answer. */
export interface Noted extends Readership {
  tell(readership: Readership): void;
  readonly isEmpty: boolean;
}

/** Takes note, and tells `first` at once. */
export function noting(first: Readership): Noted {
  const asked: string[] = [];
  const searched: string[] = [];
  return {
    read: (articleId) => first.read(articleId),
    asked(articleId) {
      asked.push(articleId);
      first.asked(articleId);
    },
    searched(text) {
      searched.push(text);
      first.searched(text);
    },
    tell(readership) {
      for (const articleId of asked) readership.asked(articleId);
      for (const text of searched) readership.searched(text);
    },
    get isEmpty() {
      return asked.length === 0 && searched.length === 0;
    },
  };
}

export const emptyRanking: Ranking = { name: '', ids: [] };

/** Where nothing is counted. */
export const nobodyReads: Trends = {
  counts: async () => ({ at: new Date(), articles: () => [], terms: () => [] }),
  ranking: async () => emptyRanking,
};
