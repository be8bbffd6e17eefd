import { collectionOf } from '../content/index.js';
import type { Role } from '../content/role/role.type.js';
import { conceptTypes, type DocumentType } from '../graph/document.js';
import { nameKey } from '../graph/name-key.js';
import { fromGlobalId, type NodeKey, nodeKey, parseNodeKey } from '../graph/node.js';
import type { ChainLink, References } from '../graph/stored.js';
import type { Doc, Store } from '../store/store.js';
import type { CheckedDocument, Item, Reference } from './item.js';

/** Longest `$in` list that is sent at once. */
const chunkSize = 1000;

export type StoredRole = Omit<Role, 'id' | '__typename'>;

/** What is known of a document, loaded or stored, without reading it whole. */
interface Entry {
  type: DocumentType;
  id: string;
  slug: string;
  names: readonly string[];
  /** Of a concept that was merged: what into. */
  mergedInto?: string | undefined;
  /** Of a stored section: itself and all above it. */
  chain?: readonly ChainLink[];
  /** Of a section in this load. */
  parent?: string;
  /** Of an article: the original of its story as the store has it, or what it is a translation of in this load. */
  storyId?: string;
}

type StoredHead = Doc & {
  mergedIntoKey?: NodeKey | null;
  slug: string;
  path?: string;
  pathIds?: string[];
  storyId?: string;
  name?: string;
  names?: Record<string, string>;
  aliases?: { value: string }[];
};

/**
 * Every document that a load contains or points at, by type, slug and id: gives documents their ids and turns references
 * into what is stored. A document of the load stands before the stored one of the same slug or id.
 */
export class Catalogue implements References {
  readonly #loaded = new Map<string, Entry>();
  readonly #stored = new Map<string, Entry>();
  readonly #roles = new Map<string, StoredRole[]>();

  private constructor(private readonly store: Store) {}

  /** Reads what the items point at from the store, with a few commands a type. */
  static async of(items: readonly Item[], store: Store): Promise<Catalogue> {
    const catalogue = new Catalogue(store);
    const wanted = new Map<DocumentType, Set<string>>();
    const want = (type: DocumentType, value: string) => wanted.set(type, (wanted.get(type) ?? new Set()).add(value));
    for (const { documents } of items) {
      for (const { type, input, references } of documents) {
        want(type, input.slug);
        if (input.id !== undefined) want(type, input.id);
        for (const reference of references) {
          const target = targetOf(reference);
          if (target) want(target.type, target.value);
        }
      }
    }
    await Promise.all([...wanted].map(([type, values]) => catalogue.#readHeads(type, [...values])));
    await catalogue.#readMerges();
    const people = [...(wanted.get('person') ?? [])].flatMap((value) => catalogue.#find('person', value)?.id ?? []);
    await catalogue.#readRoles(people);
    return catalogue;
  }

  /** Gives a document of the load its id, or says what stands against it. */
  claim({ type, input, merging }: CheckedDocument): { id: string } | { pointer: string; message: string } {
    const bySlug = this.#stored.get(`${type}:slug:${input.slug}`);
    const id: string = input.id ?? bySlug?.id ?? input.slug;
    if (bySlug && bySlug.id !== id) {
      return {
        pointer: '/slug',
        message: `the slug '${input.slug}' belongs to another ${type}, whose id is '${bySlug.id}'`,
      };
    }
    const byId = this.#stored.get(`${type}:id:${id}`);
    if (input.id === undefined && byId && byId.slug !== input.slug) {
      return {
        pointer: '/slug',
        message: `'${id}' is the id of the ${type} '${byId.slug}'; give this one an id of its own`,
      };
    }
    this.#put(this.#loaded, {
      type,
      id,
      slug: input.slug,
      names: namesOf(input),
      // What is found in a page knows of no merge: the stored one holds.
      mergedInto: input.mergedInto ?? (merging ? byId?.mergedInto : undefined),
      // A page that names a section says nothing of where that section stands.
      ...(merging && byId?.chain ? { chain: byId.chain } : { parent: input.parent }),
      storyId: input.translationOf,
    });
    return { id };
  }

  /** Takes a document out again that turned out to be wrong. */
  release(type: DocumentType, id: string, slug: string): void {
    this.#loaded.delete(`${type}:slug:${slug}`);
    this.#loaded.delete(`${type}:id:${id}`);
  }

  has(reference: Reference): boolean {
    const target = targetOf(reference);
    return (
      target !== undefined &&
      reference.types.includes(target.type) &&
      this.#find(target.type, target.value) !== undefined
    );
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
      const next = entry && nodeKey(entry.type, entry.id);
      if (!next || on.includes(next)) return on.at(-1) as NodeKey;
      on.push(next);
    }
  }

  names(concept: NodeKey): readonly string[] {
    return this.#known(concept)?.names ?? [];
  }

  #known(concept: NodeKey): Entry | undefined {
    const { type, id } = parseNodeKey(concept) as { type: DocumentType; id: string };
    return this.#loaded.get(`${type}:id:${id}`) ?? this.#stored.get(`${type}:id:${id}`);
  }

  /** Reads what stored concepts were merged into, on to where that ends. */
  async #readMerges(): Promise<void> {
    const read = new Set<string>();
    for (;;) {
      const wanted = [...this.#stored.values()].flatMap(({ mergedInto }) =>
        mergedInto && !read.has(mergedInto) && !this.#known(mergedInto as NodeKey) ? mergedInto : [],
      );
      if (wanted.length === 0) return;
      for (const type of conceptTypes) {
        const ids = wanted.flatMap((key) => (parseNodeKey(key)?.type === type ? (parseNodeKey(key)?.id ?? []) : []));
        if (ids.length > 0) await this.#readHeads(type, [...new Set(ids)]);
      }
      for (const key of wanted) read.add(key);
    }
  }

  role(personId: string, title: string, organisationId?: string): string | undefined {
    const wanted = nameKey(title);
    return this.roles(personId).find(
      (role) =>
        nameKey(role.title) === wanted && (organisationId === undefined || role.organisationId === organisationId),
    )?._id;
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
    const moved = entry.chain.findIndex(({ id }, at) => at > 0 && this.#loaded.has(`section:id:${id}`));
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

  /** The person's roles: those stored, with what this load has changed so far. */
  roles(personId: string): readonly StoredRole[] {
    return this.#roles.get(personId) ?? [];
  }

  setRoles(personId: string, roles: StoredRole[]): void {
    this.#roles.set(personId, roles);
  }

  #find(type: DocumentType, value: string): Entry | undefined {
    for (const entries of [this.#loaded, this.#stored]) {
      const entry = entries.get(`${type}:slug:${value}`) ?? entries.get(`${type}:id:${value}`);
      if (entry) return entry;
    }
    return undefined;
  }

  #put(entries: Map<string, Entry>, entry: Entry): void {
    entries.set(`${entry.type}:slug:${entry.slug}`, entry);
    entries.set(`${entry.type}:id:${entry.id}`, entry);
  }

  async #readHeads(type: DocumentType, values: string[]): Promise<void> {
    const collection = this.store.collection<StoredHead>(collectionOf(type));
    const projection = {
      slug: 1,
      path: 1,
      pathIds: 1,
      storyId: 1,
      name: 1,
      names: 1,
      aliases: 1,
      mergedIntoKey: 1,
    } as const;
    for (const field of ['_id', 'slug']) {
      for (const some of chunks(values)) {
        for (const head of await collection.find({ [field]: { $in: some } }, { projection }).toArray()) {
          this.#put(this.#stored, {
            type,
            id: head._id,
            slug: head.slug,
            names: namesOf(head),
            ...(head.mergedIntoKey ? { mergedInto: head.mergedIntoKey } : {}),
            ...(head.pathIds === undefined ? {} : { chain: chainOf(head.path ?? '', head.pathIds) }),
            ...(head.storyId === undefined ? {} : { storyId: head.storyId }),
          });
        }
      }
    }
  }

  async #readRoles(personIds: string[]): Promise<void> {
    const collection = this.store.collection<StoredRole>(collectionOf('role'));
    for (const some of chunks(personIds)) {
      for (const role of await collection.find({ personId: { $in: some } }).toArray()) {
        this.#roles.set(role.personId, [...this.roles(role.personId), role]);
      }
    }
  }
}

export function chunks<T>(all: readonly T[], size = chunkSize): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
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

/** A path names the top first, `pathIds` the section itself. */
function chainOf(path: string, ids: readonly string[]): ChainLink[] {
  const slugs = path.split('/').reverse();
  return ids.map((id, at) => ({ id, slug: slugs[at] ?? '' }));
}

function namesOf(named: { name?: string; names?: Record<string, string>; aliases?: { value: string }[] }): string[] {
  if (named.name === undefined) return [];
  return [
    ...new Set([named.name, ...Object.values(named.names ?? {}), ...(named.aliases ?? []).map(({ value }) => value)]),
  ];
}
