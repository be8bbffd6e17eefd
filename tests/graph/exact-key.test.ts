import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exactKey } from '../../src/graph/exact-key.js';
import { keyOf } from '../../src/graph/question.js';
import { keyOf as requestKeyOf } from '../../src/http/graphql/keys.js';
import type { Filter } from '../../src/store/store.js';

const instant = '2024-03-05T00:00:00.000Z';
const different: [name: string, one: unknown, other: unknown][] = [
  ['a Date and its text', new Date(instant), instant],
  ['a Date and its number', new Date(0), 0],
  ['a number and its text', 1, '1'],
  ['true and its text', true, 'true'],
  ['null and its text', null, 'null'],
  ['null and undefined', null, undefined],
  ['undefined and its text', undefined, 'undefined'],
  ['0 and -0', 0, -0],
  ['NaN and null', Number.NaN, null],
  ['an invalid Date and null', new Date(Number.NaN), null],
  ['a list and its text', ['a'], '["a"]'],
  ['a list and an object', ['a'], { 0: 'a' }],
  ['a list of one and its item', ['a'], 'a'],
  ['a list of two and one with a comma', ['a', 'b'], ['a,b']],
  ['a regular expression and an object', /a/, {}],
  ['regular expressions', /a/, /b/],
  ['a Date and a text that looks like what stands for it', new Date(0), exactKey(new Date(0)).slice(1, -1)],
  ['a Date and what stands for it', new Date(0), JSON.parse(exactKey(new Date(0)))],
  ['-0 and what stands for it', -0, '\u0000-0'],
  ['texts with one mark and with two', '\u0000', '\u0000\u0000'],
];

const around: ((value: unknown) => unknown)[] = [
  (value) => value,
  (value) => [value, 'end'],
  (value) => ({ published: { $gte: value } }),
];

describe('keys of questions', () => {
  for (const [name, one, other] of different) {
    it(`tell apart ${name}`, () => {
      for (const within of around) {
        assert.notEqual(exactKey(within(one)), exactKey(within(other)));
        assert.equal(exactKey(within(one)), exactKey(within(structuredClone(one))));
      }
    });
  }

  it('tell a field that is absent from one that is undefined or null', () => {
    const keys = [{}, { a: undefined }, { a: null }].map(exactKey);
    assert.equal(new Set(keys).size, 3);
  });

  it('are those of what a collection is asked, and of what a client asks', () => {
    const page = (filter: Filter) => keyOf({ ask: 'page', filter, sort: { _id: 1 }, limit: 1 });
    assert.notEqual(page({ sortAt: new Date(instant) }), page({ sortAt: instant }));
    const request = (variables: Record<string, unknown> | undefined, operationName?: string) =>
      requestKeyOf({ query: '{ a }', operationName, variables });
    const all = [request(undefined), request({ a: null }), request({ a: '' }), request({}, ''), request({ a: -0 })];
    assert.equal(new Set([...all, request({ a: 0 })]).size, 6);
  });
});
