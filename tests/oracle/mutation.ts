import type { Operation } from '../support/graph.js';
import type { Random } from './random.js';

const junk: readonly unknown[] = [
  null,
  [],
  {},
  [[]],
  [null],
  '',
  'x',
  -1,
  1e300,
  0.5,
  2 ** 31,
  true,
  { from: [] },
  { ids: null },
  { toString: 1 },
  '\ud800',
  'a'.repeat(5000),
];
const texts = [
  '{',
  '}',
  '(',
  ')',
  '$',
  '...',
  '@include(if: null)',
  '"',
  '"""',
  'null',
  '[]',
  '{}',
  '\u0000',
  '\\u{110000}',
  '-',
  '1e999',
  ': ',
  'on',
  '!',
];

/** What comes of an operation when something in it is wrong: its text cut or added to, values of other types, another name. */
export function mutated({ query, variables = {}, ...operation }: Operation, random: Random): object {
  const at = random.between(0, query.length);
  const end = at + random.between(0, 12);
  const ways: (() => object)[] = [
    () => ({ query: query.slice(0, at) + query.slice(end), variables }),
    () => ({ query: query.slice(0, at) + random.pick(texts) + query.slice(at), variables }),
    () => ({ query: query.slice(0, at), variables }),
    () => ({ query, variables: Object.fromEntries(Object.keys(variables).map((name) => [name, random.pick(junk)])) }),
    () => ({ query, variables: random.pick(junk) }),
    () => ({ query: random.pick(junk), variables }),
    () => ({
      query: query.replace(/\d+|"[^"]*"/g, (value) =>
        random.chance(0.2) ? (JSON.stringify(random.pick(junk)) ?? 'null') : value,
      ),
      variables,
    }),
    () => ({ query, variables, operationName: random.pick(junk) }),
    () => ({ query, variables, extensions: random.pick(junk), documentId: random.pick(junk) }),
  ];
  return { ...operation, ...random.pick(ways)() };
}
