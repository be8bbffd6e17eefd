import type { CollectionSpec, IndexSpec } from '../store.js';
import type { Database } from './database.js';
import { addEntries, fieldsOf } from './entries.js';
import { type Index, indexPrefix, successor } from './keys.js';

interface Content {
  generation: number;
  next: number;
  indexes: Index[];
}

/**
 * Which indexes exist. It is kept in the database, not in the process: a process that was started with older declarations
 * goes on maintaining what a newer one has added.
 */
export class Catalog {
  #content: Content = { generation: 0, next: 1, indexes: [] };
  #primary = new Map<string, Index>();
  #secondary = new Map<string, Index[]>();

  constructor(private readonly database: Database) {}

  primary(collection: string): Index {
    return this.#primary.get(collection) as Index;
  }

  secondary(collection: string): Index[] {
    return this.#secondary.get(collection) ?? [];
  }

  /** Takes in what other processes have changed. To be called at the start of every operation. */
  refresh(): this {
    const generation = this.database.meta.get('generation') ?? 0;
    if (generation === this.#content.generation) return this;
    this.#content = this.database.meta.get('catalog') as Content;
    this.#primary.clear();
    this.#secondary.clear();
    for (const index of this.#content.indexes) {
      if (index.name === PRIMARY) this.#primary.set(index.collection, index);
      else this.#secondary.set(index.collection, [...this.secondary(index.collection), index]);
    }
    return this;
  }

  /** After a transaction that was given up: what it changed here never happened. */
  forget(): void {
    this.#content = { generation: -1, next: 1, indexes: [] };
  }

  /** In a write transaction. */
  #save(indexes: Index[], next = this.#content.next): void {
    const generation = this.#content.generation + 1;
    this.database.meta.putSync('catalog', { generation, next, indexes } satisfies Content);
    this.database.meta.putSync('generation', generation);
    this.refresh();
  }

  /** In a write transaction: from now on these paths of the index hold arrays. */
  markMultikey(index: Index, paths: string[]): void {
    if (paths.every((path) => index.multikey.includes(path))) return;
    const multikey = [...new Set([...index.multikey, ...paths])];
    this.#save(this.#content.indexes.map((each) => (each.number === index.number ? { ...each, multikey } : each)));
  }

  /** Makes the stored indexes those that are declared: drops, adds and rebuilds in one transaction. */
  reconcile(specs: readonly CollectionSpec[]): void {
    this.refresh();
    if (this.#matches(specs)) return;
    this.database.root.transactionSync(() => {
      this.refresh();
      for (const spec of specs) {
        if (!this.#primary.has(spec.name)) this.#add(spec.name, { name: PRIMARY, key: { _id: 1 }, serves: '' });
        for (const index of this.secondary(spec.name)) {
          if (!spec.indexes.some((declared) => same(index, declared))) this.#drop(index);
        }
        for (const declared of spec.indexes) {
          if (!this.secondary(spec.name).some((index) => same(index, declared))) this.#build(spec.name, declared);
        }
      }
    });
  }

  #matches(specs: readonly CollectionSpec[]): boolean {
    return specs.every(
      ({ name, indexes }) =>
        this.#primary.has(name) &&
        this.secondary(name).length === indexes.length &&
        indexes.every((declared) => this.secondary(name).some((index) => same(index, declared))),
    );
  }

  #add(collection: string, spec: IndexSpec): Index {
    const declared: Index['parts'] = Object.entries(spec.key);
    const parts: Index['parts'] = '_id' in spec.key ? declared : [...declared, ['_id', 1]];
    const index: Index = {
      number: this.#content.next,
      collection,
      name: spec.name,
      parts,
      declared: declared.length,
      unique: spec.unique ?? false,
      multikey: [],
    };
    this.#save([...this.#content.indexes, index], index.number + 1);
    return index;
  }

  #drop(index: Index): void {
    const prefix = indexPrefix(index);
    const range = { start: prefix, end: successor(prefix) };
    for (const key of [...this.database.entries.getKeys(range)]) this.database.entries.removeSync(key);
    this.#save(this.#content.indexes.filter((each) => each.number !== index.number));
  }

  #build(collection: string, spec: IndexSpec): void {
    const index = this.#add(collection, spec);
    const prefix = indexPrefix(this.primary(collection));
    const multikey = new Set<string>();
    const { docs, packing } = this.database;
    for (const { value } of docs.getRange({ start: prefix, end: successor(prefix) })) {
      const document = packing.unpack(value, fieldsOf(index));
      for (const path of addEntries(this.database, this.primary(collection), index, document)) multikey.add(path);
    }
    this.markMultikey(index, [...multikey]);
  }
}

export const PRIMARY = '_id_';

function same(index: Index, spec: IndexSpec): boolean {
  const key = index.parts.slice(0, index.declared);
  return (
    index.name === spec.name &&
    index.unique === (spec.unique ?? false) &&
    JSON.stringify(key) === JSON.stringify(Object.entries(spec.key))
  );
}
