import type { Changed } from '../graph/read-cache.js';
import type { Agenda } from './agenda.js';

/** At most so many evictions are remembered by their tags; a read that began before them is not kept. */
const remembered = 10_000;

/** What a freshness tells the caches that depend on it. */
export interface Evicting {
  /** @param changed where the change says what it has made of a document */
  evict(tags: readonly string[], changed?: Changed): void;
  clear(): void;
}

/** How the store is heard. */
export interface Hearing {
  trusted(): boolean;
  silence(): number;
  /** Milliseconds that anything may be kept, where nobody tells of changes; else undefined. */
  maxAge(): number | undefined;
}

/**
 * Knows what has changed, in the order in which the store told of it, so that nothing old is kept: a read notes the
 * moment at which it begins, and what it brings is kept only if no change that touches it was told of since. A read that began
 * after a change was told of cannot bring what was before it. What comes and goes by itself is a change too: whoever looks
 * at what is kept, or wants to keep something, hears first of all that has passed by then.
 */
export class Freshness {
  readonly #caches: Evicting[] = [];
  readonly #evictions = new Map<string, number>();
  #clock = 0;
  /** Reads that began before it are not kept: nobody remembers what has changed since. */
  #horizon = 0;
  #inOneGo: boolean | undefined;

  constructor(
    private readonly heard: Hearing,
    private readonly agenda?: Agenda,
  ) {}

  /** Whether changes are being told of as they happen. */
  get trusted(): boolean {
    return this.keepsTime && this.heard.trusted();
  }

  /** As `trusted`, for all that is looked at until others have their turn: nothing can be told of in between. */
  get trustedInOneGo(): boolean {
    if (this.#inOneGo === undefined) {
      this.#inOneGo = this.trusted;
      queueMicrotask(() => {
        this.#inOneGo = undefined;
      });
    }
    return this.#inOneGo;
  }

  /** Whether all that has come or gone by itself has been taken away. */
  get keepsTime(): boolean {
    if (!this.agenda) return true;
    const tags = this.agenda.passed();
    if (tags.length > 0) this.evict(tags);
    return this.agenda.isCurrent;
  }

  /** Milliseconds until something comes or goes by itself. */
  get quiet(): number {
    return this.agenda ? this.agenda.left(this.agenda.next) : Number.POSITIVE_INFINITY;
  }

  /** Milliseconds until something goes by itself that an answer with these tags shows; more than `within` is not looked into. */
  life(tags: readonly string[], within: number): number {
    return this.agenda ? this.agenda.left(this.agenda.endOf(tags, within)) : Number.POSITIVE_INFINITY;
  }

  /** For how many milliseconds it has not been known what has changed. */
  get silence(): number {
    return this.heard.silence();
  }

  get maxAge(): number | undefined {
    return this.heard.maxAge();
  }

  attach(cache: Evicting): void {
    this.#caches.push(cache);
  }

  /**
   * The moment at which a read begins; while changes are not told of, one that nothing is kept from. So it is where something
   * has come or gone since `now`, the instant that the read is for.
   */
  begin(now?: Date): number {
    return this.trusted && (!now || this.isOf(now)) ? this.#clock : -1;
  }

  /** Whether nothing has come or gone by itself between this instant and the one by which what is kept was last looked through. */
  isOf(now: Date): boolean {
    return this.agenda?.isOf(now.getTime()) ?? true;
  }

  evict(tags: readonly string[], changed?: Changed): void {
    this.#clock += 1;
    for (const tag of tags) {
      this.#evictions.delete(tag);
      this.#evictions.set(tag, this.#clock);
    }
    if (this.#evictions.size > remembered) this.#forgetOldest();
    for (const cache of this.#caches) cache.evict(tags, changed);
  }

  /** Many at once: whoever looks for the first entry of a map passes all that were deleted before it. */
  #forgetOldest(): void {
    for (const [tag, at] of this.#evictions) {
      if (this.#evictions.size <= remembered / 2) break;
      this.#evictions.delete(tag);
      this.#horizon = at;
    }
  }

  /** Anything may have changed. */
  clear(): void {
    this.#clock += 1;
    this.#horizon = this.#clock;
    this.#evictions.clear();
    for (const cache of this.#caches) cache.clear();
  }

  /** Whether what was read since `begun` is what the store has as far as anybody was told. */
  holds(tags: Iterable<string>, begun: number): boolean {
    if (begun < this.#horizon || !this.trusted) return false;
    for (const tag of tags) if ((this.#evictions.get(tag) ?? 0) > begun) return false;
    return true;
  }
}
