import { isDeepStrictEqual } from 'node:util';
import MiniSearch, { type Query } from 'minisearch';
import { StoreError } from '../errors.js';
import type { Doc, Filter, TextIndexSpec } from '../store.js';
import { atOnce, inSlices } from '../time-slice.js';
import type { Catalog } from './catalog.js';
import type { Database } from './database.js';
import { documentKey } from './entries.js';
import { indexPrefix, successor } from './keys.js';
import type { Stored } from './packed.js';
import { matcher } from './query.js';
import { frozen } from './values.js';

interface Entry {
  id: string;
  words: string;
}

const split = (text: string) => text.split(' ');
const options = {
  fields: ['words'],
  tokenize: split,
  processTerm: (word: string) => word,
  // It walks through the index while we change it, and then throws where nobody can catch it.
  autoVacuum: false,
};
const exactly = { prefix: false, fuzzy: false, tokenize: split } as const;
const batch = 50;
/** What was replaced or deleted stays in the index as dirt; when it is more than this and than half of the documents, the index is made anew. */
const mostDirt = 1000;

/** What a document must hold besides the words that are searched for. */
export interface WordConditions {
  /** One of each of these. */
  all: string[][];
  /** None of these. */
  none: string[];
}

/**
 * A text index in memory. It is made in small steps when it is first waited for, and then follows the change log, so that it
 * never lags behind the documents, whichever process has written them.
 */
export class TextIndex {
  #index = new MiniSearch<Entry>(options);
  #kept = new Map<string, Doc>();
  /** Up to here it knows the change log; undefined until it has been made. */
  #position: number | undefined;
  #catchingUp: Promise<void> | undefined;
  #closed = false;
  /** The last one: the hits of one search, their number and their facets are asked for one after the other. */
  #answer: { question: unknown[]; found: readonly Doc[] } | undefined;

  constructor(
    private readonly database: Database,
    private readonly catalog: Catalog,
    private readonly collection: string,
    private readonly spec: TextIndexSpec,
  ) {}

  get field(): string {
    return this.spec.field;
  }

  /** Whether what it keeps of a document has these fields. */
  keeps(fields: Iterable<string>): boolean {
    for (const field of fields) if (field !== '_id' && !this.spec.keeps.includes(field)) return false;
    return true;
  }

  /** Resolves when all that was committed by now is in it. To be waited for before `find`. */
  ready(): Promise<void> {
    this.#catchingUp ??= this.#catchUp().finally(() => {
      this.#catchingUp = undefined;
    });
    return this.#catchingUp;
  }

  close(): void {
    this.#closed = true;
  }

  /** What it keeps of the documents that hold any of these words and meet the conditions, `filter` on what it keeps too. Nobody may change it. */
  find(words: string, conditions: WordConditions, filter: Filter): readonly Doc[] {
    // What was committed since it was ready.
    atOnce(this.#position === undefined ? this.#make() : this.#follow());
    const question = [this.#position, words, conditions, filter];
    const before = this.#answer;
    if (before && isDeepStrictEqual(question, before.question)) return before.found;
    const found = this.#search(words, conditions).filter(matcher(filter));
    this.#answer = { question, found };
    return found;
  }

  #search(words: string, { all, none }: WordConditions): Doc[] {
    const any = (some: string[]): Query => ({ combineWith: 'OR', queries: some });
    const wanted: Query = { combineWith: 'AND', queries: [any(split(words)), ...all.map(any)] };
    const query: Query = none.length === 0 ? wanted : { combineWith: 'AND_NOT', queries: [wanted, any(none)] };
    return this.#index.search(query, exactly).map(({ id }) => this.#kept.get(id as string) as Doc);
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      this.database.root.resetReadTxn();
      const { dirtCount, documentCount } = this.#index;
      if (dirtCount > Math.max(mostDirt, documentCount / 2)) this.#position = undefined;
      const work = this.#position === undefined ? this.#make() : this.#follow();
      await inSlices(work, () => this.#resume());
      if (this.#position === this.#last()) return;
    }
  }

  /** After a pause: what was committed meanwhile is read. */
  #resume(): void {
    if (this.#closed) throw new StoreError('UNAVAILABLE', 'The store is closed.');
    this.database.root.resetReadTxn();
    this.catalog.refresh();
  }

  #last(): number {
    const [last = 0] = this.database.log.getKeys({ reverse: true, limit: 1 });
    return last;
  }

  /** Each batch reads what is committed then; what changes behind it is in the log. */
  *#make(): Generator<void> {
    this.#index = new MiniSearch<Entry>(options);
    this.#kept = new Map();
    const position = this.#last();
    const prefix = indexPrefix(this.catalog.primary(this.collection));
    let start = prefix;
    for (;;) {
      const documents = [...this.database.docs.getRange({ start, end: successor(prefix), limit: batch })];
      for (const { value } of documents) this.#put(value._id, value);
      if (documents.length < batch) break;
      start = successor((documents.at(-1) as { key: Buffer }).key);
      yield;
    }
    this.#position = position;
  }

  *#follow(): Generator<void> {
    while (this.#position !== undefined && this.#position !== this.#last()) {
      const changes = [...this.database.log.getRange({ start: this.#position + 1, limit: batch })];
      if (changes[0]?.key !== this.#position + 1) {
        // The log does not reach back so far.
        yield* this.#make();
        continue;
      }
      const primary = this.catalog.primary(this.collection);
      const changed = new Set(changes.flatMap(({ value }) => (value.collection === this.collection ? value.id : [])));
      for (const id of changed) this.#put(id, this.database.docs.get(documentKey(primary, id)));
      this.#position += changes.length;
      yield;
    }
  }

  #put(id: string, stored: Stored | undefined): void {
    if (this.#index.has(id)) this.#index.discard(id);
    this.#kept.delete(id);
    if (stored === undefined) return;
    const looked = [this.spec.field, ...this.spec.keeps];
    const fields = this.database.packing.unpack(stored, looked) as Doc & Record<string, unknown>;
    const words = fields[this.spec.field];
    this.#index.add({ id, words: Array.isArray(words) ? words.join(' ') : '' });
    const kept = this.spec.keeps.filter((field) => field in fields).map((field) => [field, fields[field]]);
    this.#kept.set(id, frozen({ _id: id, ...Object.fromEntries(kept) }));
  }
}
