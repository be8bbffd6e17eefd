import fc from 'fast-check';
import type { CollectionSpec, Doc, Filter, Sort } from '../../src/store/store.js';

/** Small documents whose values collide often, and questions about them, for comparing two ways to answer. */

export const randomCollections: CollectionSpec[] = [
  {
    name: 'things',
    indexes: [
      { name: 'byWord', key: { word: 1, at: -1, _id: -1 }, serves: 'test' },
      { name: 'byNumber', key: { number: -1, word: 1 }, serves: 'test' },
      { name: 'byTag', key: { tags: 1, number: 1, _id: 1 }, serves: 'test' },
      { name: 'byRole', key: { 'roles.who': 1, at: 1 }, serves: 'test' },
      { name: 'byTime', key: { at: -1 }, serves: 'test' },
      { name: 'byMixed', key: { mixed: 1, _id: 1 }, serves: 'test' },
    ],
  },
];

const words = fc.constantFrom(
  '',
  'a',
  'b',
  'b\u0000',
  'B',
  'é',
  '\uffee',
  '😀',
  `${'l'.repeat(800)}1`,
  `${'l'.repeat(800)}2`,
);
const numbers = fc.constantFrom(-2.5, -1, 0, 1, 2, 1e12);
const dates = fc.integer({ min: -2, max: 3 }).map((n) => new Date(n * 86_400_000));
const few = { maxLength: 3 };

const fields = {
  word: words,
  number: fc.oneof(numbers, fc.constant(null)),
  at: dates,
  tags: fc.array(words, few),
  roles: fc.array(fc.record({ who: words, rank: numbers }), few),
};

export interface Question {
  filter: Filter;
  sort: Sort;
  limit: number;
}

/** `everything`: also missing fields, fields of any type and sorting by arrays. There mingo's own order is not MongoDB's. */
export function randomDocuments(everything: boolean): fc.Arbitrary<Doc[]> {
  const mixed = fc.oneof(words, numbers, dates, fc.boolean(), fc.constant(null), fc.array(numbers, few));
  const partial = fc.record({ who: words, rank: numbers }, { requiredKeys: [] });
  const record = everything
    ? fc.record({ ...fields, roles: fc.array(partial, few), mixed }, { requiredKeys: [] })
    : fc.record(fields, { requiredKeys: ['word', 'number', 'at'] });
  return fc
    .array(record, { maxLength: 25 })
    .map((records) => records.map((each, n) => ({ _id: `id${n % 10}${n}`, ...each })));
}

export function randomQuestion(everything: boolean): fc.Arbitrary<Question> {
  const nothingAt = fc
    .tuple(
      fc.constantFrom('word', 'number', 'tags', 'roles.who', 'mixed'),
      fc.constantFrom(null, { $ne: null }, { $in: [null, 'a', 1] }),
    )
    .map(([path, condition]) => ({ [path]: condition }));
  const conditions = [
    on('word', words),
    on('number', numbers),
    on('at', dates),
    on('tags', words),
    on('roles.who', words),
    ...(everything ? [on('mixed', fc.oneof(words, numbers, dates, fc.boolean())), nothingAt] : []),
    fc.record({ roles: fc.record({ $elemMatch: fc.record({ who: words, rank: numbers }) }) }),
    fc.record({ _id: fc.record({ $in: fc.array(fc.constantFrom('id00', 'id11', 'id010', 'nobody'), few) }) }),
    fc.tuple(dates, fc.constantFrom('id00', 'id33', 'id55')).map(([at, _id]) => ({
      at: { $lte: at },
      $or: [{ at: { $lt: at } }, { at, _id: { $lt: _id } }],
    })),
  ];
  const condition: fc.Arbitrary<Filter> = fc.oneof(...conditions);
  const filter = fc.oneof(
    condition,
    fc.constant({}),
    fc.tuple(condition, condition).map(([a, b]) => ({ ...a, ...b })),
    fc.array(condition, { minLength: 1, maxLength: 3 }).map(($and) => ({ $and })),
    fc.array(condition, { minLength: 1, maxLength: 2 }).map(($or) => ({ $or })),
  );
  // MongoDB sorts by one array at most.
  const arrays = everything ? ['tags', 'roles.who', 'mixed'] : [];
  const [scalar, any] = [fc.constantFrom('word', 'number', 'at'), fc.constantFrom('word', 'number', 'at', ...arrays)];
  const chosen = fc.oneof(fc.constant([]), fc.tuple(any), fc.tuple(scalar, any), fc.tuple(any, scalar));
  const direction = fc.constantFrom<1 | -1>(1, -1);
  const sort = fc
    .tuple(chosen, direction, direction, direction)
    .map(([chosen, a, b, last]) => Object.fromEntries([...chosen.map((path, i) => [path, i ? b : a]), ['_id', last]]));
  return fc.record({ filter, sort, limit: fc.constantFrom(0, 0, 1, 3, 10) });
}

function on(path: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<Filter> {
  const operator = fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$eq', '$ne');
  return fc.oneof(
    values.map((value) => ({ [path]: value })),
    fc.tuple(operator, values).map(([name, value]) => ({ [path]: { [name]: value } })),
    fc.tuple(values, values).map(([from, to]) => ({ [path]: { $gte: from, $lt: to } })),
    fc.array(values, few).map(($in) => ({ [path]: { $in } })),
  );
}
