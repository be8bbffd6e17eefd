/** Numbers that look random and are the same for the same seed (mulberry32), so that every run measures the same content. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  }

  /** 0 up to, but not including, `below`. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  }

  of<T>(some: readonly T[]): T {
    return some[this.below(some.length)] as T;
  }

  /** Different ones, in the order in which they were drawn. */
  some<T>(count: number, from: readonly T[]): T[] {
    const drawn = new Set<T>();
    while (drawn.size < Math.min(count, from.length)) drawn.add(this.of(from));
    return [...drawn];
  }
}
