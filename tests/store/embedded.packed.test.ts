import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { open } from 'lmdb';
import { openEmbedded } from '../../src/store/embedded/embedded.js';
import { projector } from '../../src/store/embedded/project.js';
import { runStages } from '../../src/store/embedded/query.js';
import { asRecords } from '../../src/store/embedded/shapes.js';
import { plain } from '../../src/store/embedded/values.js';
import type { CollectionSpec, Doc } from '../../src/store/store.js';
import { insert, put } from './newsroom.js';
import { randomCollections, randomDocuments, randomQuestion } from './random.js';

const long = (name: string) => name + 'l'.repeat(800);
const indexes = [
  { name: 'byCode', key: { codes: 1 }, unique: true, serves: 'test' },
  { name: 'byPart', key: { 'parts.name': 1, small: 1 }, serves: 'test' },
] as const;
const declared: CollectionSpec[] = [{ name: 'things', indexes }];
const thing = (n: number) => ({
  _id: `thing-${n}`,
  small: n % 2,
  codes: [long(`code ${n} `)],
  parts: [{ name: `part ${n}`, text: long('') }, { name: 'all' }],
});

/** Each names the fields that it looks at in another way. */
const pipelines: Record<string, unknown>[][] = [
  [{ $project: { tags: 0 } }],
  [{ $project: { _id: 0, 'roles.who': 0 } }],
  [{ $project: { 'roles.who': 1, tags: 1 } }],
  [{ $project: { roles: { who: 1 } } }],
  [{ $project: { tags: true } }],
  [{ $project: { size: { $size: { $ifNull: ['$tags', []] } } } }],
  [{ $project: { all: { $getField: 'tags' } } }],
  [{ $project: { word: 1 } }, { $project: { word: 0 } }],
  [{ $unwind: '$tags' }, { $group: { _id: '$tags', count: { $sum: 1 } } }],
  [{ $group: { _id: null, roles: { $push: '$roles' } } }],
  [{ $group: { _id: null, all: { $push: '$$ROOT' } } }],
  [{ $facet: { tags: [{ $project: { tags: 1 } }], roles: [{ $match: { 'roles.who': 'a' } }, { $count: 'n' }] } }],
  [{ $match: { $expr: { $in: ['a', { $ifNull: ['$tags', []] }] } } }, { $project: { word: 1 } }],
  [{ $match: { word: 'a' } }, { $match: { $nor: [{ tags: 'a' }] } }, { $count: 'n' }],
];

describe('Large fields in the embedded store', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'dateline-packed-'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  it('are in every answer as they were written', async () => {
    const store = await openEmbedded({ directory: join(root, 'random'), collections: randomCollections });
    const things = store.collection('things');
    const large = fc.constantFrom<Record<string, unknown>>({}, { more: { text: long('') } }, { more: [long('a'), {}] });
    const documents = fc
      .tuple(randomDocuments(true), fc.array(large, { minLength: 25, maxLength: 25 }))
      .map(([documents, more]) => plain(documents.map((each, n) => ({ ...each, ...more[n] }))));
    const projections = fc.constantFrom<Record<string, 0 | 1>>(
      { tags: 0, more: 0 },
      { _id: 1, roles: 0 },
      { 'roles.who': 1 },
      { 'more.text': 0 },
      { more: 1, word: 1 },
    );
    const sample = fc.tuple(documents, randomQuestion(true), projections, fc.constantFrom(...pipelines));
    let stored: Doc[] = [];
    try {
      await fc.assert(
        fc.asyncProperty(sample, async ([documents, { filter, sort, limit }, projection, pipeline]) => {
          const cleared = stored.map(({ _id }) => ({ collection: 'things', deleteOne: { filter: { _id } } }));
          await store.write([...cleared, ...insert('things', ...documents)]);
          stored = documents;
          const byId = new Map<string, Doc>(documents.map((each) => [each._id, each]));
          const found = await things.find(filter, { sort, limit }).toArray();
          const expected = found.map(({ _id }) => byId.get(_id) as Doc);
          assert.deepEqual(found, expected);
          const parts = await things.find(filter, { sort, limit, projection }).toArray();
          assert.deepEqual(parts, expected.map(projector(projection)));
          const match = { $match: filter };
          const first = [match, { $sort: sort }, ...(limit ? [{ $limit: limit }] : [])];
          const [rows] = await store.aggregate([{ collection: 'things', pipeline: [...first, ...pipeline] }]);
          assert.deepEqual(rows, runStages(pipeline, expected));
        }),
        { numRuns: 500 },
      );
    } finally {
      await store.close();
    }
  });

  it('are unpacked for those alone who look at them', async () => {
    const unpacked: string[] = [];
    const onUnpack = (field: string) => unpacked.push(field);
    const store = await openEmbedded({ directory: join(root, 'counted'), collections: declared, onUnpack });
    const aggregate = (...pipeline: object[]) =>
      store.aggregate([{ collection: 'things', pipeline: pipeline.map((stage) => ({ ...stage })) }]);
    const costs = async (expected: string[], answer: Promise<unknown>) => {
      await answer;
      assert.deepEqual(unpacked.splice(0), expected);
    };
    try {
      await store.write(insert('things', thing(1), thing(2), thing(3)));
      await costs([], aggregate({ $match: { small: 1 } }, { $count: 'n' }));
      await costs([], aggregate({ $match: { small: 1 } }, { $group: { _id: '$small' } }));
      await costs(['parts'], aggregate({ $match: { small: 0 } }, { $project: { codes: 0 } }));
      await costs(['codes', 'codes', 'codes'], aggregate({ $match: { codes: { $ne: 'x' } } }, { $count: 'n' }));
      const things = store.collection('things');
      await costs(['codes'], things.find({ small: 0 }, { projection: { parts: 0 } }).toArray());
      await costs([], things.find({ small: 0 }, { projection: { small: 1 } }).toArray());
      const sorted = things.find({ small: 1 }, { sort: { _id: -1 }, limit: 1, projection: { parts: 1 } });
      await costs(['parts'], sorted.toArray());
      await costs(['codes', 'parts'], things.find({ _id: 'thing-1' }).toArray());
      const changes = await store.watch({ documents: { without: ['parts'] } });
      await store.write([put('things', { ...thing(4), _id: 'thing-4' })]);
      unpacked.length = 0;
      for await (const { document } of changes) {
        const { parts: _, ...rest } = thing(4);
        assert.deepEqual(document, rest);
        break;
      }
      assert.deepEqual(unpacked, ['codes']);
    } finally {
      await store.close();
    }
  });

  it('are unique where an index says so, and found through it', async () => {
    const store = await openEmbedded({ directory: join(root, 'unique'), collections: declared });
    try {
      await store.write(insert('things', thing(1), thing(2)));
      const taken = { ...thing(3), codes: [long('code 2 ')] };
      // The key of an index holds no more than the beginning.
      const near = { ...thing(3), codes: [`${long('code 2 ').repeat(2)}!`, `${long('code 2 ').repeat(2)}?`] };
      await assert.rejects(store.write(insert('things', taken)), { code: 'DUPLICATE_KEY' });
      await store.write(insert('things', near));
      const [, question] = near.codes;
      const other = { ...thing(4), codes: [question as string] };
      await assert.rejects(store.write(insert('things', other)), { code: 'DUPLICATE_KEY' });
      assert.deepEqual(await store.collection('things').find({ codes: question }).toArray(), [near]);
      await store.write([put('things', { ...near, codes: [] } as Doc)]);
      await store.write(insert('things', other));
    } finally {
      await store.close();
    }
  });

  it('may be as they were before they were packed', async () => {
    const directory = join(root, 'older');
    await (await openEmbedded({ directory, collections: [{ name: 'things', indexes: [] }] })).close();
    const files = open({ path: directory, noSubdir: false });
    const meta = files.openDB<unknown, string>('meta', {});
    assert.equal(meta.get('format'), 4);
    await meta.put('format', 3);
    await files.close();
    const store = await openEmbedded({ directory, collections: [{ name: 'things', indexes: [] }] });
    await store.write(insert('things', thing(1), thing(2)));
    await store.close();
    await unpackOne(directory);
    const again = await openEmbedded({ directory, collections: declared });
    try {
      const things = again.collection('things');
      assert.deepEqual(await things.find({}, { sort: { _id: 1 } }).toArray(), [thing(1), thing(2)]);
      assert.deepEqual(await things.find({ 'parts.name': 'part 1' }).toArray(), [thing(1)]);
      await assert.rejects(again.write(insert('things', { ...thing(1), _id: 'other' })), { code: 'DUPLICATE_KEY' });
      await again.write([put('things', { ...thing(1), small: 7 } as Doc)]);
      assert.deepEqual(await things.find({ small: 7 }).toArray(), [{ ...thing(1), small: 7 }]);
    } finally {
      await again.close();
    }
  });

  /** As format 3 has it: the first document without anything packed. */
  async function unpackOne(directory: string): Promise<void> {
    const files = open({ path: directory, noSubdir: false });
    const docs = files.openDB<Record<string, unknown>, Buffer>('docs', asRecords);
    const [first] = [...docs.getRange({ limit: 1 })];
    assert.ok(first?.value.codes instanceof Uint8Array);
    await docs.put(first.key, thing(1));
    await files.close();
  }
});
