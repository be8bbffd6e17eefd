import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { NativeDocument } from '../../src/content/documents.js';
import { encodeCursor } from '../../src/graph/cursor.js';
import { toGlobalId } from '../../src/graph/node.js';
import { buildGraph } from '../../src/schema.js';
import { type Data, loadInto, runForErrors, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const page = `query ($first: Int, $after: String, $last: Int, $before: String, $sort: ArticleSort) {
  articles(first: $first, after: $after, last: $last, before: $before, sort: $sort) {
    totalCount nodes { slug } edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

describe('connections', () => {
  const connections = Object.values(buildGraph().getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).filter(({ type: of }) => getNamedType(of).name.endsWith('Connection'))
      : [],
  );

  it('page both ways', () => {
    assert.ok(connections.length > 15);
    for (const { name, args } of connections) {
      const names = args.map((arg) => arg.name);
      for (const needed of ['first', 'after', 'last', 'before'])
        assert.ok(names.includes(needed), `${name}(${needed}:)`);
    }
  });

  it('of articles all filter and sort', () => {
    const ofArticles = connections.filter(({ type }) => getNamedType(type).name === 'ArticleConnection');
    for (const { name, args } of ofArticles) {
      for (const needed of ['filter', 'sort'])
        assert.ok(
          args.some((arg) => arg.name === needed),
          `${name}(${needed}:)`,
        );
    }
  });
});

for (const kind of storeKinds) {
  describe(`paging on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    const numbers = Array.from({ length: 25 }, (_, at) => at + 1);
    /** Three of a minute share it, so that the tie-breaker counts. */
    const at = (number: number) => new Date(Date.UTC(2024, 0, 1, 0, Math.floor(number / 3))).toISOString();
    const article = (number: number): NativeDocument =>
      articleDocument(number, { slug: `a-${String(number).padStart(2, '0')}`, publishedAt: at(number) });
    before(async () => {
      test = await kind.open();
      await loadInto(test.store, ...world, ...numbers.map(article));
    });
    after(() => test.remove());

    const slugsOf = (connection: Data): string[] => connection.nodes.map(({ slug }: Data) => slug);

    async function walk(
      size: number,
      variables: object = {},
      afterPage = async (_page: number) => {},
    ): Promise<string[]> {
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let number = 0; number < 50; number += 1) {
        const { articles }: Data = await runQuery(test.store, page, { first: size, after: cursor, ...variables });
        seen.push(...slugsOf(articles));
        if (!articles.pageInfo.hasNextPage) return seen;
        cursor = articles.pageInfo.endCursor;
        await afterPage(number);
      }
      throw new Error('the pages do not end');
    }

    it('goes through everything, whatever the size of a page', async () => {
      const all = await walk(100);
      assert.equal(all.length, 25);
      assert.deepEqual(all.slice(0, 3), ['a-25', 'a-24', 'a-23']);
      for (const size of [1, 2, 3, 7, 25]) assert.deepEqual(await walk(size), all);
      assert.deepEqual(await walk(4, { sort: 'OLDEST' }), [...all].reverse());
    });

    it('goes backwards too', async () => {
      const all = await walk(100);
      const { articles: end } = await runQuery(test.store, page, { last: 5 });
      assert.deepEqual(slugsOf(end), all.slice(-5));
      assert.deepEqual([end.pageInfo.hasPreviousPage, end.pageInfo.hasNextPage], [true, false]);
      const { articles: previous } = await runQuery(test.store, page, { last: 5, before: end.pageInfo.startCursor });
      assert.deepEqual(slugsOf(previous), all.slice(-10, -5));
      const { articles: beginning } = await runQuery(test.store, page, { last: 20, before: previous.edges[0].cursor });
      assert.deepEqual(slugsOf(beginning), all.slice(0, 15));
      assert.equal(beginning.pageInfo.hasPreviousPage, false);
    });

    it('knows where it stands', async () => {
      const { articles } = await runQuery(test.store, page, { first: 25 });
      assert.equal(articles.totalCount, 25);
      assert.equal(articles.pageInfo.hasNextPage, false);
      assert.deepEqual(
        articles.edges.map(({ node }: Data) => node),
        articles.nodes,
      );
      assert.equal(articles.edges[24].cursor, articles.pageInfo.endCursor);
      const { articles: beyond } = await runQuery(test.store, page, { first: 5, after: articles.pageInfo.endCursor });
      assert.deepEqual([beyond.nodes, beyond.pageInfo.endCursor, beyond.totalCount], [[], null, 25]);
      const { articles: none } = await runQuery(test.store, page, { first: 0 });
      assert.deepEqual([none.nodes, none.pageInfo.hasNextPage], [[], true]);
    });

    it('shows nothing twice and skips nothing while articles come, change and go', async () => {
      const before = await walk(100);
      const seen = await walk(3, {}, async (number) => {
        await loadInto(
          test.store,
          articleDocument(100 + number, {
            slug: `new-${number}`,
            publishedAt: new Date(Date.UTC(2025, 0, 1, number)).toISOString(),
          }),
          articleDocument(2, { slug: 'a-02', publishedAt: at(2), standfirst: `Changed ${number}` }),
          articleDocument(20, { slug: 'a-20', publishedAt: at(20), status: 'WITHDRAWN' }),
        );
      });
      assert.equal(new Set(seen).size, seen.length);
      assert.deepEqual(
        seen.filter((slug) => slug !== 'a-20'),
        before.filter((slug) => slug !== 'a-20'),
      );
    });

    it('refuses sizes and cursors that cannot be', async () => {
      const { people, articles } = await runQuery(
        test.store,
        '{ people(first: 1) { edges { cursor } } articles(first: 1) { edges { cursor } } }',
      );
      const foreign = people.edges[0].cursor;
      const real: string = articles.edges[0].cursor;
      const forged = Buffer.from(JSON.stringify([0, 'a', 'xxxxxxxx'])).toString('base64url');
      const cases: [object, RegExp][] = [
        [{ first: 101 }, /first must be between 0 and 100; found 101/],
        [{ first: -1 }, /first must be between 0 and 100; found -1/],
        [{ first: 5, last: 5 }, /first or last, not both/],
        [{ last: 101 }, /last must be between/],
        ...[
          foreign,
          forged,
          'x',
          '',
          '🐟',
          '{"$gt":""}',
          real.slice(0, -2),
          `${real.slice(0, 6)}A${real.slice(7)}`,
        ].map((after): [object, RegExp] => [{ after }, /after is not a cursor of this list/]),
        [{ last: 1, before: forged }, /before is not a cursor of this list/],
      ];
      for (const [variables, message] of cases) {
        const { errors } = await runForErrors(test.store, page, { sort: 'NEWEST', ...variables });
        assert.equal(errors.length, 1, JSON.stringify(variables));
        assert.match(errors[0]?.message ?? '', message);
        assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
      }
    });

    it('refuses cursors with a date that no answer could have', async () => {
      const year10000 = Date.parse('+010000-01-01T00:00:00Z');
      const values = [year10000, Date.parse('0000-01-01T00:00:00Z') - 1, 9e15, 1e300, -1e300, null, '', 'x'];
      const cursors = values.flatMap((value): [object, string][] => [
        [{ sort: 'NEWEST' }, encodeCursor('articles newest', value, 'a-01')],
        [{ sort: 'OLDEST' }, encodeCursor('articles oldest', value, 'a-01')],
        [{ sort: 'UPDATED' }, encodeCursor('articles updated', value, 'a-01')],
        [{ sort: 'MOST_READ' }, encodeCursor('articles most read', `DAY ${value}`, 'a-01')],
      ]);
      for (const [sort, cursor] of cursors) {
        for (const argument of ['after', 'before']) {
          const { errors } = await runForErrors(test.store, page, { ...sort, [argument]: cursor });
          assert.equal(errors[0]?.message, `${argument} is not a cursor of this list.`, JSON.stringify([sort, cursor]));
          assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
        }
      }
    });

    it('refuses first with last, the default written out too, literally and as a variable', async () => {
      for (const args of ['first: 20, last: 5', 'first: 7, last: 5', 'first: $n, last: 5', 'first: 0, last: 0']) {
        const { errors } = await runForErrors(
          test.store,
          `query ${args.includes('$n') ? '($n: Int)' : ''} { articles(${args}) { totalCount } }`,
          args.includes('$n') ? { n: 20 } : {},
        );
        assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT', args);
        assert.match(errors[0]?.message ?? '', /first or last, not both/);
      }
      const { articles } = await runQuery(
        test.store,
        'query ($n: Int) { articles(first: $n, last: 5) { nodes { slug } } }',
      );
      assert.equal(articles.nodes.length, 5);
    });

    it('pages nested lists backwards', async () => {
      const nested = (
        args: string,
      ) => `person(slug: "ada-fjord") { articles(${args}) { nodes { slug } pageInfo { startCursor hasPreviousPage } } }
        place(slug: "harbour-city") { dispatches(${args}) { nodes { slug } } } image(id: "${toGlobalId('image', 'portrait')}") { usedIn(${args}) { nodes { slug } } }
        source(slug: "example-wire") { articles(${args}) { nodes { slug } } } section(path: "world") { articles(${args}) { nodes { slug } } }`;
      const all = await walk(100);
      const data = await runQuery(test.store, `{ ${nested('last: 3')} people(last: 1) { nodes { slug } } }`);
      assert.deepEqual(data.people.nodes, [{ slug: 'cy-quill' }]);
      const lists = [
        data.person.articles,
        data.place.dispatches,
        data.image.usedIn,
        data.source.articles,
        data.section.articles,
      ];
      for (const list of lists) assert.deepEqual(slugsOf(list), all.slice(-3));
      const before = data.person.articles.pageInfo.startCursor;
      const next = await runQuery(
        test.store,
        `{ ${nested(`last: 2, before: "${before}", filter: { kind: [STORY] }`)} }`,
      );
      assert.deepEqual(slugsOf(next.image.usedIn), all.slice(-5, -3));
    });

    it('pages what a document holds itself', async () => {
      const first =
        '{ article(slug: "a-01") { images(first: 1) { totalCount nodes { role } pageInfo { hasNextPage endCursor } } } }';
      const { article: one } = await runQuery(test.store, first);
      assert.deepEqual([one.images.totalCount, one.images.pageInfo.hasNextPage], [2, true]);
      const { article: rest } = await runQuery(
        test.store,
        '($after: String) { article(slug: "a-01") { images(after: $after) { nodes { position } pageInfo { hasNextPage hasPreviousPage } } } }'.replace(
          /^/,
          'query ',
        ),
        {
          after: one.images.pageInfo.endCursor,
        },
      );
      assert.deepEqual(rest.images, {
        nodes: [{ position: 1 }],
        pageInfo: { hasNextPage: false, hasPreviousPage: true },
      });
    });

    it('wants exactly one of id and slug', async () => {
      for (const args of ['', '(id: "a", slug: "b")']) {
        const { errors } = await runForErrors(test.store, `{ person${args} { slug } }`);
        assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
        assert.match(errors[0]?.message ?? '', /exactly one of id and slug/);
      }
    });
  });
}
