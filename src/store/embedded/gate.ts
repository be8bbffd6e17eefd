import { type Key, open } from 'lmdb';
import { queue } from '../queue.js';

/**
 * Lets through one at a time, of all processes: to open a data directory, or to write to it.
 *
 * LMDB's own writers exclude each other, but not those who open: a process that opens while another one commits can set the number of
 * the newest transaction back, after which the next commit takes the place of the last, or the process that makes it crashes. LMDB
 * has mended that as ITS#9496; lmdb-js has not. The gate is the lock that LMDB keeps between processes, of a file in which
 * nothing is ever written, and which therefore has no such number. Whoever is killed behind it leaves it open.
 */
export class Gate {
  readonly #file;
  readonly #inTurn = queue();

  constructor(path: string) {
    this.#file = open<unknown, Key>({ path, noSubdir: true, overlappingSync: false });
  }

  /** Blocks until it is open. Not for a process that has something going on behind it. */
  passSync<T>(act: () => T): T {
    return this.#file.transactionSync(act);
  }

  pass(act: () => Promise<void>): Promise<void> {
    // One of this process: lmdb-js would have all that are waiting done in one transaction, and other processes would wait for ever.
    return this.#inTurn(async () => await this.#file.transaction(act));
  }

  /** After all that have asked to pass. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#file.close());
  }
}
