/**
 * The tags of what a request reads, each once. They come by the hundred and many times over, and not every answer is kept or
 * tagged: so they are told from one another when somebody asks.
 */
export class TagSet implements Iterable<string> {
  readonly #added: (string | readonly string[])[] = [];

  add(tags: string | readonly string[]): void {
    this.#added.push(tags);
  }

  [Symbol.iterator](): Iterator<string> {
    return new Set(this.#added.flat()).values();
  }
}
