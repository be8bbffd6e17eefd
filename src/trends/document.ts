import type { CollectionSpec, Doc } from '../store/store.js';
import type { CountedTerm } from './tally.js';

/**
 * What readers did in an hour or a day (UTC): as one instance has counted it, or, once the time is over, all instances
 * together. There is nothing in it of who they were.
 */
export interface CountDocument extends Doc {
  start: Date;
  hours: number;
  reads: { id: string; count: number }[];
  terms: CountedTerm[];
  /** Of documents that were merged: adds 1 with each merging. */
  version?: number;
}

/** The most read articles at one time; the newest is there under `newest` too. */
export interface RankingDocument extends Doc {
  name: string;
  ids: string[];
}
export const newest = 'newest';

export const countCollection: CollectionSpec = {
  name: 'readerCounts',
  indexes: [{ name: 'start', key: { start: 1 }, serves: 'trending, section.mostRead' }],
};

export const rankingCollection: CollectionSpec = { name: 'rankings', indexes: [] };

/** Entries of one document: of articles and terms that are counted less often than so many others, nothing is kept. */
export const maxArticles = 500;
export const maxTerms = 200;
/** Articles of a ranking; those that are read less are among those that nobody reads. */
export const maxRanked = 200;

const hourLength = 'YYYY-MM-DDTHH'.length;
const dayLength = 'YYYY-MM-DD'.length;
export const hourOf = (at: Date): string => at.toISOString().slice(0, hourLength);
export const dayOf = (at: Date): string => at.toISOString().slice(0, dayLength);
export const startOf = (hourOrDay: string): Date =>
  new Date(`${hourOrDay}${hourOrDay.length === hourLength ? ':00Z' : 'T00:00Z'}`);
