/** The text is no news page: what was looked for, and what stood there instead. */
export class PageError extends Error {
  override readonly name = 'PageError';
  /** 1-based, where one line is to blame. */
  readonly line?: number;

  constructor(
    message: string,
    readonly expected: string,
    readonly found: string,
    line?: number,
  ) {
    super(`${message}: expected ${expected}, found ${found}`);
    if (line !== undefined) this.line = line;
  }
}
