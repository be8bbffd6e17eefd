import type { CollectionSpec, Doc, Write } from '../../src/store/store.js';

/** The collections that the store's tests use. */
export const collections: CollectionSpec[] = [
  {
    name: 'items',
    indexes: [
      { name: 'bySlug', key: { slug: 1 }, unique: true, serves: 'one item by its slug' },
      { name: 'bySource', key: { 'source.system': 1, 'source.id': 1 }, unique: true, serves: 'imports' },
      { name: 'bySection', key: { section: 1, published: -1, _id: -1 }, serves: 'section pages, newest first' },
      { name: 'byTag', key: { tags: 1, published: -1, _id: -1 }, serves: 'tag pages, newest first' },
      { name: 'byOrganisation', key: { 'roles.organisationId': 1, _id: 1 }, serves: 'people of an organisation' },
      { name: 'byPublished', key: { published: 1, _id: 1 }, serves: 'everything, newest first' },
    ],
    text: { name: 'words', field: 'tags', keeps: ['section', 'n'], serves: 'items by the words of their tags' },
  },
  { name: 'parts', indexes: [{ name: 'byItem', key: { itemId: 1, _id: 1 }, serves: 'parts of an item' }] },
  { name: 'notes', indexes: [] },
  { name: 'extras', indexes: [] },
  { name: 'log', indexes: [], log: { kept: 1_000_000 } },
];

export interface Item extends Doc {
  version?: number;
  slug?: string | null;
  section?: string;
  published?: Date;
  headline?: string;
  tags?: string[];
  roles?: { organisationId: string; title?: string }[];
  source?: { system?: string; id?: string | null };
}

/** Newest last: item n was published n minutes after the first one. */
export function item(n: number, more: Partial<Item> = {}): Item {
  return {
    _id: `item-${String(n).padStart(5, '0')}`,
    section: n % 2 === 0 ? 'world' : 'sport',
    published: new Date(Date.UTC(2024, 0, 1) + n * 60_000),
    headline: `Item ${n}`,
    ...more,
  };
}

export const insert = (collection: string, ...documents: Doc[]): Write[] =>
  documents.map((document) => ({ collection, insertOne: { document } }));

export const put = (collection: string, replacement: Doc): Write => ({
  collection,
  replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true },
});

export const remove = (collection: string, id: string): Write => ({ collection, deleteOne: { filter: { _id: id } } });

export const append = (collection: string, ...documents: object[]): Write[] =>
  documents.map((document) => ({ collection, append: { document } }));

/** An item, one part of it in each of three other collections, and an entry in the log: all of it is there, or none. */
export function itemWithParts(id: string): Write[] {
  const parts = ['parts', 'notes', 'extras'].map((collection) => put(collection, { _id: id, itemId: id } as Doc));
  const item = put('items', { _id: id, slug: id, section: 'world', published: new Date(0) } as Item);
  return [item, ...append('log', { itemId: id }), ...parts];
}
