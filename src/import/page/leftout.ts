import type { Para } from './lines.js';
import type { Page } from './page.js';

/** What was left out of the page, and why. */
export class LeftOut {
  readonly #entries: Page['boilerplate'] = [];

  add(para: Para, reason: string): void {
    this.#entries.push({ line: para.line, text: para.text, reason });
  }

  /** In the order of the page. */
  entries(): Page['boilerplate'] {
    return this.#entries.sort((a, b) => a.line - b.line);
  }
}
