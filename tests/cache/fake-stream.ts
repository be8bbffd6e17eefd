import type { StoreChange } from '../../src/store/store.js';

/** A stream of changes that says what it is made to say. */
export class FakeStream implements AsyncIterable<StoreChange> {
  /** In their order; null is a pulse. */
  readonly #told: (StoreChange | null)[] = [];
  #error: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(readonly onPulse: () => void) {}

  pulse(): void {
    this.#told.push(null);
    this.#wake();
  }

  tell(change: StoreChange): void {
    this.#told.push(change);
    this.#wake();
  }

  fail(error: Error): void {
    this.#error = error;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StoreChange> {
    for (;;) {
      const told = this.#told.shift();
      if (told) yield told;
      else if (told === null) this.onPulse();
      else if (this.#error) throw this.#error;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }
}
