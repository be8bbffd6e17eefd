import MiniSearch from 'minisearch';
import type { Doc, TextIndexSpec } from '../store.js';
import type { Catalog } from './catalog.js';
import type { Database } from './database.js';
import { documentKey } from './entries.js';
import { indexPrefix, successor } from './keys.js';

interface Entry {
  id: string;
  words: string;
}

const split = (text: string) => text.split(' ');
const options = {
  fields: ['words'],
  tokenize: split,
  processTerm: (word: string) => word,
  autoVacuum: true,
};

/**
 * A text index in memory, built when it is first asked. Each time that it is asked it first takes in what the change log
 * has gained, so that it never lags behind the documents, whichever process has written them.
 */
export class TextIndex {
  #index = new MiniSearch<Entry>(options);
  #position: number | undefined;

  constructor(
    private readonly database: Database,
    private readonly catalog: Catalog,
    private readonly collection: string,
    private readonly spec: TextIndexSpec,
  ) {}

  /** The ids of the documents that hold any of these words. */
  find(words: string): string[] {
    this.#catchUp();
    const search = { combineWith: 'OR', prefix: false, fuzzy: false, tokenize: split } as const;
    return this.#index.search(words, search).map(({ id }) => id as string);
  }

  #catchUp(): void {
    const [last = 0] = this.database.log.getKeys({ reverse: true, limit: 1 });
    if (this.#position === last) return;
    if (this.#position === undefined || !this.#follow(this.#position)) this.#build();
    this.#position = last;
  }

  /** False where the log does not reach back so far. */
  #follow(position: number): boolean {
    const changed = new Set<string>();
    let expected = position + 1;
    for (const { key, value } of this.database.log.getRange({ start: position + 1 })) {
      if (key !== expected) return false;
      expected += 1;
      if (value.collection === this.collection) changed.add(value.id);
    }
    if (expected === position + 1) return false;
    const primary = this.catalog.primary(this.collection);
    for (const id of changed) {
      if (this.#index.has(id)) this.#index.discard(id);
      const document = this.database.docs.get(documentKey(primary, id));
      if (document !== undefined) this.#index.add(this.#entry(document));
    }
    return true;
  }

  #build(): void {
    this.#index = new MiniSearch<Entry>(options);
    const prefix = indexPrefix(this.catalog.primary(this.collection));
    for (const { value } of this.database.docs.getRange({ start: prefix, end: successor(prefix) })) {
      this.#index.add(this.#entry(value));
    }
  }

  #entry(document: Doc): Entry {
    const words = (document as Doc & Record<string, unknown>)[this.spec.field];
    return { id: document._id, words: Array.isArray(words) ? words.join(' ') : '' };
  }
}
