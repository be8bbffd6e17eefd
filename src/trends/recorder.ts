import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Readership, type Visitor, windows } from '../graph/readership.js';
import type { Store } from '../store/store.js';
import { compaction, writtenFor } from './compact.js';
import { type CountDocument, countCollection, hourOf, startOf } from './document.js';
import { dropRankings, publishRanking, writeUnlessDone } from './rankings.js';
import { Tally } from './tally.js';
import { termOf } from './term.js';
import { Visitors } from './visitors.js';

export interface RecorderOptions {
  /** Readers who must have asked for a term before it is shown. */
  enoughAskers: number;
  /** Whether articles that queries ask for count as read. */
  countArticleQueries: boolean;
  /** Milliseconds between writes to the store. */
  flushInterval: number;
  /** Of these ids, those of articles that are public. */
  publicArticles(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Told when the store does not take what was counted; it is kept and tried again. */
  onProblem(error: unknown): void;
  now?: () => Date;
}

/** An hour: what the store has of it from here, and what it does not have yet. */
interface Hour {
  written: Tally;
  pending: Tally;
}

/** Hours that are kept while the store takes nothing; then the oldest are lost. */
const maxHours = 48;
/** How often what is over is merged, and how long what is left may take at the end, in milliseconds. */
const compactionInterval = 10 * 60_000;
const patienceAtEnd = 5000;

/**
 * Counts what the readers of this instance do and writes it in batches. Each instance replaces one document of its own for
 * each hour, so that there is nothing to add up in the store and nobody to wait for.
 */
export class Recorder {
  readonly #instance = randomUUID();
  readonly #hours = new Map<string, Hour>();
  readonly #visitors: Visitors;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #now: () => Date;
  #flushing: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(
    private readonly store: Store,
    private readonly options: RecorderOptions,
  ) {
    this.#now = options.now ?? (() => new Date());
    this.#visitors = new Visitors(this.#now, options.enoughAskers);
  }

  start(): void {
    const every = (milliseconds: number, task: () => Promise<void>) => {
      let busy = false;
      const next = async () => {
        if (busy) return;
        busy = true;
        await this.#attempt(task);
        busy = false;
      };
      this.#timers.push(setInterval(() => void next(), milliseconds).unref());
    };
    every(this.options.flushInterval, () => this.flush());
    every(compactionInterval, () => this.compact());
  }

  /** Writes what is left, if the store takes it soon. */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.race([this.#attempt(() => this.flush()), sleep(patienceAtEnd, undefined, { ref: false })]);
  }

  /** How one reader's doings are counted. */
  visit(visitor: Visitor): Readership {
    const read = (id: string) => {
      if (this.#visitors.isNew(visitor, `read ${id}`)) this.#hour().pending.addRead(id);
    };
    return {
      read,
      asked: this.options.countArticleQueries ? read : () => undefined,
      searched: (text) => {
        const term = termOf(text);
        if (!term || !this.#visitors.isNew(visitor, `search ${term.key}`)) return;
        const askers = this.#visitors.askers(visitor, term.key);
        this.#hour().pending.addTerm({ key: term.key, count: 1, askers, forms: [{ text: term.text, count: 1 }] });
      },
    };
  }

  /** One after the other; rejects where the store does not take it, and then nothing is lost. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.catch(() => undefined).then(() => this.#flush());
    return this.#flushing;
  }

  /** Merges what is over and drops what is too old, for all instances. */
  async compact(): Promise<void> {
    const now = this.#now();
    const counts = await this.store.collection<CountDocument>(countCollection.name).find({}).toArray();
    for (const writes of compaction(counts, now, this.options.enoughAskers)) await writeUnlessDone(this.store, writes);
    await publishRanking(this.store, now);
    await dropRankings(this.store, now);
  }

  async #flush(): Promise<void> {
    let wrote = false;
    for (const [name, hour] of this.#hours) {
      if (!hour.pending.isEmpty) {
        await this.#write(name, hour);
        wrote = true;
      }
      if (name !== hourOf(this.#now()) && hour.pending.isEmpty) this.#hours.delete(name);
    }
    if (wrote) await publishRanking(this.store, this.#now());
  }

  async #write(name: string, hour: Hour): Promise<void> {
    const batch = hour.pending;
    hour.pending = new Tally();
    try {
      await this.#forgetUnknown(batch, hour.written);
      // So late that others may have merged what is there from here: the rest is a document of its own.
      const late = this.#now().getTime() - startOf(name).getTime() > windows.HOUR + writtenFor;
      const written = new Tally().add(late ? noCounts : hour.written.counted()).add(batch.counted());
      const _id = `${name} ${late ? randomUUID() : this.#instance}`;
      const replacement: CountDocument = { _id, start: startOf(name), hours: 1, ...written.counted() };
      await this.store.write([
        { collection: countCollection.name, replaceOne: { filter: { _id }, replacement, upsert: true } },
      ]);
      hour.written = written;
    } catch (error) {
      hour.pending = batch.add(hour.pending.counted());
      throw error;
    }
  }

  /** Anybody can send any id: what is no public article is not even kept. */
  async #forgetUnknown(batch: Tally, written: Tally): Promise<void> {
    const known = new Set(written.articleIds);
    const unsure = batch.articleIds.filter((id) => !known.has(id));
    if (unsure.length === 0) return;
    const found = await this.options.publicArticles(unsure);
    batch.forgetReads((id) => !known.has(id) && !found.has(id));
  }

  #hour(): Hour {
    const name = hourOf(this.#now());
    const known = this.#hours.get(name);
    if (known) return known;
    const [oldest] = this.#hours.keys();
    if (this.#hours.size >= maxHours && oldest !== undefined) this.#hours.delete(oldest);
    const hour = { written: new Tally(), pending: new Tally() };
    this.#hours.set(name, hour);
    return hour;
  }

  /** Reports the first of a row of problems. */
  async #attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
      this.#failed = false;
    } catch (error) {
      if (!this.#failed) this.options.onProblem(error);
      this.#failed = true;
    }
  }
}

const noCounts = { reads: [], terms: [] };
