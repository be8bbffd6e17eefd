import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { contextFor } from '../../src/content/index.js';
import { toGlobalId } from '../../src/graph/node.js';
import { windows } from '../../src/graph/readership.js';
import { StoreError } from '../../src/store/errors.js';
import type { Store, Write } from '../../src/store/store.js';
import { type CountDocument, countCollection, rankingCollection } from '../../src/trends/document.js';
import { StoredTrends } from '../../src/trends/trends.js';
import { type Data, enoughAskers, loadInto, runForErrors, runOnce, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { browser, instance, readers } from '../support/readers.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const trending = `query ($window: Window, $section: ID) { trending(window: $window, section: $section) {
  asOf terms { term rank change concept { slug __typename } }
  articles { rank article { slug } } concepts(first: 3) { count concept { slug } } } }`;
const slugs = (ranked: Data[]): string[] => ranked.map(({ article }) => article.slug);

for (const kind of storeKinds) {
  describe(`trends on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let store: Store;
    let commands: string[] = [];
    before(async () => {
      test = await kind.open(({ collection, name }) => commands.push(`${collection} ${name}`));
      store = test.store;
      await loadInto(
        store,
        ...world,
        { type: 'section', slug: 'sport', name: 'Sport' },
        ...Array.from({ length: 12 }, (_, at) => articleDocument(at + 1)),
        articleDocument(20, { section: 'sport', mentions: [{ concept: 'person:bo-reef' }], topics: [] }),
        articleDocument(30, { status: 'DRAFT' }),
        articleDocument(31),
      );
    });
    after(() => test.remove());
    beforeEach(async () => {
      for (const { name } of [countCollection, rankingCollection]) {
        const all = await store.collection(name).find({}).toArray();
        await store.write(all.map(({ _id }): Write => ({ collection: name, deleteOne: { filter: { _id } } })));
      }
    });

    const counts = () => store.collection<CountDocument>(countCollection.name).find({}).toArray();
    const mostRead = async (variables: object = {}) => (await runQuery(store, trending, { ...variables })).trending;

    it('are empty where nobody has done anything', async () => {
      const { asOf, ...nothing } = await mostRead();
      assert.deepEqual(nothing, { terms: [], articles: [], concepts: [] });
      assert.ok(Math.abs(Date.now() - Date.parse(asOf)) < 60_000);
    });

    it('rank articles, what they name, and terms with the concepts that they mean', async () => {
      const recorder = instance(store);
      readers(recorder, 5, (reader) => reader.read('herring-2'));
      readers(recorder, 3, (reader) => reader.read('herring-1'));
      readers(recorder, 9, (reader) => reader.read('herring-20'));
      readers(recorder, 4, (reader) => reader.searched('a. fjord'));
      readers(recorder, 6, (reader) => reader.searched('NÓRLAND'));
      readers(recorder, 3, (reader) => reader.searched('quota'));
      await recorder.flush();
      const all = await mostRead();
      assert.deepEqual(all.terms, [
        { term: 'NÓRLAND', rank: 1, change: null, concept: { slug: 'norland', __typename: 'Place' } },
        { term: 'a. fjord', rank: 2, change: null, concept: { slug: 'ada-fjord', __typename: 'Person' } },
        { term: 'quota', rank: 3, change: null, concept: null },
      ]);
      assert.deepEqual(slugs(all.articles), ['herring-20', 'herring-2', 'herring-1']);
      assert.deepEqual(
        all.articles.map(({ rank }: Data) => rank),
        [1, 2, 3],
      );
      assert.equal(all.concepts[0].concept.slug, 'bo-reef');
      assert.ok(all.concepts[0].count > all.concepts[1].count);
      const world = await mostRead({ section: toGlobalId('section', 'world') });
      assert.deepEqual(slugs(world.articles), ['herring-2', 'herring-1']);
      assert.ok(!world.concepts.some(({ concept }: Data) => concept.slug === 'bo-reef' && concept.count > 8));
      assert.deepEqual(slugs((await mostRead({ section: toGlobalId('section', 'none') })).articles), []);
      const { section } = await runQuery(
        store,
        '{ section(path: "sport") { mostRead(window: WEEK, first: 1) { rank article { slug } } } }',
      );
      assert.deepEqual(section.mostRead, [{ rank: 1, article: { slug: 'herring-20' } }]);
    });

    it('show nothing that is not public, unknown, or withdrawn since', async () => {
      const recorder = instance(store);
      for (const id of ['herring-30', 'herring-31', 'nothing-like-it', 'herring-1', '$where', '__proto__'])
        readers(recorder, 4, (reader) => reader.read(id));
      await recorder.flush();
      assert.deepEqual(slugs((await mostRead()).articles).sort(), ['herring-1', 'herring-31']);
      assert.deepEqual((await counts()).flatMap(({ reads }) => reads.map(({ id }) => id)).sort(), [
        'herring-1',
        'herring-31',
      ]);
      await loadInto(store, articleDocument(31, { status: 'WITHDRAWN' }));
      assert.deepEqual(slugs((await mostRead()).articles), ['herring-1']);
      const { articles } = await runQuery(store, '{ articles(sort: MOST_READ, first: 2) { nodes { slug } } }');
      assert.equal(articles.nodes[0].slug, 'herring-1');
      assert.ok(!articles.nodes.some(({ slug }: Data) => slug === 'herring-31'));
    });

    it('keep nothing of who it was', async () => {
      const recorder = instance(store);
      const visitor = { address: '203.0.113.77', userAgent: `${browser} Telltale/77` };
      recorder.visit(visitor).read('herring-1');
      recorder.visit(visitor).searched('herring');
      await recorder.flush();
      await recorder.compact();
      const stored = JSON.stringify([
        await counts(),
        await store.collection(rankingCollection.name).find({}).toArray(),
      ]);
      assert.match(stored, /herring-1/);
      assert.doesNotMatch(stored, /203\.0\.113|Telltale|Mozilla/);
      const fields = new Set((await counts()).flatMap((document) => Object.keys(document)));
      assert.deepEqual([...fields].sort(), ['_id', 'hours', 'reads', 'start', 'terms']);
    });

    it('keep a term to themselves until enough readers have asked for it', async () => {
      const recorder = instance(store);
      const terms = async () => {
        await recorder.flush();
        return (await mostRead()).terms.map(({ term }: Data) => term);
      };
      readers(recorder, enoughAskers - 1, (reader) => reader.searched('my own illness'));
      readers(recorder, enoughAskers - 1, (reader) => reader.searched('my own illness'));
      assert.deepEqual(await terms(), []);
      // Others that look like the same readers, for this instance has never seen them.
      const other = instance(store);
      readers(other, enoughAskers - 1, (reader) => reader.searched('my own illness'));
      await other.flush();
      assert.deepEqual(await terms(), []);
      readers(recorder, enoughAskers, (reader) => reader.searched('my own illness'));
      assert.deepEqual(await terms(), ['my own illness']);
    });

    it('are the same for every instance, and outlive each of them', async () => {
      const [one, two] = [instance(store), instance(store)];
      const views = [one, two].map(() => new StoredTrends(store, { enoughAskers }));
      readers(one, 3, (reader) => reader.read('herring-1'));
      readers(two, 4, (reader) => reader.read('herring-1'));
      readers(two, 5, (reader) => reader.read('herring-2'));
      await Promise.all([one.flush(), two.flush()]);
      const [first, second] = await Promise.all(views.map(async (view) => (await view.counts('MONTH')).articles()));
      assert.deepEqual(
        first?.map(({ id }) => id),
        ['herring-1', 'herring-2'],
      );
      assert.deepEqual(
        second?.map(({ id }) => id),
        first?.map(({ id }) => id),
      );
      await one.close();
      const restarted = instance(store);
      readers(restarted, 9, (reader) => reader.read('herring-2'));
      await restarted.flush();
      assert.deepEqual(slugs((await mostRead()).articles), ['herring-2', 'herring-1']);
      const total = (await counts()).flatMap(({ reads }) => reads).reduce((sum, { count }) => sum + count, 0);
      assert.equal(total, 21);
      // What is written again is written in place of what was there.
      await restarted.flush();
      assert.equal((await counts()).length, 3);
    });

    it('lose nothing while the store takes nothing', async () => {
      let down = true;
      const shaky: Store = {
        ...store,
        write: (writes) => (down ? Promise.reject(new StoreError('UNAVAILABLE', 'down')) : store.write(writes)),
      };
      const problems: unknown[] = [];
      const recorder = instance(shaky, { onProblem: (error) => problems.push(error) });
      readers(recorder, 2, (reader) => reader.read('herring-3'));
      await assert.rejects(recorder.flush(), /down/);
      readers(recorder, 5, (reader) => reader.read('herring-3'));
      await assert.rejects(recorder.flush(), /down/);
      assert.deepEqual(await counts(), []);
      down = false;
      await recorder.flush();
      assert.deepEqual((await counts())[0]?.reads, [{ id: 'herring-3', count: 5 }]);
      down = true;
      recorder.visit({ address: '192.0.2.200', userAgent: browser }).read('herring-3');
      await recorder.close();
      assert.equal(problems.length, 1, 'says so at its end');
    });

    it('write a late hour beside what others have merged of it', async () => {
      let at = new Date('2026-11-24T10:55:00Z');
      let down = false;
      const shaky: Store = {
        ...store,
        write: (writes) => (down ? Promise.reject(new StoreError('UNAVAILABLE', 'down')) : store.write(writes)),
      };
      const recorder = instance(shaky, { now: () => at });
      const other = instance(store, { now: () => at });
      readers(recorder, 3, (reader) => reader.read('herring-1'));
      await recorder.flush();
      readers(recorder, 5, (reader) => reader.read('herring-1'));
      down = true;
      await assert.rejects(recorder.flush());
      at = new Date('2026-11-24T13:00:00Z');
      await other.compact();
      assert.deepEqual(
        (await counts()).map(({ _id }) => _id),
        ['2026-11-24T10'],
      );
      down = false;
      await recorder.flush();
      await Promise.all([recorder.compact(), other.compact()]);
      assert.deepEqual(
        (await counts()).map(({ _id, reads }) => [_id, reads]),
        [['2026-11-24T10', [{ id: 'herring-1', count: 5 }]]],
      );
    });

    it('forget what lies beyond the longest window', async () => {
      let at = new Date('2026-09-01T10:00:00Z');
      const recorder = instance(store, { now: () => at });
      readers(recorder, 3, (reader) => reader.read('herring-1'));
      await recorder.flush();
      at = new Date(at.getTime() + 5 * windows.DAY);
      await recorder.compact();
      assert.deepEqual(
        (await counts()).map(({ _id }) => _id),
        ['2026-09-01'],
      );
      at = new Date(at.getTime() + 60 * windows.DAY);
      await recorder.compact();
      assert.deepEqual(await counts(), []);
    });

    it('cost one command for each collection, whatever is asked at once', async () => {
      const recorder = instance(store);
      readers(recorder, 3, (reader) => {
        reader.read('herring-1');
        for (const text of ['Norland', 'Ada Fjord', 'Bo Reef', 'Harbour City']) reader.searched(text);
      });
      await recorder.flush();
      const selection = 'terms { term concept { slug } } articles { article { slug } } asOf';
      commands = [];
      const data = await runOnce(
        store,
        `{ hour: trending(window: HOUR) { ${selection} } day: trending { ${selection} } month: trending(window: MONTH) { ${selection} }
           sections { mostRead { article { slug } } articles(sort: MOST_READ) { nodes { slug } } } articles(sort: MOST_READ, first: 3) { totalCount nodes { slug } pageInfo { endCursor } } }`,
      );
      assert.equal(data.month.terms.length, 4);
      const sent = (collection: string) => commands.filter((command) => command.startsWith(`${collection} `)).length;
      assert.equal(sent(countCollection.name), 1, commands.join());
      assert.equal(sent(rankingCollection.name), 1, commands.join());
      for (const collection of ['people', 'places', 'topics', 'events', 'organisations', 'sections'])
        assert.equal(sent(collection), 1, `${collection} of ${commands.join()}`);
      // Lists at the top, and lists of sections, which are known one wave later.
      assert.ok(sent('articles') <= 2, commands.join());
      commands = [];
      await runOnce(store, '{ articles(sort: MOST_READ, first: 3) { totalCount nodes { slug } edges { cursor } } }');
      assert.deepEqual(commands.filter((command) => command.startsWith('articles')).length, 1, commands.join());
    });

    it('answer several requests with what was read once', async () => {
      const trends = new StoredTrends(store, { enoughAskers });
      commands = [];
      const contexts = [1, 2, 3].map(() => contextFor(store, { trends }));
      const all = await Promise.all(contexts.map((context) => context.counts('DAY')));
      assert.equal(new Set(all).size, 1);
      assert.equal(commands.length, 1);
    });

    it('take null for what is left out', async () => {
      const { trending: answer } = await runQuery(
        store,
        '{ trending(window: null, section: null) { terms(first: null) { term } concepts(first: null, kind: null) { count } } }',
      );
      assert.deepEqual(answer, { terms: [], concepts: [] });
      const { articles, section } = await runQuery(
        store,
        '{ articles(sort: null, first: 1) { nodes { slug } } section(path: "world") { mostRead(window: null, first: null) { rank } articles(sort: null, first: 1) { nodes { slug } } } }',
      );
      assert.deepEqual([articles.nodes.length, section.mostRead, section.articles.nodes.length], [1, [], 1]);
    });

    it('refuse sizes that cannot be', async () => {
      for (const field of ['terms', 'articles', 'concepts'])
        for (const first of [-1, 101]) {
          const { errors } = await runForErrors(store, `{ trending { ${field}(first: ${first}) { __typename } } }`);
          assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
        }
    });
  });

  describe(`the order MOST_READ on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let store: Store;
    let at = new Date('2026-11-24T12:00:00Z');
    before(async () => {
      test = await kind.open();
      store = test.store;
      await loadInto(store, ...world, ...Array.from({ length: 25 }, (_, number) => articleDocument(number + 1)));
    });
    after(() => test.remove());

    const page = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: ArticleFilter) {
      articles(first: $first, after: $after, last: $last, before: $before, sort: MOST_READ, filter: $filter) {
        totalCount nodes { slug } edges { cursor } facets(by: [KIND]) { buckets { value count } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    const numbersOf = ({ nodes }: Data): number[] => nodes.map(({ slug }: Data) => Number(slug.split('-')[1]));
    async function walk(size: number, filter: object | null = null, between = async (_page: number) => {}) {
      const seen: number[] = [];
      for (let number = 0, cursor = null; ; number += 1) {
        const { articles }: Data = await runQuery(store, page, { first: size, after: cursor, filter });
        seen.push(...numbersOf(articles));
        if (!articles.pageInfo.hasNextPage) return seen;
        cursor = articles.pageInfo.endCursor;
        await between(number);
      }
    }
    /** A new ranking: each article is read as often as it says. */
    async function read(counts: Record<number, number>): Promise<void> {
      at = new Date(at.getTime() + 60_000);
      const recorder = instance(store, { now: () => at });
      for (const [number, count] of Object.entries(counts))
        readers(recorder, count, (reader) => reader.read(`herring-${number}`));
      await recorder.flush();
    }

    it('is the newest first where nobody reads, then the most read before the rest', async () => {
      const newest = Array.from({ length: 25 }, (_, number) => 25 - number);
      assert.deepEqual(await walk(7), newest);
      await read({ 3: 5, 9: 9, 20: 2 });
      const order = [9, 3, 20, ...newest.filter((number) => ![9, 3, 20].includes(number))];
      for (const size of [1, 2, 3, 4, 7, 25, 100]) assert.deepEqual(await walk(size), order, `pages of ${size}`);
      assert.deepEqual(
        await walk(2, { ids: [3, 20, 4, 5].map((n) => toGlobalId('article', `herring-${n}`)) }),
        [3, 20, 5, 4],
      );
      const { section, person } = await runQuery(
        store,
        '{ section(path: "world") { articles(first: 2, sort: MOST_READ) { nodes { slug } } } person(slug: "ada-fjord") { articles(first: 2, sort: MOST_READ) { nodes { slug } } } }',
      );
      assert.deepEqual(
        [numbersOf(section.articles), numbersOf(person.articles)],
        [
          [9, 3],
          [9, 3],
        ],
      );
    });

    it('goes backwards too, and counts the whole list', async () => {
      const all = await walk(100);
      const { articles: end } = await runQuery(store, page, { last: 22 });
      assert.deepEqual(numbersOf(end), all.slice(-22));
      assert.deepEqual([end.pageInfo.hasPreviousPage, end.pageInfo.hasNextPage], [true, false]);
      assert.equal(end.totalCount, 25);
      assert.deepEqual(end.facets[0].buckets, [{ value: 'STORY', count: 25 }]);
      for (const [from, size] of [
        [24, 4],
        [5, 4],
        [3, 2],
        [2, 2],
      ] as const) {
        const { articles } = await runQuery(store, page, { first: 25 });
        const before = articles.edges[from].cursor;
        const { articles: previous } = await runQuery(store, page, { last: size, before });
        assert.deepEqual(numbersOf(previous), all.slice(from - size, from));
        assert.equal(previous.pageInfo.hasPreviousPage, from > size);
        const { articles: rest } = await runQuery(store, page, { first: 25, after: before });
        assert.deepEqual(numbersOf(rest), all.slice(from + 1));
      }
    });

    it('shows nothing twice and skips nothing while readers turn everything round', async () => {
      const first = await walk(100);
      for (const size of [2, 3, 7]) {
        const before = await walk(100);
        const seen = await walk(size, null, async (number) => {
          await read({ [((number * 7) % 25) + 1]: 40, [((number * 11) % 25) + 1]: 30 });
          await loadInto(store, articleDocument(5, { status: number % 2 === 0 ? 'WITHDRAWN' : 'PUBLISHED' }));
        });
        await loadInto(store, articleDocument(5));
        assert.equal(new Set(seen).size, seen.length);
        assert.deepEqual(
          seen.filter((number) => number !== 5),
          before.filter((number) => number !== 5),
        );
      }
      assert.notDeepEqual(await walk(100), first);
    });

    it('says when an order is no longer kept, and keeps that of the newest list', async () => {
      const cursorOf = async () => (await runQuery(store, page, { first: 2 })).articles.pageInfo.endCursor;
      const old = await cursorOf();
      at = new Date(at.getTime() + 4 * windows.HOUR);
      await instance(store, { now: () => at }).compact();
      await runQuery(store, page, { first: 2, after: old });
      await read({ 1: 90, 2: 80, 3: 70 });
      const current = await cursorOf();
      await instance(store, { now: () => at }).compact();
      await runQuery(store, page, { first: 2, after: old });
      at = new Date(at.getTime() + 4 * windows.HOUR);
      await instance(store, { now: () => at }).compact();
      const { errors } = await runForErrors(store, page, { first: 2, after: old });
      assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
      assert.match(errors[0]?.message ?? '', /no longer kept: ask for the list from its start/);
      await runQuery(store, page, { first: 2, after: current });
      const { errors: mixed } = await runForErrors(store, page, { first: 2, after: current, before: old });
      assert.match(mixed[0]?.message ?? '', /take both from one list/);
      const newest = '{ articles(first: 1) { edges { cursor } } }';
      const foreign = (await runQuery(store, newest)).articles.edges[0].cursor;
      const { errors: wrong } = await runForErrors(store, page, { first: 2, after: foreign });
      assert.match(wrong[0]?.message ?? '', /after is not a cursor of this list/);
    });
  });
}
