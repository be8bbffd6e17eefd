import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { Query } from 'mingo';
import { openEmbedded } from '../../src/store/embedded/embedded.js';
import { compareStrings } from '../../src/store/embedded/values.js';
import type { CollectionSpec, Doc, Filter, FindOptions, Store } from '../../src/store/store.js';
import { collections, type Item, insert, item } from './newsroom.js';
import { randomCollections, randomDocuments, randomQuestion } from './random.js';

/** A store in a directory of its own, and how many documents it has read. */
async function temporary(declared: CollectionSpec[]) {
  const directory = await mkdtemp(join(tmpdir(), 'dateline-find-'));
  const reads = { count: 0 };
  const store = await openEmbedded({ directory, collections: declared, onRead: () => (reads.count += 1) });
  const remove = async () => {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { store, reads, remove };
}

describe('The embedded find answers as mingo does over an array', () => {
  it('for random documents and questions', async () => {
    const { store, remove } = await temporary(randomCollections);
    try {
      let stored: Doc[] = [];
      const sample = fc.tuple(randomDocuments(false), fc.array(randomQuestion(false), { minLength: 5, maxLength: 5 }));
      await fc.assert(
        fc.asyncProperty(sample, async ([documents, questions]) => {
          const cleared = stored.map(({ _id }) => ({ collection: 'things', deleteOne: { filter: { _id } } }));
          await store.write([...cleared, ...insert('things', ...documents)]);
          stored = documents;
          for (const { filter, sort, limit } of questions) {
            const found = await store.collection('things').find(filter, { sort, limit }).toArray();
            const cursor = new Query(withoutAstral(filter) as Filter, { scriptEnabled: false })
              .find<Doc>(withoutAstral(documents) as Doc[])
              .sort(sort);
            const expected = (limit === 0 ? cursor : cursor.limit(limit)).all();
            assert.deepEqual(ids(found), ids(expected), JSON.stringify({ filter, sort, limit }));
          }
        }),
        { numRuns: 300 },
      );
    } finally {
      await remove();
    }
  });
});

const ids = (documents: Doc[]) => documents.map(({ _id }) => _id);

/** mingo orders strings by UTF-16 code unit: here each astral character is replaced by the highest one of the BMP. */
function withoutAstral(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('😀', '\uffff');
  if (Array.isArray(value)) return value.map(withoutAstral);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutAstral(each)]));
}

describe('The embedded find reads little more than it returns', () => {
  const total = 5000;
  let store: Store;
  let reads: { count: number };
  let remove: () => Promise<void>;

  before(async () => {
    ({ store, reads, remove } = await temporary(collections));
    const all = Array.from({ length: total }, (_, n) =>
      item(n, { slug: `slug-${n}`, tags: [`t${n % 50}`, `u${n % 7}`], roles: [{ organisationId: `o${n % 100}` }] }),
    );
    await store.write(insert('items', ...all));
  });
  after(() => remove());
  beforeEach(() => {
    reads.count = 0;
  });

  const newest = { published: -1, _id: -1 } as const;

  async function costs(most: number, filter: Filter, options: FindOptions, expected: number): Promise<Item[]> {
    const found = await store.collection<Item>('items').find(filter, options).toArray();
    assert.equal(found.length, expected);
    assert.ok(reads.count <= most, `${reads.count} documents were read`);
    return found;
  }

  it('for ids and unique values', async () => {
    await costs(1, { _id: 'item-00007' }, {}, 1);
    reads.count = 0;
    await costs(3, { _id: { $in: ['item-00007', 'item-00008', 'nobody'] } }, { sort: newest }, 2);
    reads.count = 0;
    await costs(2, { slug: { $in: ['slug-1', 'slug-4000', 'none'] } }, {}, 2);
  });

  it('for a section page, and for the page after it', async () => {
    const page = await costs(20, { section: 'world' }, { sort: newest, limit: 20 }, 20);
    reads.count = 0;
    const { published, _id } = page[19] as Item;
    const after = { $or: [{ published: { $lt: published } }, { published, _id: { $lt: _id } }] };
    const filter = { section: 'world', published: { $lte: published }, ...after };
    const next = await costs(21, filter, { sort: newest, limit: 20 }, 20);
    assert.equal(next[0]?._id, 'item-04958');
    reads.count = 0;
    const backwards = { sort: { published: 1, _id: 1 }, limit: 20 } as const;
    assert.equal((await costs(20, { section: 'world' }, backwards, 20))[0]?._id, 'item-00000');
  });

  it('for several sections or tags in one order', async () => {
    await costs(22, { section: { $in: ['world', 'sport', 'none'] } }, { sort: newest, limit: 20 }, 20);
    reads.count = 0;
    const tags = { $in: Array.from({ length: 10 }, (_, n) => `t${n}`) };
    const found = await costs(40, { tags }, { sort: newest, limit: 20 }, 20);
    assert.deepEqual(ids(found).slice(0, 2), ['item-04959', 'item-04958']);
  });

  it('for elements of objects in arrays', async () => {
    await costs(50, { 'roles.organisationId': 'o7' }, {}, 50);
    reads.count = 0;
    await costs(50, { roles: { $elemMatch: { organisationId: 'o7' } } }, {}, 50);
  });

  it('for the newest of all, and for what a range of time holds', async () => {
    await costs(10, {}, { sort: newest, limit: 10 }, 10);
    reads.count = 0;
    const range = { published: { $gte: item(100).published, $lt: item(110).published } };
    await costs(10, range, { sort: newest }, 10);
    reads.count = 0;
    await costs(10, { $and: [range, { section: 'world' }] }, { sort: newest }, 5);
  });

  it('for each of many queries', async () => {
    const page = (tag: string) => [{ $match: { tags: tag } }, { $sort: newest }, { $limit: 3 }];
    const queries = Array.from({ length: 50 }, (_, n) => ({ collection: 'items', pipeline: page(`t${n}`) }));
    assert.equal((await store.aggregate(queries)).flat().length, 150);
    assert.ok(reads.count <= 150, `${reads.count} documents were read`);
  });
});

describe('Strings are ordered as UTF-8 bytes', () => {
  it('for any two strings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        assert.equal(Math.sign(compareStrings(a, b)), Buffer.from(a).compare(Buffer.from(b)));
      }),
    );
  });
});
