import type { Query, Store } from '../store/store.js';

interface Waiting {
  queries: readonly Query[];
  resolve(rows: object[][]): void;
  reject(reason: unknown): void;
}

/** The commands of one request. Look-ups that are sent at the same time go out as one, whatever they are of. */
export class Commands {
  /** How many were sent. */
  count = 0;
  /** Rejects when the time is over, whether or not the store notices. */
  readonly #expired: Promise<never> | undefined;
  #lookups: Waiting[] = [];

  constructor(
    private readonly store: Pick<Store, 'aggregate'>,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.#expired = signal && expiry(signal);
  }

  /** The rows of each query. What may take its time is sent by itself, so that it runs beside what others ask. */
  send(queries: readonly Query[], areLookups: boolean): Promise<object[][]> {
    if (!areLookups) return this.#command(queries);
    // Whoever else has something to look up at this moment says so before any promise goes on.
    if (this.#lookups.length === 0) queueMicrotask(() => this.#sendLookups());
    return new Promise((resolve, reject) => this.#lookups.push({ queries, resolve, reject }));
  }

  /** What is asked, or a rejection when the time is over. */
  inTime<R>(answer: Promise<R>): Promise<R> {
    return this.#expired ? Promise.race([answer, this.#expired]) : answer;
  }

  #sendLookups(): void {
    const lookups = this.#lookups;
    this.#lookups = [];
    this.#command(lookups.flatMap(({ queries }) => queries)).then(
      (rows) => {
        let from = 0;
        for (const { queries, resolve } of lookups) {
          resolve(rows.slice(from, from + queries.length));
          from += queries.length;
        }
      },
      (reason) => {
        for (const { reject } of lookups) reject(reason);
      },
    );
  }

  #command(queries: readonly Query[]): Promise<object[][]> {
    this.count += 1;
    return this.inTime(this.store.aggregate(queries, this.signal ? { signal: this.signal } : {}));
  }
}

function expiry(signal: AbortSignal): Promise<never> {
  const expired = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  expired.catch(() => undefined); // whoever waits is told by the race
  return expired;
}
