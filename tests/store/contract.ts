import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StoreError } from '../../src/store/errors.js';
import type {
  CollectionSpec,
  CommandListener,
  Doc,
  Filter,
  LogEntry,
  Query,
  Store,
  StoreChange,
  Write,
} from '../../src/store/store.js';
import { append, collections, type Item, insert, item, itemWithParts, put, remove } from './newsroom.js';

/** A place where a store keeps its data. */
export interface Place {
  open(options?: { collections?: readonly CollectionSpec[]; onCommand?: CommandListener }): Promise<Store>;
  /** What `writer.ts` needs to open it. */
  address: { uri?: string; directory?: string };
  remove(): Promise<void>;
}

export interface Harness {
  skip?: string | false;
  create(): Promise<Place>;
}

/** The behaviours that every store must show. */
export function storeContract(name: string, { skip = false, create }: Harness): void {
  describe(`${name} keeps the store's contract`, { skip }, () => {
    let place: Place;
    let store: Store;
    const commands: string[] = [];
    const items = () => store.collection<Item>('items');
    const aggregate = async (pipeline: Query['pipeline']) =>
      (await store.aggregate([{ collection: 'items', pipeline }]))[0];
    const ids = async (filter: object, options = {}) =>
      (
        await items()
          .find({ ...filter }, options)
          .toArray()
      ).map(({ _id }) => _id);

    before(async () => {
      place = await create();
      store = await place.open({ onCommand: (command) => commands.push(`${command.name} ${command.collection}`) });
    });
    after(async () => {
      await store?.close();
      await place?.remove();
    });
    beforeEach(async () => {
      for (const { name: collection } of collections) {
        const all = await store.collection(collection).find({}).toArray();
        await store.write(all.map(({ _id }) => remove(collection, _id)));
      }
      commands.length = 0;
    });

    describe('find', () => {
      const newsroom = [
        item(1, { slug: 'one', tags: ['a', 'b'], roles: [{ organisationId: 'o1' }, { organisationId: 'o2' }] }),
        item(2, { slug: 'two', tags: ['b'], roles: [{ organisationId: 'o2', title: 'Editor' }] }),
        item(3, { slug: 'three', tags: [], roles: [] }),
        item(4, { slug: null }),
        item(5, {}),
      ];
      beforeEach(() => store.write(insert('items', ...newsroom)));

      it('gives back what was written', async () => {
        assert.deepEqual(await items().find({ _id: 'item-00001' }).toArray(), [newsroom[0]]);
      });

      it('matches values, lists of values and elements of arrays', async () => {
        assert.deepEqual(await ids({ slug: 'two' }), ['item-00002']);
        assert.deepEqual(await ids({ slug: { $in: ['two', 'one', 'none'] } }, { sort: { _id: 1 } }), [
          'item-00001',
          'item-00002',
        ]);
        assert.deepEqual(await ids({ tags: 'b' }, { sort: { _id: -1 } }), ['item-00002', 'item-00001']);
        assert.deepEqual(await ids({ tags: { $in: ['a', 'b'] } }, { sort: { _id: 1 } }), ['item-00001', 'item-00002']);
        assert.deepEqual(await ids({ slug: null }, { sort: { _id: 1 } }), ['item-00004', 'item-00005']);
      });

      it('follows dotted paths through arrays', async () => {
        assert.deepEqual(await ids({ 'roles.organisationId': 'o2' }, { sort: { _id: 1 } }), [
          'item-00001',
          'item-00002',
        ]);
        const both = { roles: { $elemMatch: { organisationId: 'o2', title: 'Editor' } } };
        assert.deepEqual(await ids(both), ['item-00002']);
        assert.deepEqual(await ids({ roles: { $elemMatch: { organisationId: 'o1', title: 'Editor' } } }), []);
      });

      it('looks up by id: missing ones are absent, none comes twice', async () => {
        const wanted = ['item-00005', 'nobody', 'item-00001', 'item-00005'];
        assert.deepEqual((await ids({ _id: { $in: wanted } })).sort(), ['item-00001', 'item-00005']);
        assert.deepEqual(await ids({ _id: { $in: [] } }), []);
      });

      it('compares dates', async () => {
        const at = (n: number) => item(n).published;
        const sort = { published: 1, _id: 1 };
        assert.deepEqual(await ids({ published: { $gt: at(2), $lte: at(4) } }, { sort }), ['item-00003', 'item-00004']);
        assert.deepEqual(await ids({ published: { $lt: at(2) } }, { sort }), ['item-00001']);
        assert.deepEqual(await ids({ published: { $gte: 0 } }), [], 'a number is not before a date');
      });

      it('continues after a key with $or', async () => {
        const seen: string[] = [];
        let filter: object = { section: 'world' };
        for (;;) {
          const options = { sort: { published: -1, _id: -1 }, limit: 1 } as const;
          const [last] = await items()
            .find({ ...filter }, options)
            .toArray();
          if (last === undefined) break;
          seen.push(last._id);
          const { published, _id } = last;
          const after = { $or: [{ published: { $lt: published } }, { published, _id: { $lt: _id } }] };
          filter = { section: 'world', published: { $lte: published }, ...after };
        }
        assert.deepEqual(seen, ['item-00004', 'item-00002']);
      });

      it('sorts with a tie-breaker, null and missing first, and limits', async () => {
        const sort = { slug: 1, _id: -1 };
        const order = ['item-00005', 'item-00004', 'item-00001', 'item-00003', 'item-00002'];
        assert.deepEqual(await ids({}, { sort }), order);
        assert.deepEqual(await ids({}, { sort, limit: 3 }), order.slice(0, 3));
        assert.deepEqual(await ids({}, { sort: { slug: -1, _id: 1 }, limit: 2 }), ['item-00002', 'item-00003']);
      });

      it('projects', async () => {
        const get = async (projection: Record<string, 0 | 1>) =>
          (await items().find({ _id: 'item-00002' }, { projection }).toArray())[0];
        assert.deepEqual(await get({ slug: 1 }), { _id: 'item-00002', slug: 'two' });
        assert.deepEqual(await get({ 'roles.title': 1, _id: 0 }), { roles: [{ title: 'Editor' }] });
        const { headline: _, ...rest } = newsroom[1] as Item;
        assert.deepEqual(await get({ headline: 0 }), rest);
        assert.deepEqual(await get({ _id: 1 }), { _id: 'item-00002' });
      });

      it('hands out documents that the caller may change', async () => {
        const [first] = await items().find({ _id: 'item-00001' }).toArray();
        first?.tags?.push('changed');
        assert.deepEqual(await items().find({ _id: 'item-00001' }).toArray(), [newsroom[0]]);
      });

      it('rejects when its signal has aborted', async () => {
        const signal = AbortSignal.abort(new Error('too late'));
        await assert.rejects(items().find({}, { signal }).toArray(), /too late/);
      });

      it('is one command, reported when it is sent', async () => {
        commands.length = 0;
        const cursor = items().find({ section: 'world' });
        assert.deepEqual(commands, []);
        await cursor.toArray();
        assert.deepEqual(commands, ['find items']);
      });
    });

    it('keeps dates, nested arrays, numbers and every script', async () => {
      const document = {
        _id: 'ключ/😀',
        at: new Date(-1),
        far: new Date('9999-12-31T23:59:59.999Z'),
        old: new Date('0001-01-01T00:00:00.001Z'),
        ms: new Date(1700000000123),
        nested: [[1, [2, []]], {}, { deep: { deeper: [null, { x: 'é' }] } }],
        numbers: [0, -1, 1.5, 2 ** 31, 2 ** 40 + 1, Number.MAX_SAFE_INTEGER, 1e300, -1e-300],
        text: '首尔 سيول 👩‍👩‍👧‍👦 é',
        empty: '',
        nothing: null,
        yes: true,
        no: false,
        long: 'x'.repeat(100_000),
      };
      await store.write(insert('notes', { ...document, gone: undefined } as Doc));
      assert.deepEqual(await store.collection('notes').find({ _id: document._id }).toArray(), [document]);
    });

    it('sorts and compares strings by code point', async () => {
      const texts = ['a', 'Z', 'é', '\uffee', '😀', '首', ''];
      await store.write(insert('items', ...texts.map((section, n) => item(n, { section }))));
      const sorted = ['', 'Z', 'a', 'é', '首', '\uffee', '😀'];
      const sections = async (filter: object, sort: object) =>
        (
          await items()
            .find({ ...filter }, { sort: { ...sort } })
            .toArray()
        ).map(({ section }) => section);
      assert.deepEqual(await sections({}, { section: 1, published: -1, _id: -1 }), sorted);
      assert.deepEqual(await sections({}, { section: -1, _id: 1 }), [...sorted].reverse());
      assert.deepEqual(await sections({ section: { $gt: '\uffee' } }, { section: 1, _id: 1 }), ['😀']);
      assert.deepEqual(await sections({ section: { $lt: '😀' } }, { section: 1, _id: 1 }), sorted.slice(0, -1));
    });

    it('knows ids of 200 letters of any script, and finds nothing by longer ones', async () => {
      const long = ['a'.repeat(200), '\u{20000}'.repeat(200)];
      await store.write(insert('items', ...long.map((_id, at) => item(at, { _id, slug: `long-${at}` }))));
      const longer = [...long.map((id) => id.repeat(20)), '\u0000'.repeat(9000)];
      assert.deepEqual(await ids({ _id: { $in: [...longer, ...long] } }), long);
      for (const id of longer) assert.deepEqual(await ids({ _id: id }), []);
      assert.deepEqual(await ids({ slug: 'long-1', _id: { $gt: longer[0] as string } }), [long[1]]);
      assert.deepEqual(await ids({ _id: { $gt: longer[0] as string } }), [long[1]]);
      assert.deepEqual(await ids({ _id: { $lt: longer[0] as string } }), [long[0]]);
      assert.deepEqual(await ids({ _id: { $lte: longer[1] as string } }, { sort: { _id: -1 } }), [long[1], long[0]]);
    });

    it('finds and sorts values that are longer than an index keeps', async () => {
      const long = (end: string) => 'x'.repeat(3000) + end;
      const texts = [long('b'), long('a'), 'x', long(''), long('c')];
      await store.write(insert('items', ...texts.map((section, n) => item(n, { section, slug: `${section}-slug` }))));
      assert.deepEqual(await ids({ section: long('a') }), ['item-00001']);
      assert.deepEqual(await ids({ slug: { $in: [`${long('b')}-slug`, `${long('c')}-slug`] } }, { sort: { _id: 1 } }), [
        'item-00000',
        'item-00004',
      ]);
      const order = ['item-00002', 'item-00003', 'item-00001', 'item-00000', 'item-00004'];
      assert.deepEqual(await ids({}, { sort: { section: 1, published: -1, _id: -1 } }), order);
      assert.deepEqual(await ids({ section: { $gt: long('') } }, { sort: { section: 1, _id: 1 } }), order.slice(2));
      const twice = insert('items', item(9, { slug: `${long('b')}-slug` }));
      await assert.rejects(store.write(twice), { code: 'DUPLICATE_KEY' });
    });

    describe('write', () => {
      const present = async () => (await ids({})).sort();

      it('inserts, replaces, upserts and deletes', async () => {
        await store.write(insert('items', item(1), item(2)));
        await store.write([
          put('items', item(1, { headline: 'New' })),
          put('items', item(3)),
          remove('items', 'item-00002'),
        ]);
        await store.write([remove('items', 'not there')]);
        assert.deepEqual(await present(), ['item-00001', 'item-00003']);
        assert.deepEqual(await ids({ headline: 'New' }), ['item-00001']);
        await store.write([]);
      });

      it('keeps indexes in step', async () => {
        await store.write(insert('items', item(1, { slug: 'a', tags: ['x', 'y'] })));
        await store.write([put('items', item(1, { slug: 'b', tags: ['y', 'z'] }))]);
        assert.deepEqual(await ids({ slug: 'a' }), []);
        assert.deepEqual(await ids({ tags: 'x' }), []);
        assert.deepEqual(await ids({ tags: { $in: ['y', 'z'] } }), ['item-00001']);
        await store.write(insert('items', item(2, { slug: 'a' })));
        await store.write([remove('items', 'item-00001')]);
        assert.deepEqual(await ids({ tags: 'y' }), []);
      });

      it('refuses an _id that is taken', async () => {
        await store.write(insert('items', item(1)));
        await assert.rejects(store.write(insert('items', item(1))), { code: 'DUPLICATE_KEY' });
      });

      it('refuses a unique value that is taken, and says where', async () => {
        await store.write(insert('items', item(1, { slug: 'taken' })));
        await assert.rejects(store.write([put('items', item(2, { slug: 'taken' }))]), (error: StoreError) => {
          const { collection, index, value } = error.detail;
          assert.deepEqual(
            { code: error.code, collection, index, value },
            { code: 'DUPLICATE_KEY', collection: 'items', index: 'bySlug', value: { slug: 'taken' } },
          );
          return true;
        });
        assert.deepEqual(await present(), ['item-00001']);
      });

      it('refuses two of one batch with the same unique value', async () => {
        const both = insert('items', item(1, { slug: 'same' }), item(2, { slug: 'same' }));
        await assert.rejects(store.write(both), { code: 'DUPLICATE_KEY' });
        assert.deepEqual(await present(), []);
        const handedOver = [put('items', item(1, { slug: 'other' })), put('items', item(2, { slug: 'same' }))];
        await store.write([...insert('items', item(1, { slug: 'same' })), ...handedOver]);
      });

      it('does not count documents that have nothing on the paths of a unique index', async () => {
        await store.write(insert('items', item(1), item(2), item(3, { slug: null }), item(4, { slug: null })));
        await store.write(insert('items', item(5, { source: { id: null } }), item(6, { source: { id: null } })));
        await store.write(insert('items', item(7, { source: { system: 'wire' } })));
        const again = insert('items', item(8, { source: { system: 'wire', id: null } }));
        await assert.rejects(store.write(again), { code: 'DUPLICATE_KEY' });
      });

      it('does all or nothing', async () => {
        await store.write(insert('items', item(1, { slug: 'one' })));
        const broken = [
          put('items', item(1, { slug: 'changed' })),
          ...insert('parts', { _id: 'p1' }),
          ...insert('items', item(2)),
          remove('items', 'item-00001'),
          ...insert('items', item(2)),
          ...insert('notes', { _id: 'n1' }),
        ];
        await assert.rejects(store.write(broken), { code: 'DUPLICATE_KEY' });
        assert.deepEqual(await ids({ slug: 'one' }), ['item-00001']);
        assert.deepEqual(await store.collection('parts').find({}).toArray(), []);
        assert.deepEqual(await store.collection('notes').find({}).toArray(), []);
      });

      it('guards a version that was read before', async () => {
        const guarded = (version: number, next: Partial<Item>) => ({
          collection: 'items',
          replaceOne: { filter: { _id: 'item-00001', version }, replacement: item(1, next) },
        });
        await store.write(insert('items', item(1, { version: 1 })));
        await store.write([guarded(1, { version: 2 })]);
        const late = [put('parts', { _id: 'p1' }), guarded(1, { version: 3 }), put('parts', { _id: 'p2' })];
        await assert.rejects(store.write(late), { code: 'CONFLICT' });
        assert.deepEqual(await ids({ version: 2 }), ['item-00001']);
        assert.deepEqual(await store.collection('parts').find({}).toArray(), []);
      });

      it('lets one of those win who guard the same version', async () => {
        await store.write(insert('items', item(1, { version: 1 })));
        const attempts = Array.from({ length: 5 }, (_, n) => ({
          collection: 'items',
          replaceOne: {
            filter: { _id: 'item-00001', version: 1 },
            replacement: item(1, { version: 2, headline: `${n}` }),
          },
        }));
        const results = await Promise.allSettled(attempts.map((attempt) => store.write([attempt])));
        assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
        for (const result of results) {
          if (result.status === 'rejected') assert.equal(result.reason.code, 'CONFLICT');
        }
      });

      it('refuses a collection that is not declared', async () => {
        await assert.rejects(store.write(insert('typo', { _id: 'x' })), { code: 'CONFIGURATION' });
        assert.throws(() => store.collection('typo'), { code: 'CONFIGURATION' });
      });
    });

    describe('aggregate', () => {
      beforeEach(() =>
        store.write(insert('items', ...Array.from({ length: 20 }, (_, n) => item(n, { tags: [`t${n % 3}`] })))),
      );

      it('answers the queries of many parents, and of several collections, in one command', async () => {
        await store.write(insert('parts', { _id: 'part' }));
        const page = (tag: string): Query => ({
          collection: 'items',
          pipeline: [{ $match: { tags: tag } }, { $sort: { published: -1, _id: -1 } }, { $limit: 2 }],
        });
        const pages = Array.from({ length: 1200 }, (_, n) => page(`t${n % 30}`));
        commands.length = 0;
        const rows = await store.aggregate([...pages, { collection: 'parts', pipeline: [] }]);
        assert.deepEqual(commands.sort(), ['aggregate items', 'aggregate parts']);
        const idsOf = (found: object[] | undefined) => found?.map((row) => (row as Doc)._id);
        assert.deepEqual(rows.slice(0, 4).map(idsOf), [
          ['item-00018', 'item-00015'],
          ['item-00019', 'item-00016'],
          ['item-00017', 'item-00014'],
          [],
        ]);
        assert.deepEqual(rows.slice(1170, 1172), rows.slice(0, 2));
        assert.deepEqual(rows.slice(1199), [[], [{ _id: 'part' }]]);
        assert.deepEqual(await store.aggregate([]), []);
      });

      it('refuses what is not declared', async () => {
        await assert.rejects(store.aggregate([{ collection: 'nothing', pipeline: [] }]), { code: 'CONFIGURATION' });
      });

      it('counts and groups', async () => {
        const counted = await aggregate([{ $match: { section: 'world' } }, { $count: 'total' }]);
        assert.deepEqual(counted, [{ total: 10 }]);
        const groups = await aggregate([
          { $match: { section: { $in: ['world', 'sport'] } } },
          { $unwind: '$tags' },
          { $group: { _id: '$tags', n: { $sum: 1 }, last: { $max: '$published' } } },
          { $sort: { _id: 1 } },
          { $project: { n: 1, last: 1 } },
        ]);
        assert.deepEqual(groups, [
          { _id: 't0', n: 7, last: item(18).published },
          { _id: 't1', n: 7, last: item(19).published },
          { _id: 't2', n: 6, last: item(17).published },
        ]);
      });

      it('counts what all of several conditions let through, wherever they stand', async () => {
        const after = (n: number) => ({ published: { $gte: item(n).published } });
        const before = (n: number) => ({ published: { $lt: item(n).published } });
        const count = async (filter: Filter) =>
          ((await aggregate([{ $match: filter }, { $count: 'n' }])) as { n: number }[])[0]?.n ?? 0;
        for (const [filter, n] of [
          [{ section: 'world', $and: [after(4), before(10)] }, 3],
          [{ section: 'world', ...after(4), $and: [before(10), { $and: [after(6), before(20)] }] }, 2],
          [{ $and: [{ section: 'world' }, { section: 'sport' }] }, 0],
          [{ section: 'sport', $and: [{ section: 'world' }, after(4)] }, 0],
          [{ tags: 't0', $and: [{ tags: 't1' }] }, 0],
          [{ tags: 't0', $and: [after(3), before(10)] }, 3],
          [{ section: 'world', ...after(10), $and: [before(4)] }, 0],
        ] as const)
          assert.deepEqual(await count(filter), n, JSON.stringify(filter));
      });

      it('answers several questions at once', async () => {
        const facet = {
          all: [{ $count: 'n' }],
          first: [{ $sort: { _id: 1 } }, { $limit: 1 }, { $project: { _id: 1 } }],
        };
        const rows = await aggregate([{ $match: { section: 'world' } }, { $facet: facet }]);
        assert.deepEqual(rows, [{ all: [{ n: 10 }], first: [{ _id: 'item-00000' }] }]);
      });
    });

    describe('a text index', () => {
      beforeEach(() =>
        store.write(
          insert(
            'items',
            item(1, { tags: ['ferri_en', 'bridg_en'] }),
            item(2, { tags: ['ferri_en', '서울'] }),
            item(3, { tags: ['bridg_de', '会议', 'سيول'] }),
            item(4, { tags: [] }),
          ),
        ),
      );
      const find = (words: string, more: object = {}) =>
        ids({ $text: { $search: words }, ...more }, { sort: { _id: 1 } });

      it('finds what has any of the words, as they are', async () => {
        assert.deepEqual(await find('ferri_en'), ['item-00001', 'item-00002']);
        assert.deepEqual(await find('ferri_en bridg_de nowhere'), ['item-00001', 'item-00002', 'item-00003']);
        assert.deepEqual(await find('ferri'), []);
        assert.deepEqual(await find('bridg_en'), ['item-00001']);
        assert.deepEqual(await find('서울 سيول'), ['item-00002', 'item-00003']);
        assert.deepEqual(await find('会议'), ['item-00003']);
        assert.deepEqual(await find('the'), []);
      });

      it('goes together with other conditions, an order and a limit', async () => {
        assert.deepEqual(await find('ferri_en', { section: 'world' }), ['item-00002']);
        assert.deepEqual(await find('ferri_en', { $and: [{ tags: { $in: ['bridg_en', 'x'] } }] }), ['item-00001']);
        assert.deepEqual(await find('ferri_en', { tags: { $nin: ['bridg_en'] } }), ['item-00002']);
        const pipeline = [
          { $match: { $text: { $search: 'ferri_en bridg_de' } } },
          { $sort: { published: -1 } },
          { $limit: 2 },
          { $project: { section: 1 } },
        ];
        assert.deepEqual(await aggregate(pipeline), [
          { _id: 'item-00003', section: 'sport' },
          { _id: 'item-00002', section: 'world' },
        ]);
      });

      it('is in step with every write, by whomever', async () => {
        assert.deepEqual(await find('new_en'), []);
        const other = await place.open();
        try {
          await other.write([put('items', item(1, { tags: ['new_en'] })), remove('items', 'item-00002')]);
          assert.deepEqual([await find('new_en'), await find('ferri_en')], [['item-00001'], []]);
          await store.write([put('items', item(5, { tags: ['new_en'] }))]);
          const found = other.collection('items').find({ $text: { $search: 'new_en' } }, { sort: { _id: 1 } });
          assert.deepEqual(
            (await found.toArray()).map(({ _id }) => _id),
            ['item-00001', 'item-00005'],
          );
        } finally {
          await other.close();
        }
      });
    });

    describe('a log', () => {
      const entries = (from: Store = store, name = 'log') =>
        from
          .collection<LogEntry & { text?: string }>(name)
          .find({}, { sort: { _id: 1 } })
          .toArray();
      const numbers = async (from?: Store, name?: string) => (await entries(from, name)).map(({ number }) => number);

      it('numbers what is appended in its order, wherever it stands among other writes', async () => {
        await store.write(append('log', { text: 'a' }));
        await store.write([
          ...append('log', { text: 'b' }),
          ...insert('items', item(1)),
          ...append('log', { text: 'c' }, { text: 'd' }),
        ]);
        const found = await entries();
        const first = found[0]?.number as number;
        assert.deepEqual(
          found.map(({ number, text }) => `${number - first} ${text}`),
          ['0 a', '1 b', '2 c', '3 d'],
        );
        assert.equal(new Set(found.map(({ log }) => log)).size, 1);
        const [, second] = found;
        const after = store.collection<LogEntry>('log').find({ _id: { $gt: second?._id } }, { sort: { _id: 1 } });
        assert.deepEqual(
          (await after.toArray()).map(({ number }) => number - first),
          [2, 3],
        );
      });

      it('gives no number to a write that is given up', async () => {
        await store.write([...insert('items', item(1)), ...append('log', { text: 'a' })]);
        const twice = [...append('log', { text: 'lost' }), ...insert('items', item(1))];
        await assert.rejects(store.write(twice), { code: 'DUPLICATE_KEY' });
        await store.write(append('log', { text: 'b' }));
        const [a, b] = await entries();
        assert.deepEqual([a?.text, b?.text, (b?.number as number) - (a?.number as number)], ['a', 'b', 1]);
      });

      it('lets the writes of one process wait for each other, so that none is done twice', async () => {
        await store.write(insert('items', item(3)));
        commands.length = 0;
        const writes = Array.from({ length: 8 }, (_, at) => [...insert('items', item(at)), ...append('log', { at })]);
        const done = await Promise.allSettled(writes.map((each) => store.write(each)));
        const failed = done.flatMap(({ status }, at) => (status === 'rejected' ? at : []));
        assert.deepEqual(failed, [3], 'the only one that was there already');
        assert.equal(commands.filter((command) => command === 'insert items').length, 8);
        const taken = await numbers();
        assert.deepEqual(
          taken.map((number) => number - (taken[0] as number)),
          [0, 1, 2, 3, 4, 5, 6],
        );
      });

      it('is only what was declared as one', async () => {
        await assert.rejects(store.write(append('items', { text: 'a' })), { code: 'CONFIGURATION' });
      });

      it('has another name in every store, and counts from 1', async () => {
        const elsewhere = await create();
        const other = await elsewhere.open();
        try {
          await Promise.all([store.write(append('log', {})), other.write(append('log', {}))]);
          const [[here], [there]] = await Promise.all([entries(), entries(other)]);
          assert.equal(there?.number, 1);
          assert.notEqual(here?.log, there?.log);
        } finally {
          await other.close();
          await elsewhere.remove();
        }
      });

      it('keeps as many as it says, and is shortened in steps where it says less than before', async () => {
        const elsewhere = await create();
        const declare = (kept: number) =>
          elsewhere.open({ collections: [{ name: 'log', indexes: [], log: { kept } }] });
        const many = await declare(20);
        try {
          for (let n = 0; n < 25; n += 1) await many.write(append('log', { n }));
          assert.deepEqual([(await numbers(many))[0], (await numbers(many)).length], [6, 20]);
          const few = await declare(3);
          try {
            await few.write(append('log', {}));
            assert.deepEqual((await numbers(few)).length, 19, 'one more, and two of the oldest less');
            for (let n = 0; n < 20; n += 1) await few.write(append('log', {}));
            assert.deepEqual(await numbers(few), [44, 45, 46]);
            await few.write(append('log', ...Array.from({ length: 10 }, () => ({}))));
            assert.deepEqual(await numbers(few), [54, 55, 56]);
          } finally {
            await few.close();
          }
        } finally {
          await many.close();
          await elsewhere.remove();
        }
      });

      it('lets a long write through while short ones never end', { timeout: 60_000 }, async () => {
        const other = await place.open();
        let running = true;
        const short = async () => {
          for (let n = 0; running; n += 1)
            await other.write([...append('log', {}), put('notes', { _id: `short-${n}` })]);
        };
        const shortOnes = short();
        try {
          const long = Array.from({ length: 3000 }, (_, n) => item(n));
          await store.write([
            ...insert('items', ...long),
            ...append('log', ...long.map(({ _id }) => ({ itemId: _id }))),
          ]);
        } finally {
          running = false;
          await shortOnes;
          await other.close();
        }
        const found = await numbers();
        assert.equal(found.length, (found.at(-1) as number) - (found[0] as number) + 1);
      });

      it('is read whole and in order while several processes write and one is killed', {
        timeout: 120_000,
      }, async () => {
        const writers = await Promise.all(['a', 'b', 'c'].map((name) => writing(place, 100, `log-${name}`)));
        const seen: LogEntry[] = [];
        const read = async () => {
          const last = seen.at(-1);
          const rows = await store
            .collection<LogEntry>('log')
            .find(last ? { _id: { $gt: last._id } } : {}, { sort: { _id: 1 }, limit: 50 })
            .toArray();
          for (const row of rows) {
            const before = seen.at(-1);
            if (before) assert.equal(row.number, before.number + 1);
            seen.push(row);
          }
        };
        const ended = Promise.all(writers.map((writer) => writer.ended));
        let running = true;
        ended.then(() => {
          running = false;
        });
        while (running) {
          await read();
          if (seen.length > 60) writers[2]?.child.kill('SIGKILL');
          await sleep(5);
        }
        for (let before = -1; before < seen.length; ) {
          before = seen.length;
          await read();
        }
        const logged = seen.map((entry) => (entry as LogEntry & { itemId: string }).itemId);
        assert.equal(new Set(logged).size, logged.length, 'each once');
        assert.deepEqual([...logged].sort(), (await ids({})).sort());
        const acknowledged = writers.flatMap((writer) => writer.acknowledged);
        assert.deepEqual(
          acknowledged.filter((id) => !logged.includes(id)),
          [],
        );
        const ends = writers.map(({ child }) => child.signalCode ?? child.exitCode).join(', ');
        assert.equal(logged.filter((id) => !id.startsWith('log-c')).length, 200, `not killed, of ${ends}`);
      });
    });

    describe('watch', () => {
      const brief = ({ collection, kind, id }: StoreChange) => `${kind} ${collection} ${id}`;

      /** What a watch reports until `count` changes have come. */
      async function collect(changes: AsyncIterable<StoreChange>, count: number): Promise<StoreChange[]> {
        const seen: StoreChange[] = [];
        const late = setTimeout(() => assert.fail(`only ${seen.length} of ${count} changes came`), 10_000);
        for await (const change of changes) if (seen.push(change) === count) break;
        clearTimeout(late);
        return seen;
      }

      it('reports what is committed after it has resolved, in order, deletes too', async () => {
        await store.write(insert('items', item(1)));
        const changes = await store.watch();
        await store.write([
          ...insert('items', item(2)),
          put('items', item(1, { headline: 'New' })),
          put('parts', { _id: 'p' }),
        ]);
        await store.write([remove('items', 'item-00002')]);
        assert.deepEqual((await collect(changes, 4)).map(brief), [
          'insert items item-00002',
          'replace items item-00001',
          'insert parts p',
          'delete items item-00002',
        ]);
      });

      it('does not report what was given up, nor what changed nothing', async () => {
        await store.write(insert('items', item(1)));
        const changes = await store.watch();
        await assert.rejects(store.write(insert('items', item(2), item(1))));
        await store.write([put('items', item(1))]);
        await store.write(insert('items', item(3)));
        assert.deepEqual((await collect(changes, 1)).map(brief), ['insert items item-00003']);
      });

      it('brings the documents, but for what is not asked for, and no document of what is gone', async () => {
        const changes = await store.watch({ documents: { without: ['body', 'missing'] } });
        const at = { dateline: { place: 'norland', text: 'NORLAND' }, body: 'Long.' };
        const told = changes[Symbol.asyncIterator]();
        const documentAfter = async (...writes: Write[]) => {
          await store.write(writes);
          return ((await told.next()).value as StoreChange).document as Doc & { headline: string } & typeof at;
        };
        const added = await documentAfter(...insert('items', item(1, { headline: 'One', ...at })));
        const { body: _, ...short } = at;
        assert.deepEqual(added, { ...item(1, { headline: 'One', ...short }) });
        const changed = await documentAfter(put('items', item(1, { headline: 'Two', ...at })));
        assert.deepEqual(changed, { ...item(1, { headline: 'Two', ...short }) });
        assert.equal(await documentAfter(remove('items', 'item-00001')), undefined);
        await told.return?.();
        const untold = await store.watch();
        await store.write(insert('items', item(2)));
        assert.deepEqual(
          (await collect(untold, 1)).map(({ document }) => document),
          [undefined],
        );
      });

      it('goes on after a token, in a store that was opened later too', async () => {
        const changes = await store.watch();
        await store.write(insert('items', item(1), item(2), item(3)));
        const [first, second] = await collect(changes, 3);
        const other = await place.open();
        try {
          for (const watching of [store, other]) {
            const resumed = await watching.watch({ after: first?.token as string });
            assert.deepEqual((await collect(resumed, 2)).map(brief), [
              'insert items item-00002',
              'insert items item-00003',
            ]);
          }
          const resumed = await other.watch({ after: second?.token as string });
          await store.write(insert('items', item(4)));
          assert.deepEqual((await collect(resumed, 2)).map(brief), [
            'insert items item-00003',
            'insert items item-00004',
          ]);
        } finally {
          await other.close();
        }
      });

      it('rejects a token that it does not know', async () => {
        for (const after of ['nonsense', '12345', 'deadbeef.1', '{"_data":"82zz"}', '{}']) {
          await assert.rejects(store.watch({ after }), { code: 'TOKEN_LOST' }, after);
        }
      });

      it('says again and again, while writing never pauses, that what was committed one time before has been passed', async () => {
        let committed = 0;
        let passed = 0;
        const committedAt = [0];
        const early: string[] = [];
        const onPulse = () => {
          const due = committedAt.at(-1) as number;
          if (passed < due) early.push(`${passed} of ${due}`);
          committedAt.push(committed);
        };
        const ending = new AbortController();
        const changes = await store.watch({ signal: ending.signal, onPulse });
        const following = (async () => {
          // Who takes longer for one has not passed it until the next is asked for.
          for await (const _ of changes) {
            if (passed % 5 === 0) await sleep(3);
            passed += 1;
          }
        })();
        const late = setTimeout(() => ending.abort(), 30_000);
        for (let n = 0; committedAt.length <= 30 && !ending.signal.aborted; n += 1) {
          await store.write([
            put('items', item(n % 100, { headline: `${n}` })),
            put('items', item(100, { headline: `${n}` })),
          ]);
          committed += 2;
        }
        clearTimeout(late);
        ending.abort();
        await following;
        assert.deepEqual(early, []);
        assert.ok(committedAt.length > 30, `${committedAt.length} times, ${passed} of ${committed} passed`);
      });

      it('ends without an error, heard or unheard, when its signal aborts while a change is handled', async () => {
        for (let time = 0; time < 5; time += 1) {
          const controller = new AbortController();
          const changes = await store.watch({ signal: controller.signal });
          await store.write([
            put('items', item(1, { headline: `${time}` })),
            put('items', item(2, { headline: `${time}` })),
          ]);
          let handled = 0;
          for await (const _ of changes) {
            handled += 1;
            controller.abort();
            await sleep(20);
          }
          assert.equal(handled, 1);
        }
      });

      it('ends without an error when its signal aborts, and when the store closes', async () => {
        const controller = new AbortController();
        const other = await place.open();
        const ended = [await store.watch({ signal: controller.signal }), await other.watch()].map(async (changes) => {
          for await (const _ of changes) assert.fail('nothing changes here');
        });
        setTimeout(() => controller.abort(), 30);
        setTimeout(() => other.close(), 30);
        await Promise.all(ended);
        for await (const _ of await store.watch({ signal: AbortSignal.abort() })) assert.fail('ended before it began');
      });
    });

    describe('other processes', () => {
      it('sees and reports what another process writes meanwhile', async () => {
        const changes = await store.watch();
        const written = await writing(place, 200, 'other');
        const reported: string[] = [];
        // A watch alone keeps no process alive, and the writer may have ended before the last change is seen.
        const late = setTimeout(() => assert.fail(`only ${reported.length} of 200 items were reported`), 60_000);
        for await (const { collection, id } of changes) {
          if (collection === 'items') reported.push(id);
          // What is reported can be read at once.
          if (collection === 'extras') assert.equal((await ids({ slug: id })).length, 1);
          if (collection === 'extras' && reported.length === 200) break;
        }
        clearTimeout(late);
        await written.ended;
        assert.deepEqual(reported, written.acknowledged);
        assert.equal((await ids({ section: 'world' })).length, 200);
      });

      it('loses no acknowledged write and keeps no half one when a writer is killed', {
        timeout: 120_000,
      }, async () => {
        const acknowledged: string[] = [];
        for (let round = 0; round < 20; round += 1) {
          const writer = await writing(place, 1_000_000, `round-${round}`, 1 + ((round * 7) % 23));
          writer.child.kill('SIGKILL');
          await writer.ended;
          acknowledged.push(...writer.acknowledged);
          const reopened = await place.open();
          try {
            const found = await Promise.all(
              ['items', 'parts', 'notes', 'extras', 'log'].map(async (collection) => {
                const documents = await reopened
                  .collection<Doc & { itemId?: string }>(collection)
                  .find({}, { projection: { itemId: 1 } })
                  .toArray();
                return documents.map(({ _id, itemId }) => (collection === 'log' ? itemId : _id)).sort();
              }),
            );
            for (const other of found) assert.deepEqual(other, found[0], `a half item after round ${round}`);
            const there = new Set(found[0]);
            assert.deepEqual(
              acknowledged.filter((id) => !there.has(id)),
              [],
              `lost in round ${round}`,
            );
          } finally {
            await reopened.close();
          }
        }
        assert.ok(acknowledged.length >= 20);
        await store.write(itemWithParts('afterwards'));
      });
    });

    it('builds an index that was added or changed, and forgets one that was taken away', async () => {
      const elsewhere = await create();
      const declare = (indexes: CollectionSpec['indexes']) =>
        elsewhere.open({ collections: [{ name: 'items', indexes }] });
      try {
        const first = await declare([{ name: 'bySlug', key: { slug: 1 }, serves: 'test' }]);
        await first.write(insert('items', item(1, { slug: 'a' }), item(2, { slug: 'a' }), item(3, { slug: 'b' })));
        await first.close();
        const changed = await declare([{ name: 'bySlug', key: { section: 1, slug: -1 }, serves: 'test' }]);
        const found = changed.collection('items').find({ section: 'sport' }, { sort: { slug: -1, _id: 1 } });
        assert.deepEqual(
          (await found.toArray()).map(({ _id }) => _id),
          ['item-00003', 'item-00001'],
        );
        await changed.close();
        const unique = declare([{ name: 'bySlug', key: { slug: 1 }, unique: true, serves: 'test' }]);
        await assert.rejects(unique, { code: 'DUPLICATE_KEY' });
        const without = await declare([]);
        assert.equal((await without.collection('items').find({ slug: 'a' }).toArray()).length, 2);
        await without.close();
      } finally {
        await elsewhere.remove();
      }
    });

    it('answers a ping until it is closed', async () => {
      const other = await place.open();
      await other.ping();
      await other.close();
      await other.close();
      await assert.rejects(other.ping(), { code: 'UNAVAILABLE' });
      await assert.rejects(other.collection('items').find({}).toArray(), { code: 'UNAVAILABLE' });
      await assert.rejects(other.write(insert('items', item(1))), { code: 'UNAVAILABLE' });
    });
  });
}

interface Writing {
  child: ChildProcess;
  /** Grows while the child prints. */
  acknowledged: string[];
  ended: Promise<void>;
}

/** Starts a process that writes items with parts; resolves once `atLeast` of them are acknowledged. */
async function writing(place: Place, count: number, prefix: string, atLeast = 1): Promise<Writing> {
  const script = fileURLToPath(new URL('./writer.js', import.meta.url));
  const args = [script, JSON.stringify(place.address), `${count}`, prefix];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  const lines = createInterface({ input: child.stdout });
  const ended = new Promise<void>((resolve) => lines.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      if (acknowledged.push(line) >= atLeast) resolve();
    });
    child.once('exit', (code, signal) => reject(new Error(`the writer ended with ${signal ?? `code ${code}`}`)));
  });
  return { child, acknowledged, ended };
}
