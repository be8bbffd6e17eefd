import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse, validate } from 'graphql';
import { Operations } from '../../src/graph/operations.js';
import { unfoldedFields } from '../../src/graph/unfolded.js';
import { buildGraph } from '../../src/schema.js';
import { heldBytes } from '../support/heap.js';

const schema = buildGraph();

function operationsWith(text: string): Operations {
  const operations = new Operations(schema);
  const document = parse(text);
  assert.deepEqual(validate(schema, document), []);
  operations.add(text, document);
  return operations;
}

/** A short query for very much code: each level is written for every type of concept. */
const nested = (depth: number) =>
  `{ node(id: "x") { ... on Concept { ${'mergedInto { '.repeat(depth)} id ${'}'.repeat(depth)} } } }`;

describe('an operation', () => {
  it('is compiled when it comes again, by its name', () => {
    const text = 'query A { articles { totalCount } } query B { articles { totalCount } }';
    const operations = operationsWith(text);
    assert.equal(operations.find(text, 'A')?.name, 'A');
    assert.equal(operations.find(text, 'A'), operations.find(text, 'A'));
    assert.equal(operations.find(text, 'B')?.name, 'B');
    assert.equal(operations.find(text, undefined), undefined);
    assert.equal(operations.find('{ articles { totalCount } }', undefined), undefined);
  });

  it('that nobody has written costs no memory, whatever it is called', () => {
    const text = 'query A { articles { totalCount } }';
    const operations = operationsWith(text);
    const long = 'n'.repeat(1000);
    const before = heldBytes();
    for (let at = 0; at < 50_000; at += 1) assert.equal(operations.find(text, long + at), undefined);
    // Their names alone would be 50 MB.
    assert.ok(heldBytes() - before < 10e6);
  });

  it('that unfolds to very much is not compiled', () => {
    const started = performance.now();
    const text = nested(12);
    assert.equal(operationsWith(text).find(text, undefined), undefined);
    // Compiling it would take hours; nothing is unfolded to see that.
    assert.ok(performance.now() - started < 5000);
  });

  it('has as many fields as there are types that its parents can be', () => {
    const fields = (text: string) => {
      const document = parse(text);
      const [operation] = document.definitions;
      return unfoldedFields(schema, document, operation as never);
    };
    assert.equal(fields('{ articles { totalCount nodes { headline ...a } } } fragment a on Article { slug }'), 5);
    assert.equal(fields('{ node(id: "x") { ... on Person { id name } ... on Article { id } } }'), 4);
    const concepts = schema.getPossibleTypes(schema.getType('Concept') as never).length;
    assert.equal(fields(nested(1)), 1 + concepts * (1 + concepts));
    assert.equal(fields('{ __schema { types { name } } }'), 3);
  });
});
