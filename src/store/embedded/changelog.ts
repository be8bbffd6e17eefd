import { randomUUID } from 'node:crypto';
import { StoreError } from '../errors.js';
import type { StoreChange, WatchOptions } from '../store.js';
import type { Database, LogEntry } from './database.js';

const KEPT = 100_000;
const POLL_MS = 10;
const BATCH = 1000;

/** The changes of all collections, numbered in commit order, and those who watch them. */
export class Changelog {
  /** Tokens name the log they come from: the same number in a store that was made anew is another change. */
  readonly #name: string;
  readonly #waiting = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #seen = 0;
  #watchers = 0;
  #closed = false;

  constructor(
    private readonly database: Database,
    private readonly declared: ReadonlySet<string>,
  ) {
    this.#name = database.root.transactionSync(() => {
      const known = database.meta.get('log') as string | undefined;
      const name = known ?? randomUUID().slice(0, 8);
      if (known === undefined) database.meta.putSync('log', name);
      return name;
    });
  }

  /** In a write transaction. */
  append(entries: readonly LogEntry[]): void {
    let number = this.#last();
    for (const entry of entries) this.database.log.putSync(++number, entry);
    if (number <= KEPT) return;
    const old = [...this.database.log.getKeys({ start: 1, end: number - KEPT + 1, limit: entries.length * 2 })];
    for (const key of old) this.database.log.removeSync(key);
  }

  watch({ after, signal, onPulse }: WatchOptions): AsyncIterable<StoreChange> {
    this.database.root.resetReadTxn();
    const start = after === undefined ? this.#last() : this.#position(after);
    return this.#changes(start, signal, onPulse);
  }

  /** Tells those who wait whether something was committed, by this process or by another. */
  poll(): void {
    this.database.root.resetReadTxn();
    this.#seen = this.#last();
    this.#tell();
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#tell();
  }

  #tell(): void {
    for (const look of this.#waiting) look();
  }

  async *#changes(
    start: number,
    signal: AbortSignal | undefined,
    onPulse: (() => void) | undefined,
  ): AsyncGenerator<StoreChange> {
    let position = start;
    this.#watchers += 1;
    this.#timer ??= setInterval(() => this.poll(), POLL_MS).unref();
    try {
      while (!this.#closed && !signal?.aborted) {
        const batch = this.#read(position);
        for (const { key, value } of batch) {
          position = key;
          if (!this.declared.has(value.collection)) continue;
          yield { ...value, token: `${this.#name}.${key}` };
          if (this.#closed || signal?.aborted) return;
        }
        if (batch.length < BATCH) onPulse?.();
        if (batch.length === 0) await this.#committed(position, signal, onPulse);
      }
    } finally {
      this.#watchers -= 1;
      if (this.#watchers === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    }
  }

  #read(position: number): { key: number; value: LogEntry }[] {
    this.database.root.resetReadTxn();
    const batch = [...this.database.log.getRange({ start: position + 1, limit: BATCH })];
    if (batch[0] !== undefined && batch[0].key !== position + 1) throw lost();
    return batch;
  }

  /** Resolves when something after this position was committed, or when it is over; each look that finds nothing is a pulse. */
  async #committed(
    position: number,
    signal: AbortSignal | undefined,
    onPulse: (() => void) | undefined,
  ): Promise<void> {
    const isOver = () => this.#closed || signal?.aborted;
    if (isOver()) return;
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!isOver() && this.#seen <= position) return onPulse?.();
        this.#waiting.delete(look);
        signal?.removeEventListener('abort', look);
        resolve();
      };
      this.#waiting.add(look);
      signal?.addEventListener('abort', look, { once: true });
    });
  }

  #position(token: string): number {
    const [name, digits = ''] = token.split('.');
    const number = Number(digits);
    if (name !== this.#name || !/^\d+$/.test(digits) || number > this.#last()) throw lost();
    const [first] = this.database.log.getKeys({ start: number + 1, limit: 1 });
    if (first !== undefined && first !== number + 1) throw lost();
    return number;
  }

  #last(): number {
    const [last] = this.database.log.getKeys({ reverse: true, limit: 1 });
    return last ?? 0;
  }
}

function lost(): StoreError {
  return new StoreError('TOKEN_LOST', 'The change log does not reach back to this token: read everything again.');
}
