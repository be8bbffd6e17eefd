import { LRUCache } from 'lru-cache';
import type { Evicting, Freshness } from './freshness.js';

export interface Tagged {
  tags: readonly string[];
  /** After how many additions to its cache it was last used. */
  used?: number;
}

/** What an entry costs besides itself: its place in the order, and its tags with their places in the index. Measured, not calculated. */
const entryBytes = 500;
const tagBytes = 120;

/** Entries by key, within a number of bytes, the longest unused leaving first; a change takes those that carry one of its tags. */
export class TaggedCache<V extends Tagged & object> implements Evicting {
  readonly #entries: LRUCache<string, V> | undefined;
  readonly #keysByTag = new Map<string, Set<string>>();
  #additions = 0;

  constructor(
    private readonly freshness: Freshness,
    sizeOf: (value: V) => number,
    /** The sum of all entries; 0 keeps nothing. */
    maxBytes: number,
    /** Told of what a change has taken. */
    private readonly onTaken: (key: string, value: V) => void = () => undefined,
  ) {
    if (maxBytes === 0) return;
    this.#entries = new LRUCache<string, V>({
      maxSize: maxBytes,
      sizeCalculation: (value, key) => sizeOf(value) + 2 * key.length + entryBytes + value.tags.length * tagBytes,
      dispose: ({ tags }, key, reason) => {
        if (reason !== 'set') this.#unlink(key, tags);
      },
    });
    freshness.attach(this);
  }

  get bytes(): number {
    return this.#entries?.calculatedSize ?? 0;
  }

  /** For whoever watches how full it is; undefined where it keeps nothing. */
  get weighed(): Pick<LRUCache<string, V>, 'size' | 'calculatedSize' | 'maxSize'> | undefined {
    return this.#entries;
  }

  get size(): number {
    return this.#entries?.size ?? 0;
  }

  /** Undefined too while nobody tells of changes. */
  get(key: string): V | undefined {
    return this.freshness.trusted ? this.#use(key) : undefined;
  }

  /** As `get`, for one of many looks that are taken in one go. */
  getInOneGo(key: string): V | undefined {
    return this.freshness.trustedInOneGo ? this.#use(key) : undefined;
  }

  /** As it was when changes were last told of, but for what has come or gone by itself since. */
  stale(key: string): V | undefined {
    return this.freshness.keepsTime ? this.#entries?.get(key) : undefined;
  }

  /** Not kept where something that it depends on has changed since `begun` (`Freshness.begin`). */
  set(key: string, value: V, begun: number): void {
    if (!this.#entries || !this.freshness.holds(value.tags, begun)) return;
    const before = this.#entries.peek(key);
    if (before) this.#unlink(key, before.tags);
    this.#add(key, value, this.freshness.maxAge);
  }

  /** Weighs an entry again that has grown. */
  resize(key: string, value: V): void {
    if (!this.#entries || this.#entries.peek(key) !== value) return;
    const ttl = this.#entries.getRemainingTTL(key);
    // The same value set again would not be weighed.
    this.#entries.delete(key);
    this.#add(key, value, Number.isFinite(ttl) ? ttl : undefined);
  }

  evict(tags: readonly string[]): void {
    for (const tag of tags) for (const key of this.#keysByTag.get(tag) ?? []) this.#take(key);
  }

  clear(): void {
    this.#entries?.clear();
    this.#keysByTag.clear();
  }

  #take(key: string): void {
    const value = this.#entries?.peek(key);
    this.#entries?.delete(key);
    if (value) this.onTaken(key, value);
  }

  /** Only an addition asks what was used longest ago: of what is used between two of them, all is as good as the latest. */
  #use(key: string): V | undefined {
    const entry = this.#entries?.peek(key);
    if (!entry || entry.used === this.#additions) return entry;
    entry.used = this.#additions;
    return this.#entries?.get(key);
  }

  #add(key: string, value: V, ttl: number | undefined): void {
    this.#additions += 1;
    this.#entries?.set(key, value, ttl === undefined ? {} : { ttl });
    if (this.#entries?.has(key)) this.#link(key, value.tags);
  }

  #link(key: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const keys = this.#keysByTag.get(tag);
      if (keys) keys.add(key);
      else this.#keysByTag.set(tag, new Set([key]));
    }
  }

  #unlink(key: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const keys = this.#keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByTag.delete(tag);
    }
  }
}
