import { type DocumentType, documentTypes } from '../../graph/document-types.js';
import type { Head } from './heads.js';

/** A document, loaded or stored. */
export interface Entry extends Head {
  /** Which document of the load it is. */
  number?: number;
  /** Of a section in this load; `chain` is of a stored one. */
  parent?: string;
}

/** The documents of one type by slug and by id; an id that is the slug as well is kept once. */
export class Shelf {
  readonly #bySlug = new Map<string, Entry>();
  readonly #byId = new Map<string, Entry>();

  put(entry: Entry): void {
    this.#bySlug.set(entry.slug, entry);
    if (entry.id !== entry.slug) this.#byId.set(entry.id, entry);
  }

  bySlug(slug: string): Entry | undefined {
    return this.#bySlug.get(slug);
  }

  byId(id: string): Entry | undefined {
    const entry = this.#byId.get(id) ?? this.#bySlug.get(id);
    return entry?.id === id ? entry : undefined;
  }

  find(slugOrId: string): Entry | undefined {
    return this.#bySlug.get(slugOrId) ?? this.#byId.get(slugOrId);
  }

  delete(entry: Entry): void {
    if (this.#bySlug.get(entry.slug) === entry) this.#bySlug.delete(entry.slug);
    if (this.#byId.get(entry.id) === entry) this.#byId.delete(entry.id);
  }
}

export const shelves = (): Record<DocumentType, Shelf> =>
  Object.fromEntries(documentTypes.map((type) => [type, new Shelf()])) as Record<DocumentType, Shelf>;
