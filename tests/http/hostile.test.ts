import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { admitted, post, type Reply, request, startGateway, type TestGateway } from '../support/gateway.js';

type Attack = (address: string) => Promise<Reply>;

const ask =
  (query: unknown, variables?: unknown): Attack =>
  (address) =>
    post(address, { query, variables });
const times = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join(' ');
const nest = (open: string, count: number, inner: string) => `${open.repeat(count)}${inner}${'}'.repeat(count)}`;

/** Each fragment spreads the next one twice: 2^48 expansions in two kilobytes, which no machine would ever be done with. */
const bomb = `{ people { nodes { ...f0 } } } ${times(48, (at) => `fragment f${at} on Person { ${at === 47 ? 'name' : `...f${at + 1} ...f${at + 1}`} }`)}`;
const cost = (field: string) => `{ articles(first: 100) { nodes { ${field} } } }`;

const operators: unknown[] = [
  { $gt: '' },
  { $ne: null },
  { $where: 'sleep(1000)' },
  { $regex: '.*' },
  ['a'],
  1,
  true,
  { toString: 'x' },
];
const strings = [
  '$where',
  '{"$gt":""}',
  '.*',
  '(a+)+$',
  '\u0000',
  '../../etc/passwd',
  '<script>',
  "'; drop table",
  '𝕊'.repeat(500),
  'a'.repeat(10_000),
  '__proto__',
  'constructor',
  '%00',
  '\ud800',
];

const attacks: Record<string, Attack[]> = {
  'aliases and directives': [
    ask(`{ ${times(1000, (at) => `a${at}: __typename`)} }`),
    ask(`{ ${times(60, (at) => `a${at}: articles(first: 100) { nodes { slug } }`)} }`),
    ask(`{ __typename ${'@skip(if: false) '.repeat(700)}}`),
    ask(`{ __typename ${'@nothing '.repeat(1500)}}`),
    ask(`{ ${'a '.repeat(7000)} }`),
    ask(`{ ${'__typename '.repeat(1400)} }`),
  ],
  'depth and cycles': [
    ask(`{ person(slug: "ada-fjord") ${nest('{ roles { person ', 40, '{ name }')} }`),
    ask(`{ place(slug: "norland") ${nest('{ within ', 2000, '{ name }')} }`),
    ask(`{ ${nest('... { ', 1500, '__typename')} }`),
    ask('{ people { nodes { ...a } } } fragment a on Person { ...b } fragment b on Person { ...a }'),
    ask('{ people { nodes { ...a } } } fragment a on Person { name ...a }'),
    ask(`{ __schema { types { ${nest('fields { type { ', 20, 'name')} } } } } }`),
    ask(`{ __schema ${nest('{ types { fields { type ', 6, '{ name }')} } }`),
    ask(`{ __type(name: "Query") ${nest('{ ofType ', 200, '{ name }')} }`),
    ask('[['.repeat(5000)),
    ask(`{ people(first: ${'['.repeat(3000)}`),
  ],
  'fragment bombs': [
    ask(bomb),
    ask(bomb.replace(/name/g, 'articles(first: 100) { nodes { slug } }')),
    ask(`{ ...a } ${times(200, (at) => `fragment a${at} on Query { ...a${at + 1} }`)}`),
    ask(
      `query { ${times(30, (at) => `...f${at}`)} } ${times(30, (at) => `fragment f${at} on Query { x${at}: articles(first: 100) { nodes { slug body { html } } } }`)}`,
    ),
  ],
  'huge lists': [
    ask(cost('people { articles(first: 100) { nodes { people { articles(first: 100) { totalCount } } } } }')),
    ask(cost('mentions { concept { articles(first: 100) { nodes { slug } } } }')),
    ask('{ articles(first: 1000000) { totalCount } }'),
    ask('{ articles(first: 2147483648) { totalCount } }'),
    ask('{ articles(first: -2147483648) { totalCount } }'),
    ask('{ articles(last: 101) { totalCount } }'),
    ask('{ articles(first: 1.5) { totalCount } }'),
    ask('{ articles(first: "5") { totalCount } }'),
    ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(2000).fill('cGVyc29uOmFkYQ') }),
    ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [[[['x']]]] }),
  ],
  variables: [
    ask('query ($slug: String) { person(slug: $slug) { name } }', {
      slug: JSON.parse(`${'['.repeat(4000)}${']'.repeat(4000)}`),
    }),
    ask(
      'query ($slug: String) { person(slug: $slug) { name } }',
      JSON.parse(`${'{"slug":'.repeat(3000)}1${'}'.repeat(3000)}`),
    ),
    ...[true, 5, ['en'], {}, { toString: 'en' }].map((locale) =>
      ask(
        'query ($locale: Locale!) { place(slug: "norland") { name(locale: $locale) } sections { nameLocale(locale: $locale) } }',
        {
          locale,
        },
      ),
    ),
    // As deep as a body can hold; JSON.stringify would not make it.
    async (address) =>
      request(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query":"query ($f: ArticleFilter) { articles(filter: $f) { totalCount } }","variables":{"f":${'{"and":['.repeat(5000)}${']}'.repeat(5000)}}}`,
      }),
    async (address) =>
      request(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query":"query ($f: [ID!]!) { nodes(ids: $f) { id } }","variables":{"f":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
      }),
    ask(`{ articles(filter: ${'{ and: ['.repeat(500)}{ breaking: true }${'] }'.repeat(500)}) { totalCount } }`),
    ask('query ($first: Int) { people(first: $first) { totalCount } }', { first: 'many' }),
    ask('query ($first: Int!) { people(first: $first) { totalCount } }', {}),
    ask('query ($a: Nothing) { people { totalCount } }', { a: 1 }),
    ask(`query (${times(1000, (at) => `$v${at}: Int`)}) { __typename }`),
    ask('{ __typename }', 'no object'),
    ask('{ __typename }', [1, 2, 3]),
    ask('{ __typename }', { __proto__: { polluted: true } }),
  ],
  'operator objects in string arguments': operators.flatMap((value) => [
    ask('query ($v: String) { person(slug: $v) { name } }', { v: value }),
    ask('query ($v: ID!) { node(id: $v) { id } }', { v: value }),
    ask('query ($v: String!) { section(path: $v) { name } }', { v: value }),
    ask('query ($v: String!) { source(slug: $v) { name } }', { v: value }),
  ]),
  'strange strings': strings.flatMap((value) => [
    ask('query ($v: String) { person(slug: $v) { name } article(slug: $v) { headline } }', { v: value }),
    ask('query ($v: String!) { section(path: $v) { name } policy(kind: PRIVACY, source: $v) { title } }', { v: value }),
    ask('query ($v: String) { people(after: $v) { totalCount } articles(before: $v, last: 1) { nodes { slug } } }', {
      v: value,
    }),
    ask('query ($v: ID!) { node(id: $v) { id } image(id: $v) { url } person(id: $v) { name } }', { v: value }),
    ask('query ($v: String) { articles(first: 1) { nodes { publishedAt(timeZone: $v) } } }', { v: value }),
    ask('query ($v: Locale) { people(first: 1) { nodes { name(locale: $v) } } }', { v: value }),
  ]),
  'broken documents': [
    ask(''),
    ask(null),
    ask(5),
    ask({}),
    ask([]),
    ask('{'),
    ask('}'),
    ask('query'),
    ask('{ a: }'),
    ask('"""'),
    ask('\u0000'),
    ask('mutation { x }'),
    ask('subscription { x }'),
    ask('query A { __typename } query B { __typename }'),
    ask('{ __typename } type A { b: Int }'),
    ask('# only a comment'),
    ask(`{ __typename } # ${'x'.repeat(90_000)}`),
    ask('💣'),
    ask(`query ${'A'.repeat(16_000)} { __typename }`),
  ],
  'media types, encodings and bodies': [
    (address) => post(address, '{ __typename }', { 'content-type': 'text/plain' }),
    (address) => post(address, 'query=%7B__typename%7D', { 'content-type': 'application/x-www-form-urlencoded' }),
    (address) => post(address, '{"query":"{ __typename }"}', { 'content-type': 'multipart/form-data; boundary=x' }),
    (address) => post(address, '<query/>', { 'content-type': 'application/xml' }),
    (address) => post(address, '{"query":"{ __typename }"', {}),
    (address) => post(address, '[{"query":"{ __typename }"},{"query":"{ __typename }"}]', {}),
    (address) => post(address, 'null'),
    (address) => post(address, '"text"'),
    (address) => post(address, ''),
    (address) => post(address, { query: '{ __typename }' }, { accept: 'image/png' }),
    (address) =>
      request(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        body: gzipSync(Buffer.alloc(8_000_000, 'x')),
      }),
    (address) =>
      request(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-encoding': 'br' },
        body: 'x',
      }),
    (address) => post(address, `{"query":"${'x'.repeat(8_000_000)}"}`),
    (address) => post(address, `{"query":"{ __typename }","__proto__":{"x":1}}`),
    (address) => post(address, `{"query":"{ __typename }","constructor":{"prototype":{"x":1}}}`),
    (address) => request(`${address}/graphql?query={__typename}`),
    (address) =>
      request(`${address}/graphql?query=${'x'.repeat(15_000)}`, { headers: { 'apollo-require-preflight': '1' } }),
    (address) => request(`${address}/graphql?query=mutation{x}`, { headers: { 'apollo-require-preflight': '1' } }),
    (address) =>
      request(`${address}/graphql?query={__typename}&variables={`, { headers: { 'apollo-require-preflight': '1' } }),
    (address) => request(`${address}/graphql`, { method: 'PUT', body: 'x' }),
    (address) => request(`${address}/graphql`, { method: 'DELETE' }),
    (address) => request(`${address}/..%2f..%2fpackage.json`),
    (address) => request(`${address}/${'x'.repeat(10_000)}`),
  ],
};

describe('hostile requests', () => {
  let test: TestGateway;
  before(async () => {
    test = await startGateway();
    await post(test.address, { query: '{ articles(first: 1) { nodes { slug } } }' });
  });
  after(() => test.remove());

  it('are more than a hundred', () => {
    assert.ok(Object.values(attacks).flat().length >= 100);
  });

  for (const [name, group] of Object.entries(attacks)) {
    it(`${name} (${group.length}): no 5xx, nothing of the inside, short, and it ends`, async () => {
      for (const [at, attack] of group.entries()) {
        const { status, text, milliseconds } = await admitted(() => attack(test.address));
        const what = `${name} ${at}: ${status} ${text.slice(0, 200)}`;
        assert.ok(status < 500, what);
        if (text.includes('"errors"')) assert.ok(text.length < 64 * 1024, what);
        // Not how fast it is, but that it ends: what goes wrong here takes minutes.
        assert.ok(milliseconds < 60_000, `${what} after ${milliseconds} ms`);
        assert.doesNotMatch(
          text,
          /node_modules|\.js:\d|\.ts:\d|\n\s+at |INTERNAL_SERVER_ERROR|mingo|lmdb|MongoServer|aggregate/,
          what,
        );
      }
    });
  }

  it('leave it answering as before', async () => {
    const reply = await admitted(() => post(test.address, { query: '{ articles(first: 1) { totalCount } }' }));
    assert.deepEqual(JSON.parse(reply.text), { data: { articles: { totalCount: 30 } } });
  });
});
