import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getIntrospectionQuery, getOperationAST, type OperationDefinitionNode, parse, validate } from 'graphql';
import { Documents } from '../../src/graph/documents.js';
import { buildGraph } from '../../src/schema.js';

const schema = buildGraph();

function costOf(text: string, ...requests: Record<string, unknown>[]): (number | undefined)[] {
  const documents = new Documents(schema);
  const document = parse(text);
  assert.deepEqual(validate(schema, document), []);
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const twice = () => requests.map((variables) => documents.costOf(document, operation, variables));
  const first = twice();
  // What is remembered is the same.
  assert.deepEqual(twice(), first);
  return first;
}

describe('the cost of an operation', () => {
  it('counts a page by the size that is asked for, and by its default', () => {
    const text =
      'query ($first: Int, $last: Int) { articles(first: $first, last: $last) { nodes { section { slug } } } }';
    // 5 for the list, and for each article 1, and 1 for its section, of which one plain value is asked.
    assert.deepEqual(
      costOf(text, { first: 10 }, { last: 7 }, {}, { first: null }, { first: 5000 }),
      [10, 7, 20, 20, 100].map((size) => Math.ceil(5 + size * 2.04)),
    );
  });

  it('takes a variable from its default where it is absent, but not where it is null', () => {
    const text = 'query ($first: Int = 100) { articles(first: $first) { nodes { slug } } }';
    assert.deepEqual(costOf(text, {}, { first: null }, {}, { first: 1 }), [109, 26, 109, 7]);
  });

  it('counts a field once that several fragments select', () => {
    const text =
      '{ articles(first: 10) { ...a ...b nodes { slug } } } fragment a on ArticleConnection { nodes { slug } } fragment b on ArticleConnection { nodes { kicker } }';
    assert.deepEqual(costOf(text, {}), [Math.ceil(5 + 10 * 1.08)]);
  });

  it('leaves out what a directive leaves out', () => {
    const text =
      'query ($a: Boolean!, $b: Boolean!) { articles(first: 10) @include(if: $a) { nodes @skip(if: $b) { slug } } }';
    assert.deepEqual(costOf(text, { a: true, b: false }, { a: false, b: false }, { a: true, b: true }), [16, 0, 5]);
  });

  it('counts the dearest type of an interface', () => {
    const text =
      '{ node(id: "x") { ... on Person { id } ... on Article { people { name } topics { slug } } ... on Section { children { slug } } } }';
    assert.deepEqual(costOf(text, {}), [Math.ceil(1 + 5 * 1.04 + 5 * 1.04)]);
  });

  it('counts all other fields where null makes one that will not run', () => {
    const text =
      'query ($id: ID = "x", $if: Boolean = true) { node(id: $id) { id } articles(first: 50) { nodes { slug } } sections { slug @include(if: $if) } }';
    const all = Math.ceil(1.04 + (5 + 50 * 1.04) + 5 * 1.04);
    assert.deepEqual(costOf(text, {}, { id: null }, { id: 'y' }, { if: null }), [all, all - 1, all, all]);
  });

  it('is unknown for variables of wrong types', () => {
    const text = 'query ($first: Int) { articles(first: $first) { totalCount } }';
    assert.deepEqual(costOf(text, { first: 'many' }, { first: [] }), [undefined, undefined]);
  });

  it('is counted at once however often fragments are repeated, and however deep interfaces are nested', () => {
    const levels = 14;
    const fragment = (at: number) =>
      `fragment f${at} on Concept { mergedInto { ...f${at + 1} } other: mergedInto { ...f${at + 1} } }`;
    const fragments = Array.from({ length: levels }, (_, at) => fragment(at)).join(' ');
    const text = `{ node(id: "x") { ...f0 } } ${fragments} fragment f${levels} on Concept { slug }`;
    assert.deepEqual(costOf(text, {}), [Math.ceil(2 ** (levels + 1) - 1 + 2 ** levels * 0.04)]);
  });

  it('lets tools ask for the schema once, and not fifty times', () => {
    const introspection = getIntrospectionQuery();
    const [whole] = costOf(introspection, {});
    assert.ok((whole as number) < 20_000, `${whole}`);
    const types = '__schema { types { name fields { name args { type { name } } type { name } } } }';
    const [often] = costOf(`{ ${Array.from({ length: 49 }, (_, at) => `a${at}: ${types}`).join(' ')} }`, {});
    assert.ok((often as number) > 20_000, `${often}`);
  });

  const priced: [query: string, cost: number][] = [
    ['{ articles(first: 100) { nodes { export(format: NINJS) } } }', 5 + 100 * (1 + 40.04)],
    ['{ articles(first: 10) { nodes { body { html markdown } } } }', 5 + 10 * (1 + 1 + 10.04 + 30.04)],
    ['{ search(query: "x", first: 10) { edges { highlights { field } } } }', 5005 + 10 * (1 + 25 + 5 * 1.04)],
    [
      '{ search(query: "x") { facets(by: [KIND, DAY], first: 7) { buckets { count } } } }',
      5005 + 2 * (2000 + 7 * 0.04 + 7 * 1),
    ],
    ['{ articles(first: 1, filter: { breaking: true }) { totalCount } }', 4005 + 0.04],
    ['{ articles(first: 1, filter: { ids: ["x"], breaking: true }) { totalCount } }', 5 + 0.04],
    ['{ articles(first: 1, filter: { breaking: null, kind: null }) { totalCount } }', 5 + 0.04],
    ['{ articles(first: 1, filter: { published: { from: "2024-01-01T00:00:00Z" } }) { totalCount } }', 5 + 0.04],
    ['{ person(slug: "x") { coMentioned { count } } }', 1 + 500 + 10 * 1.04],
  ];
  it('counts null as what is not given, whatever the default is', () => {
    for (const field of [
      'articles(first: $n) { totalCount }',
      'articles { facets(by: [KIND], first: $n) { buckets { count } } }',
      'person(slug: "x") { coMentioned(first: $n) { count } }',
      'articles(filter: { breaking: $b }) { totalCount }',
    ]) {
      const declared = ['$n: Int', '$b: Boolean'].filter((one) => field.includes(one.slice(0, 2)));
      const [absent, none] = costOf(`query (${declared}) { ${field} }`, {}, { n: null, b: null });
      assert.equal(none, absent, field);
    }
  });

  for (const [query, cost] of priced) {
    it(`counts what is dear by its price: ${query}`, () => {
      assert.deepEqual(costOf(query, {}), [Math.ceil(cost)]);
    });
  }
});
