/**
 * Sends the batches of one request in waves: a batch waits until every answer of the wave before has come in and its
 * consumers have asked for more. So all that is asked of a collection at one depth is one command, however unevenly
 * the store answers; DataLoader's own schedule would send a second one for whoever came later.
 */
export class Waves {
  #waiting: (() => void)[] = [];
  #underWay = 0;

  /** DataLoader's `batchScheduleFn`. */
  readonly schedule = (dispatch: () => void): void => {
    this.#waiting.push(dispatch);
    if (this.#waiting.length === 1 && this.#underWay === 0) this.#flushSoon();
  };

  /** Counts a batch as under way until it settles. A batch must not wait for another loader: that would never end. */
  async track<R>(batch: Promise<R>): Promise<R> {
    this.#underWay += 1;
    try {
      return await batch;
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0 && this.#waiting.length > 0) this.#flushSoon();
    }
  }

  // After every promise job that is queued now and all that these queue, but before other requests have their turn: under load
  // that would cost each wave as much as a look-up does.
  #flushSoon(): void {
    Promise.resolve().then(() => process.nextTick(() => this.#flush()));
  }

  #flush(): void {
    if (this.#underWay > 0) return;
    const ready = this.#waiting;
    this.#waiting = [];
    for (const dispatch of ready) dispatch();
  }
}
