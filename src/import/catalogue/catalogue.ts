import { namesOf } from '../../content/concept/concept.stored.js';
import { conceptTypes, type DocumentType } from '../../graph/document-types.js';
import { nameKey } from '../../graph/name-key.js';
import { fromGlobalId, type NodeKey, nodeKey, parseNodeKey } from '../../graph/node.js';
import type { ChainLink, References } from '../../graph/stored.js';
import type { Store } from '../../store/store.js';
import type { CheckedDocument, Reference } from '../item.js';
import { Heads, union, type Wanted, want } from './heads.js';
import { type Entry, shelves } from './shelf.js';
import { type Asking, StoredRoles } from './stored-roles.js';

const nothing: Asking = { queries: [], take: () => undefined };

export type Claim = { id: string } | { taken: number } | { pointer: string; message: string };

/**
 * Every document that a load contains or points at, by type, slug and id: gives documents their ids and turns references
 * into what is stored. A document of the load stands before the stored one of the same slug or id.
 */
export class Catalogue implements References {
  readonly roles: StoredRoles;
  readonly #loaded = shelves();
  readonly #stored = shelves();
  /** What was pointed at and is not in the store: it may yet come. */
  readonly #missing = new Set<string>();
  readonly #heads: Heads;

  constructor(store: Store) {
    this.roles = new StoredRoles(store);
    this.#heads = new Heads(store);
  }

  /**
   * Reads what the store has under the documents' own slugs and ids, and of what they point at: once, or `again` when
   * somebody else may have written some of it since. What is pointed at by its slug comes with the same command; a slug
   * stands before an id.
   */
  async read(documents: readonly CheckedDocument[], again = false): Promise<void> {
    if (again) this.#heads.forget();
    const own: Wanted = new Map();
    const pointedAt: Wanted = new Map();
    for (const { type, input, references } of documents) {
      want(own, type, input.slug);
      if (input.id !== undefined) want(own, type, input.id);
      for (const reference of references) {
        const target = targetOf(reference);
        const key = target ? nodeKey(target.type, target.value) : reference.value;
        if (target && (again || !(this.#find(target.type, target.value) || this.#missing.has(key)))) {
          want(pointedAt, target.type, target.value);
        }
        if (!target || !this.#find(target.type, target.value)) this.#missing.add(key);
      }
    }
    const all = union(own, pointedAt);
    // Most ids are slugs: then the roles of people who are pointed at need no command of their own.
    const people = this.#heads.hasNone('person') ? [] : (pointedAt.get('person') ?? []);
    await this.#readHeads({ slug: all, _id: own }, this.roles.asking(people));
    const byId = this.#notFound(pointedAt, own);
    if (byId.size > 0) await this.#readHeads({ _id: byId });
    await this.#readMerges(all);
  }

  /** What the store has nothing of so far, and has not been asked for in every way. */
  #notFound(wanted: Wanted, asked: Wanted): Wanted {
    const missing: Wanted = new Map();
    for (const [type, values] of wanted) {
      if (this.#heads.hasNone(type)) continue;
      for (const value of values)
        if (!this.#stored[type].find(value) && !asked.get(type)?.has(value)) want(missing, type, value);
    }
    return missing;
  }

  /** Whether anything was pointed at that is neither in the store nor in the load. */
  lacks(): boolean {
    return [...this.#missing].some((key) => {
      const target = parseNodeKey(key) as { type: DocumentType; id: string } | undefined;
      return !target || !this.#find(target.type, target.id);
    });
  }

  /** Gives a document of the load its id, or says what stands against it: another one of the load, or of the store. */
  claim({ type, input, merging }: CheckedDocument, number: number): Claim {
    const bySlug = this.#stored[type].bySlug(input.slug);
    const id: string = input.id ?? bySlug?.id ?? input.slug;
    const twin = this.#loaded[type].bySlug(input.slug) ?? this.#loaded[type].byId(id);
    if (twin?.number !== undefined && twin.number !== number) return { taken: twin.number };
    if (bySlug && bySlug.id !== id) {
      return {
        pointer: '/slug',
        message: `the slug '${input.slug}' belongs to another ${type}, whose id is '${bySlug.id}'`,
      };
    }
    const byId = this.#stored[type].byId(id);
    if (input.id === undefined && byId && byId.slug !== input.slug) {
      return {
        pointer: '/slug',
        message: `'${id}' is the id of the ${type} '${byId.slug}'; give this one an id of its own`,
      };
    }
    const names = namesOf(input);
    // What is found in a page knows of no merge: the stored one holds.
    const mergedInto = input.mergedInto ?? (merging ? byId?.mergedInto : undefined);
    this.#loaded[type].put({
      id,
      slug: input.slug,
      number,
      ...(names.length > 0 && { names }),
      ...(mergedInto !== undefined && { mergedInto }),
      // A page that names a section says nothing of where that section stands.
      ...(merging && byId?.chain ? { chain: byId.chain } : input.parent !== undefined && { parent: input.parent }),
      ...(input.translationOf !== undefined && { storyId: input.translationOf }),
      ...(input.kind === 'LIVEBLOG' && { liveBlog: true }),
    });
    return { id };
  }

  /** Takes a document out again that turned out to be wrong. */
  release({ type, input }: CheckedDocument, number: number): void {
    const entry = this.#loaded[type].bySlug(input.slug);
    if (entry?.number === number) this.#loaded[type].delete(entry);
  }

  has(reference: Reference): boolean {
    const target = targetOf(reference);
    return (
      target !== undefined &&
      reference.types.includes(target.type) &&
      this.#find(target.type, target.value) !== undefined
    );
  }

  /** The id that a document of the load was given; undefined for one that has none, or no longer. */
  idOf({ type, input }: CheckedDocument, number: number): string | undefined {
    const entry = this.#loaded[type].bySlug(input.slug);
    return entry?.number === number ? entry.id : undefined;
  }

  /** The number of the document of the load that a reference leads to. */
  numberOf(reference: Reference): number | undefined {
    const target = targetOf(reference);
    return target && this.#find(target.type, target.value)?.number;
  }

  /** Whether the store has a document of this id, as far as has been read. */
  isStored(type: DocumentType, id: string): boolean {
    return this.#stored[type].byId(id) !== undefined;
  }

  id(type: DocumentType, reference: string): string {
    const entry = this.#find(type, targetOf({ types: [type], value: reference, pointer: '' })?.value ?? reference);
    if (!entry) throw new Error(`The reference to the ${type} '${reference}' was not checked.`);
    return entry.id;
  }

  key(reference: string): NodeKey {
    const target = targetOf({ types: conceptTypes, value: reference, pointer: '' });
    if (!target) throw new Error(`The reference '${reference}' was not checked.`);
    return nodeKey(target.type, this.id(target.type, target.value));
  }

  canonical(concept: NodeKey): NodeKey {
    const on = [concept];
    for (;;) {
      const into = this.#known(on.at(-1) as NodeKey)?.mergedInto;
      const target = into === undefined ? undefined : targetOf({ types: conceptTypes, value: into, pointer: '' });
      const entry = target && this.#find(target.type, target.value);
      const next = target && entry && nodeKey(target.type, entry.id);
      if (!next || on.includes(next)) return on.at(-1) as NodeKey;
      on.push(next);
    }
  }

  organisation(id: string): string {
    const standing = parseNodeKey(this.canonical(nodeKey('organisation', id)));
    return standing?.type === 'organisation' ? standing.id : id;
  }

  names(concept: NodeKey): readonly string[] {
    return this.#known(concept)?.names ?? [];
  }

  #known(concept: NodeKey): Entry | undefined {
    const { type, id } = parseNodeKey(concept) as { type: DocumentType; id: string };
    return this.#loaded[type].byId(id) ?? this.#stored[type].byId(id);
  }

  /** Reads what stored concepts were merged into, on to where that ends. */
  async #readMerges(read: Wanted): Promise<void> {
    for (let last = read; last.size > 0; ) {
      const next: Wanted = new Map();
      for (const [type, values] of last) {
        for (const value of values) {
          const into = this.#stored[type].find(value)?.mergedInto as NodeKey | undefined;
          if (into === undefined || this.#known(into)) continue;
          const target = parseNodeKey(into) as { type: DocumentType; id: string };
          want(next, target.type, target.id);
        }
      }
      if (next.size > 0) await this.#readHeads({ _id: next });
      last = next;
    }
  }

  role(personId: string, title: string, organisationId?: string): string | undefined {
    const wanted = nameKey(title);
    const where = organisationId && this.organisation(organisationId);
    return this.roles
      .of(personId)
      .find((role) => nameKey(role.title) === wanted && (where === undefined || role.organisationId === where))?._id;
  }

  sectionChain(reference: string, below: readonly string[] = []): readonly ChainLink[] {
    const entry = this.#find('section', targetOf({ types: ['section'], value: reference, pointer: '' })?.value ?? '');
    if (!entry) throw new Error(`The reference to the section '${reference}' was not checked.`);
    const own = { id: entry.id, slug: entry.slug };
    if (below.includes(entry.id)) return [own];
    const seen = [...below, entry.id];
    if (entry.chain === undefined) {
      return entry.parent === undefined ? [own] : [own, ...this.sectionChain(entry.parent, seen)];
    }
    // What this load moves stands elsewhere than the store says.
    const moved = entry.chain.findIndex(({ id }, at) => at > 0 && this.#loaded.section.byId(id));
    if (moved < 0) return entry.chain;
    return [...entry.chain.slice(0, moved), ...this.sectionChain((entry.chain[moved] as ChainLink).id, seen)];
  }

  story(reference: string, on: readonly string[] = []): string {
    const entry = this.#find('article', targetOf({ types: ['article'], value: reference, pointer: '' })?.value ?? '');
    if (!entry) throw new Error(`The reference to the article '${reference}' was not checked.`);
    const next = entry.storyId === entry.id || on.includes(entry.id) ? undefined : entry.storyId;
    if (next === undefined) return entry.id;
    // What the store has of the original may not be in the catalogue: then nothing in this load changes it.
    return this.#find('article', next) ? this.story(next, [...on, entry.id]) : next;
  }

  isLiveBlog(reference: string): boolean {
    const value = targetOf({ types: ['article'], value: reference, pointer: '' })?.value ?? reference;
    return this.#find('article', value)?.liveBlog === true;
  }

  /** Reads the roles of the people among the documents, and those that are not known yet of the people whom they point at. */
  async readRoles(documents: readonly CheckedDocument[]): Promise<void> {
    const people = new Set<string>();
    const add = (value: string) => {
      const id = this.#find('person', value)?.id;
      if (id !== undefined && this.isStored('person', id)) people.add(id);
    };
    for (const { type, input, references } of documents) {
      if (type === 'person') {
        this.roles.forget(this.#find('person', input.slug)?.id ?? '');
        add(input.slug);
      }
      for (const reference of references) {
        const target = targetOf(reference);
        if (target?.type === 'person') add(target.value);
      }
    }
    await this.roles.read(people);
  }

  #find(type: DocumentType, value: string): Entry | undefined {
    return this.#loaded[type].find(value) ?? this.#stored[type].find(value);
  }

  async #readHeads(wanted: Parameters<Heads['read']>[0], also: Asking = nothing): Promise<void> {
    const found = await this.#heads.read(wanted, also);
    for (const byType of Object.values(wanted))
      for (const [type, values] of byType) for (const value of values) this.#forget(type, value);
    for (const { type, head } of found) this.#stored[type].put(head);
  }

  /** What the store had may be gone, or be called otherwise by now. */
  #forget(type: DocumentType, value: string): void {
    const known = this.#stored[type].find(value);
    if (known) this.#stored[type].delete(known);
  }
}

/** `type:slug` where the reference names its type, a global id, or the plain slug or id of the only type that it can be. */
function targetOf({ types, value }: Reference): { type: DocumentType; value: string } | undefined {
  const [only] = types;
  const global = fromGlobalId(value);
  if (global && types.includes(global.type as DocumentType))
    return { type: global.type as DocumentType, value: global.id };
  if (types.length === 1 && only) return { type: only, value };
  const key = parseNodeKey(value);
  return key && types.includes(key.type as DocumentType)
    ? { type: key.type as DocumentType, value: key.id }
    : undefined;
}
