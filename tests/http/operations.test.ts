import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { GraphQLFormattedError } from 'graphql';
import { post, type Reply, startGateway, type TestGateway } from '../support/gateway.js';
import { executed, loadInto, type Operation } from '../support/graph.js';
import { articleDocument } from '../support/newsroom.js';
import { storeKinds } from '../support/stores.js';

const card = 'fragment Card on Article { slug headline leadImage { alt image { url } } }';
const count = 'fragment F on TopicConnection { totalCount nodes { slug } }';

/** Ordinary operations of real clients, by what is special about them. */
const operations: Record<string, Operation[]> = {
  'last without first': [
    { query: '{ articles(last: 7) { nodes { slug } } }' },
    { query: 'query ($last: Int) { articles(last: $last) { nodes { slug } } }', variables: { last: 3 } },
    {
      query: 'query ($first: Int, $last: Int) { articles(first: $first, last: $last) { nodes { slug } } }',
      variables: { first: null, last: 2 },
    },
    {
      query:
        '{ article(slug: "herring-1") { revisions(last: 1) { nodes { number } } related(last: 2) { nodes { slug } } } }',
    },
    { query: '{ images(first: 5) { nodes { usedIn(last: 2) { nodes { slug } } } } }' },
  ],
  'a filter as a variable': [
    {
      query: 'query ($filter: ArticleFilter) { articles(first: 3, filter: $filter) { totalCount nodes { slug } } }',
      variables: { filter: { or: [{ kind: ['STORY'] }, { not: { breaking: true } }] } },
    },
    {
      query: 'query ($filter: ArticleFilter) { articles(first: 3, filter: $filter) { totalCount } }',
      variables: { filter: null },
    },
    { query: 'query ($filter: ArticleFilter) { articles(first: 3, filter: $filter) { totalCount } }' },
  ],
  'a fragment in two places, under @include or @skip in one': [
    {
      query: `query ($hero: Boolean!) { hero: article(slug: "herring-1") { ...Card @include(if: $hero) } articles(first: 2) { nodes { ...Card } } } ${card}`,
      variables: { hero: false },
    },
    {
      query: `query ($x: Boolean!) { topics(first: 1) { ...F @include(if: $x) ...F } } ${count}`,
      variables: { x: false },
    },
    {
      query: `query ($x: Boolean!) { topics(first: 1) { ...F @skip(if: $x) ...F @include(if: $x) } } ${count}`,
      variables: { x: true },
    },
    {
      query:
        'query ($b: Boolean!) { article(slug: "herring-1") { ...H @include(if: $b) ...L } } fragment H on Article { ...C kicker } fragment L on Article { ...C } fragment C on Article { headline }',
      variables: { b: false },
    },
  ],
  'several operations in a document': [
    ...['A', 'A', 'B'].map((operationName) => ({
      query: `query A($x: Boolean!) { topics(first: 1) { ...F @include(if: $x) __typename } } query B { topics(first: 1) { ...F } } ${count}`,
      variables: { x: true },
      operationName,
    })),
  ],
  'a default of a custom scalar': [
    {
      query:
        'query ($from: DateTime = "2024-03-05T00:00:00Z") { articles(first: 2, filter: { published: { from: $from } }) { totalCount nodes { slug } } }',
    },
    {
      query:
        'query ($from: DateTime = "2024-03-05T00:00:00Z") { articles(first: 2, filter: { published: { from: $from } }) { totalCount } }',
      variables: { from: '2031-01-01T00:00:00Z' },
    },
    {
      query:
        'query ($at: DateTime = "2020-06-01T00:00:00.000Z") { person(slug: "ada-fjord") { roles(at: $at) { title } } }',
    },
    { query: 'query ($locale: Locale = "de") { place(slug: "norland") { name(locale: $locale) } }' },
  ],
  'null for what need not be given': [
    {
      query:
        'query ($id: ID, $slug: String) { article(id: $id, slug: $slug) { headline } person(slug: "ada-fjord", id: $id) { name } }',
      variables: { id: null, slug: 'herring-1' },
    },
    {
      query:
        'query ($n: Int, $l: Locale) { articles(first: $n) { nodes { slug summary(maxLength: $n) people { name(locale: $l) } } } }',
      variables: { n: null, l: null },
    },
    {
      query:
        'query ($f: ArticleFilter, $s: ArticleSort) { articles(first: 1, filter: $f, sort: $s) { nodes { slug } } }',
      variables: { f: { kind: null, published: { from: null }, and: null }, s: null },
    },
    {
      query:
        '{ person(slug: "ada-fjord") { coMentioned(first: null, kind: null) { count } roles(at: null, organisation: null, current: null) { title } } policy(kind: COOKIE_CONSENT, source: "example-news", locale: null) { title } }',
    },
  ],
  'names that are special in JavaScript': [
    { query: '{ __proto__: sections { slug } constructor: topics(first: 1) { totalCount } toString: __typename }' },
  ],
};

/** Operations that are refused whole, or in part. */
const refused: Record<string, Operation[]> = {
  'an array for an input object': [
    {
      query: 'query ($r: DateRange) { articles(first: 2, filter: { published: $r }) { totalCount } }',
      variables: { r: [] },
    },
    { query: 'query ($f: ArticleFilter) { articles(first: 2, filter: $f) { totalCount } }', variables: { f: 'x' } },
  ],
  'null where there may be none': [
    {
      query: 'query ($b: Boolean = true) { topics(first: 1) { totalCount @include(if: $b) } }',
      variables: { b: null },
    },
    {
      query: 'query ($k: ArticleKind = STORY) { articles(first: 2, filter: { kind: [$k, BRIEF] }) { totalCount } }',
      variables: { k: null },
    },
    { query: 'query ($i: ID = "x") { node(id: $i) { id } topics(first: 1) { totalCount } }', variables: { i: null } },
    { query: 'query ($id: ID) { article(id: $id) { slug } }', variables: { id: null } },
    { query: 'query ($id: ID) { event(id: $id) { slug } place(id: $id) { slug } topic { slug } }' },
  ],
  'a bad argument in every item of a list': ['after: "bogus"', 'first: 101', 'first: 1, last: 1'].map((bad) => ({
    query: `{ events(first: 30) { edges { node { image { url } articles(${bad}) { totalCount } } } } }`,
  })),
  'an argument that cannot be coerced in every item of a list': [
    {
      query:
        'query ($k: ArticleKind = STORY) { events(first: 30) { nodes { image { url } articles(filter: { kind: [$k] }) { totalCount } } } }',
      variables: { k: null },
    },
  ],
  'the name of no operation': [
    { query: '{ sections { slug } }', operationName: '' },
    { query: 'query A { sections { slug } }', operationName: 'a' },
  ],
};

type Wrong = Pick<GraphQLFormattedError, 'path' | 'extensions'>;
/** graphql-js gives its own errors no code, Apollo Server has one for operations that a document does not have. */
const codeOf = ({ extensions }: Wrong) =>
  extensions?.code === 'OPERATION_RESOLUTION_FAILURE' ? 'BAD_USER_INPUT' : (extensions?.code ?? 'BAD_USER_INPUT');
/** Of several items of a list that are wrong, graphql-js reports the one that settles first. */
const pathOf = ({ path = [] }: Wrong) => path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
const wrong = (errors: readonly Wrong[] = []) => errors.map((error) => `${pathOf(error)} ${codeOf(error)}`).sort();

for (const kind of storeKinds) {
  // A rejection without a handler fails the test that is running.
  describe(`an operation asked four times, on the ${kind.name}`, { skip: kind.skip }, () => {
    let gateway: TestGateway;
    before(async () => {
      gateway = await startGateway({}, kind);
      await loadInto(
        gateway.store,
        { type: 'event', slug: 'a-regatta', name: 'A regatta', image: 'portrait' },
        { type: 'event', slug: 'b-regatta', name: 'B regatta', image: 'harbour' },
        articleDocument(40, { publishedAt: '2031-05-01T10:00:00Z', kind: 'BRIEF' }),
      );
    });
    after(() => gateway.remove());

    async function ask(operation: Operation): Promise<Reply[]> {
      const replies: Reply[] = [];
      for (let time = 0; time < 4; time += 1) replies.push(await post(gateway.address, operation));
      return replies;
    }

    const expected = (operation: Operation) => executed(gateway.store, operation, { publicUrl: gateway.address });

    for (const [name, some] of Object.entries(operations)) {
      it(`has the answer of graphql-js each time: ${name}`, async () => {
        for (const operation of some) {
          const { data, errors } = await expected(operation);
          assert.equal(errors, undefined, operation.query);
          for (const { status, text } of await ask(operation)) {
            assert.equal(status, 200);
            assert.equal(text, `${JSON.stringify({ data })}\n`, operation.query);
          }
        }
      });
    }

    for (const [name, some] of Object.entries(refused)) {
      it(`is refused each time as graphql-js refuses it: ${name}`, async () => {
        for (const operation of some) {
          const { data, errors } = await expected(operation);
          assert.notEqual(errors, undefined, operation.query);
          for (const { status, text } of await ask(operation)) {
            const answer = JSON.parse(text);
            assert.equal(status, data === undefined ? 400 : 200, text);
            assert.deepEqual(answer.data, data, operation.query);
            assert.deepEqual(wrong(answer.errors), wrong(errors), operation.query);
          }
        }
      });
    }
  });

  describe(`the cost limit on the ${kind.name}`, { skip: kind.skip }, () => {
    let gateway: TestGateway;
    before(async () => {
      gateway = await startGateway({}, kind);
    });
    after(() => gateway.remove());

    const dear = 'articles(first: 100) { nodes { people { articles(first: 100) { nodes { slug } } } } }';
    const evading: Operation[] = [
      { query: `query ($i: ID = "x") { n: node(id: $i) { id } ${dear} }`, variables: { i: null } },
      {
        query: `query ($b: Boolean = true) { ${dear} bad: article(slug: "nope") { headline @include(if: $b) } }`,
        variables: { b: null },
      },
      {
        query: `query ($n: Int = 1) { ${dear.replace('first: 100', 'first: $n')} ${dear.replace('articles', 'a: articles')} }`,
        variables: { n: null },
      },
      {
        query: `query ($k: ArticleKind = STORY) { none: articles(filter: { kind: [$k] }) { totalCount } ${dear} }`,
        variables: { k: null },
      },
      {
        query:
          'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Person { articles(first: 100) { nodes { people { name } } } } } }',
        variables: { ids: Array(100).fill('x') },
      },
    ];
    it('holds where null makes a part of the operation impossible', async () => {
      for (const operation of evading) {
        for (let time = 0; time < 4; time += 1) {
          const { status, text } = await post(gateway.address, operation);
          assert.equal(status, 400, text.slice(0, 300));
          assert.deepEqual(JSON.parse(text).errors[0].extensions, { code: 'TOO_COMPLEX', limit: 'cost' });
        }
      }
    });

    it('holds for an operation that cost less with other variables', async () => {
      const query = `query ($i: ID = "x", $n: Int, $b: Boolean = true) { node(id: $i) { ... on Article { people { articles(first: 100) { nodes { people { articles(first: $n) @include(if: $b) { nodes { slug } } } } } } } } }`;
      for (const variables of [{ i: null, n: 100 }, { n: 1 }, { n: 100, b: false }]) {
        for (let time = 0; time < 3; time += 1)
          assert.equal((await post(gateway.address, { query, variables })).status, 200);
      }
      for (const variables of [{ n: 100 }, { i: 'y', n: 100 }, { i: 'y', n: 100, b: true }]) {
        assert.equal((await post(gateway.address, { query, variables })).status, 400);
      }
    });
  });
}
