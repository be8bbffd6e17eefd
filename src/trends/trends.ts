import DataLoader from 'dataloader';
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
import { keptFor, rankArticles, rankTerms } from './rank.js';

export interface TrendOptions {
  /** Readers who must have asked for a term before it is shown. */
  enoughAskers: number;
  now?: () => Date;
}

/** How long what was read from the store answers, in milliseconds. */
const memory = 2000;
/** How long the store may take; requests that wait for it have deadlines of their own. */
const patience = 10_000;
const maxRankings = 100;

/** What all instances agree on, for it comes from the store alone: read once in two seconds at most, whoever asks. */
export class StoredTrends implements Trends {
  readonly #counts: LRUCache<'counts', Promise<Counts>>;
  readonly #rankings: DataLoader<string, Ranking | undefined>;

  constructor(
    private readonly store: Store,
    private readonly options: TrendOptions,
  ) {
    this.#counts = new LRUCache({ max: 1, ttl: memory });
    const cacheMap = new LRUCache<string, Promise<Ranking | undefined>>({ max: maxRankings });
    this.#rankings = new DataLoader((names) => this.#load(names), {
      // A ranking stays what it is; only which one is the newest changes.
      cacheMap: {
        get: (name) => cacheMap.get(name),
        set: (name, ranking) => cacheMap.set(name, ranking, name === newest ? { ttl: memory } : {}),
        delete: (name) => cacheMap.delete(name),
        clear: () => cacheMap.clear(),
      },
    });
  }

  counts(): Promise<Counts> {
    const known = this.#counts.get('counts');
    if (known) return known;
    const reading = this.#read();
    this.#counts.set('counts', reading);
    reading.catch(() => this.#counts.delete('counts'));
    return reading;
  }

  async ranking(name = newest): Promise<Ranking | undefined> {
    if (name === emptyRanking.name) return emptyRanking;
    try {
      return (await this.#rankings.load(name)) ?? (name === newest ? emptyRanking : undefined);
    } catch (error) {
      this.#rankings.clear(name);
      throw error;
    }
  }

  async #read(): Promise<Counts> {
    const at = this.options.now?.() ?? new Date();
    return new CountsAt(await readCounts(this.store, at), at, this.options.enoughAskers);
  }

  async #load(names: readonly string[]): Promise<(Ranking | undefined)[]> {
    const found = await this.store
      .collection<RankingDocument>(rankingCollection.name)
      .find({ _id: { $in: [...names] } }, { signal: AbortSignal.timeout(patience) })
      .toArray();
    return names.map((name) => found.find(({ _id }) => _id === name));
  }
}

export function readCounts(store: Store, now: Date): Promise<CountDocument[]> {
  return store
    .collection<CountDocument>(countCollection.name)
    .find({ start: { $gte: new Date(now.getTime() - keptFor) } }, { signal: AbortSignal.timeout(patience) })
    .toArray();
}

/** Each window is worked out when it is asked for. */
class CountsAt implements Counts {
  readonly #articles = new Map<Window, Score[]>();
  readonly #terms = new Map<Window, Term[]>();

  constructor(
    private readonly documents: readonly CountDocument[],
    readonly at: Date,
    private readonly enoughAskers: number,
  ) {}

  articles(window: Window): readonly Score[] {
    return once(this.#articles, window, () => rankArticles(this.documents, window, this.at));
  }

  terms(window: Window): readonly Term[] {
    return once(this.#terms, window, () => rankTerms(this.documents, window, this.at, this.enoughAskers));
  }
}

function once<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
