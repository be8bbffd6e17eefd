import { collectionOf } from '../../content/index.js';
import { type ConceptType, conceptTypes } from '../../graph/document-types.js';
import { type NodeKey, parseNodeKey } from '../../graph/node.js';
import type { Doc, Store } from '../../store/store.js';
import { type StoredRole, StoredRoles } from '../catalogue/stored-roles.js';
import { chunks } from '../chunks.js';
import { type Knowledge, type KnownConcept, nameKey } from './knowledge.js';

/** The fields of all five kinds that telling names apart needs; each kind has some of them. */
interface Stored extends Doc {
  slug: string;
  name: string;
  names: Record<string, string>;
  aliases: { value: string }[];
  kind?: string | null;
  placeType?: string | null;
  countryCode?: string | null;
  countryId?: string | null;
  parentId?: string | null;
  placeId?: string | null;
  startsAt?: string | null;
  mergedIntoKey: NodeKey | null;
}

/** What the store knows now; a handful of commands for each call. */
export class StoreKnowledge implements Knowledge {
  constructor(private readonly store: Store) {}

  async named(names: readonly string[]): Promise<KnownConcept[]> {
    const keys = [...new Set(names.map(nameKey))];
    const found = await Promise.all(conceptTypes.map((type) => this.#canonical(type, keys)));
    const countries = await this.#countryCodes(found.flat());
    const roles = new StoredRoles(this.store);
    const people = found.flatMap((some, at) => (conceptTypes[at] === 'person' ? some : []));
    await roles.read(people.map(({ _id }) => _id));
    return found.flatMap((some, at) =>
      some.map((stored) => known(conceptTypes[at] as ConceptType, stored, countries, roles)),
    );
  }

  /** What has one of these names; instead of a concept that was merged away, the one that it was merged into. */
  async #canonical(type: ConceptType, keys: string[]): Promise<Stored[]> {
    const named = await this.#find(type, 'nameKeys', keys);
    const targets = named.flatMap(({ mergedIntoKey }) => (mergedIntoKey ? (parseNodeKey(mergedIntoKey) ?? []) : []));
    if (targets.length === 0) return named;
    const into = await this.#find(
      type,
      '_id',
      targets.map(({ id }) => id),
    );
    const standing = named.filter(({ mergedIntoKey }) => mergedIntoKey === null);
    return [...new Map([...standing, ...into].map((stored) => [stored._id, stored])).values()];
  }

  async #find(type: ConceptType, field: string, values: string[]): Promise<Stored[]> {
    const collection = this.store.collection<Stored>(collectionOf(type));
    const all = new Map<string, Stored>();
    for (const some of chunks(values)) {
      for (const stored of await collection.find({ [field]: { $in: some } }).toArray()) all.set(stored._id, stored);
    }
    return [...all.values()].sort((a, b) => (a._id < b._id ? -1 : 1));
  }

  async #countryCodes(found: Stored[]): Promise<Map<string, string>> {
    const ids = [...new Set(found.flatMap(({ countryId }) => countryId ?? []))];
    const places = await this.#find('place', '_id', ids);
    return new Map(places.flatMap(({ _id, countryCode }) => (countryCode ? [[_id, countryCode] as const] : [])));
  }
}

function known(type: ConceptType, stored: Stored, countries: Map<string, string>, roles: StoredRoles): KnownConcept {
  const countryCode = stored.countryCode ?? (stored.countryId ? countries.get(stored.countryId) : undefined);
  return {
    type,
    id: stored._id,
    slug: stored.slug,
    name: stored.name,
    otherNames: [...Object.values(stored.names), ...stored.aliases.map(({ value }) => value)],
    ...present({
      countryCode,
      kind: stored.kind ?? stored.placeType,
      parentId: stored.parentId,
      startsAt: stored.startsAt,
      placeId: stored.placeId,
    }),
    ...(type === 'person' ? { roles: roles.of(stored._id).map(post) } : {}),
  };
}

const post = (role: StoredRole) => ({
  title: role.title,
  ...present({ organisationId: role.organisationId, startedAt: role.startedAt, endedAt: role.endedAt }),
});

function present<T extends Record<string, string | null | undefined>>(fields: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: string;
  };
}
