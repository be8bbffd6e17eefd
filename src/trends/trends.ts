import DataLoader, { type CacheMap } from 'dataloader';
import { LRUCache } from 'lru-cache';
import {
  type Counts,
  emptyRanking,
  type Ranking,
  type Score,
  type Term,
  type Trends,
  type Window,
} from '../graph/readership.js';
import type { Store } from '../store/store.js';
import { type CountDocument, countCollection, newest, type RankingDocument, rankingCollection } from './document.js';
import { lookBack, rankArticles, rankTerms } from './rank.js';

export interface TrendOptions {
  /** Readers who must have asked for a term before it is shown. */
  enoughAskers: number;
  now?: () => Date;
}

/** How long what was read from the store answers, in milliseconds: the longer the window, the less it changes and the more there is to read. */
const memory: Record<Window, number> = { HOUR: 2000, DAY: 5000, WEEK: 60_000, MONTH: 60_000 };
const memoryOfNewest = 2000;
/** How long the store may take; requests that wait for it have deadlines of their own. */
const patience = 10_000;
const maxRankings = 100;

/** What all instances agree on, for it comes from the store alone: each thing is read once in its time, whoever asks. */
export class StoredTrends implements Trends {
  readonly #counts: DataLoader<Window, Counts>;
  readonly #rankings: DataLoader<string, Ranking | undefined>;

  constructor(
    private readonly store: Store,
    private readonly options: TrendOptions,
  ) {
    this.#counts = new DataLoader((asked) => this.#read(asked), {
      cacheMap: expiring<Window, Counts>((window) => memory[window]),
    });
    this.#rankings = new DataLoader((names) => this.#load(names), {
      // A ranking stays what it is; only which one is the newest changes.
      cacheMap: expiring<string, Ranking | undefined>((name) => (name === newest ? memoryOfNewest : 0)),
    });
  }

  counts(window: Window): Promise<Counts> {
    return remembered(this.#counts, window);
  }

  async ranking(name = newest): Promise<Ranking | undefined> {
    if (name === emptyRanking.name) return emptyRanking;
    return (await remembered(this.#rankings, name)) ?? (name === newest ? emptyRanking : undefined);
  }

  async #read(asked: readonly Window[]): Promise<Counts[]> {
    const at = this.options.now?.() ?? new Date();
    const documents = await readCounts(this.store, at, asked);
    return asked.map((window) => countsIn(window, documents, at, this.options.enoughAskers));
  }

  async #load(names: readonly string[]): Promise<(Ranking | undefined)[]> {
    const found = await this.store
      .collection<RankingDocument>(rankingCollection.name)
      .find({ _id: { $in: [...names] } }, { signal: AbortSignal.timeout(patience) })
      .toArray();
    return names.map((name) => found.find(({ _id }) => _id === name));
  }
}

/** What these windows are counted from. */
export function readCounts(store: Store, now: Date, asked: readonly Window[]): Promise<CountDocument[]> {
  const oldest = now.getTime() - Math.max(...asked.map(lookBack));
  return store
    .collection<CountDocument>(countCollection.name)
    .find({ start: { $gte: new Date(oldest) } }, { signal: AbortSignal.timeout(patience) })
    .toArray();
}

/** Worked out when it is asked for, and once. */
function countsIn(window: Window, documents: readonly CountDocument[], at: Date, enoughAskers: number): Counts {
  let articles: readonly Score[] | undefined;
  let terms: readonly Term[] | undefined;
  return {
    at,
    articles: () => {
      articles ??= rankArticles(documents, window, at);
      return articles;
    },
    terms: () => {
      terms ??= rankTerms(documents, window, at, enoughAskers);
      return terms;
    },
  };
}

/** @param ttl milliseconds; 0 for ever */
function expiring<K extends string, V>(ttl: (key: K) => number): CacheMap<K, Promise<V>> {
  const cache = new LRUCache<K, Promise<V>>({ max: maxRankings });
  return {
    get: (key) => cache.get(key),
    set: (key, value) => cache.set(key, value, { ttl: ttl(key) }),
    delete: (key) => cache.delete(key),
    clear: () => cache.clear(),
  };
}

/** A failure is not remembered. */
async function remembered<K, V>(loader: DataLoader<K, V>, key: K): Promise<V> {
  try {
    return await loader.load(key);
  } catch (error) {
    loader.clear(key);
    throw error;
  }
}
