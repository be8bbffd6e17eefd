/** A list of numbers that grows, at 8 bytes each. */
export class Numbers {
  length = 0;
  #values = new Float64Array(64);

  /** @returns the number itself */
  push(value: number): number {
    if (this.length === this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
    return value;
  }

  at(index: number): number {
    const value = this.#values[index];
    if (value === undefined || index >= this.length) throw new RangeError(`there is no number ${index}`);
    return value;
  }
}
