import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getOperationAST, type OperationDefinitionNode, parse, validate } from 'graphql';
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
    // 1 for the list, and for each article 1, and 1 for its section.
    assert.deepEqual(
      costOf(text, { first: 10 }, { last: 7 }, {}, { first: null }, { first: 5000 }),
      [10, 7, 20, 20, 100].map((size) => 1 + size * 2),
    );
  });

  it('takes a variable from its default where it is absent, but not where it is null', () => {
    const text = 'query ($first: Int = 100) { articles(first: $first) { nodes { slug } } }';
    assert.deepEqual(costOf(text, {}, { first: null }, {}, { first: 1 }), [101, 21, 101, 2]);
  });

  it('counts a field once that several fragments select', () => {
    const text =
      '{ articles(first: 10) { ...a ...b nodes { slug } } } fragment a on ArticleConnection { nodes { slug } } fragment b on ArticleConnection { nodes { kicker } }';
    assert.deepEqual(costOf(text, {}), [11]);
  });

  it('leaves out what a directive leaves out', () => {
    const text =
      'query ($a: Boolean!, $b: Boolean!) { articles(first: 10) @include(if: $a) { nodes @skip(if: $b) { slug } } }';
    assert.deepEqual(costOf(text, { a: true, b: false }, { a: false, b: false }, { a: true, b: true }), [11, 0, 1]);
  });

  it('counts the dearest type of an interface', () => {
    const text =
      '{ node(id: "x") { ... on Person { id } ... on Article { people { name } topics { slug } } ... on Section { children { slug } } } }';
    assert.deepEqual(costOf(text, {}), [1 + 5 + 5]);
  });

  it('counts all other fields where null makes one that will not run', () => {
    const text =
      'query ($id: ID = "x", $if: Boolean = true) { node(id: $id) { id } articles(first: 50) { nodes { slug } } sections { slug @include(if: $if) } }';
    const all = 1 + 51 + 5;
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
    assert.deepEqual(costOf(text, {}), [2 ** (levels + 1) - 1]);
  });
});
