import type { StoreChange } from '../../src/store/store.js';

/** A stream of changes that says what it is made to say. */
export class FakeStream implements AsyncIterable<StoreChange> {
  readonly #changes: StoreChange[] = [];
  #error: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(readonly onPulse: () => void) {}

  pulse(): void {
    this.onPulse();
  }

  /** A driver takes note of a change's token, which counts as a pulse, before it hands the change on. */
  tell(change: StoreChange): void {
    this.onPulse();
    this.#changes.push(change);
    this.#wake();
  }

  fail(error: Error): void {
    this.#error = error;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StoreChange> {
    for (;;) {
      const change = this.#changes.shift();
      if (change) yield change;
      else if (this.#error) throw this.#error;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
