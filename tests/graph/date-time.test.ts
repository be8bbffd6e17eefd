import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Kind } from 'graphql';
import { DateTime } from '../../src/graph/scalars.js';
import { post, startGateway, type TestGateway } from '../support/gateway.js';
import { storeKinds } from '../support/stores.js';

const refused = [
  '9999-12-31T23:59:59-09:00',
  '9999-12-31T24:00:00Z',
  '0000-01-01T00:00:00+00:01',
  '+010000-01-01T00:00:00Z',
  '10000-01-01T00:00:00Z',
  '-000001-12-31T23:59:59Z',
  '2024-02-30T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '2024-06-31T00:00Z',
  '2024-00-10T00:00:00Z',
  '2024-06-18',
  '2024-06-18T12:00:00',
  '2024-06-18T12:00:60Z',
  '2024-06-18T12:00:00+24:00',
];

describe('DateTime', () => {
  it('takes every instant that it can answer with', () => {
    for (const [text, expected] of [
      ['2024-02-29T00:00Z', '2024-02-29T00:00:00.000Z'],
      ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
      ['0000-01-01T00:00:00-14:00', '0000-01-01T14:00:00.000Z'],
      ['9999-12-31T23:59:59.999999999Z', '9999-12-31T23:59:59.999Z'],
      ['9999-12-31T23:59:59+14:00', '9999-12-31T09:59:59.000Z'],
      ['1815-06-18T06:39:00-04:56', '1815-06-18T11:35:00.000Z'],
    ] as const) {
      assert.equal(DateTime.serialize(DateTime.parseValue(text)), expected);
      assert.deepEqual(DateTime.parseValue(expected), DateTime.parseValue(text));
      assert.deepEqual(DateTime.parseLiteral({ kind: Kind.STRING, value: text }), DateTime.parseValue(text));
    }
  });

  it('refuses days that no calendar has, and what is beyond the years 0000 to 9999 in UTC', () => {
    for (const value of [...refused, '', 0, null, undefined, {}, new Date(0)]) {
      assert.throws(
        () => DateTime.parseValue(value),
        { extensions: { code: 'BAD_USER_INPUT', scalar: 'DateTime' } },
        String(value),
      );
      if (typeof value === 'string')
        assert.throws(() => DateTime.parseLiteral({ kind: Kind.STRING, value }), /in the years 0000 to 9999 of UTC/);
    }
  });
});

for (const kind of storeKinds) {
  describe(`dates in the graph on the ${kind.name}`, { skip: kind.skip }, () => {
    let gateway: TestGateway;
    before(async () => {
      gateway = await startGateway({}, kind);
    });
    after(() => gateway.remove());

    async function ask(query: string, variables: object = {}) {
      const { text } = await post(gateway.address, { query, variables });
      return JSON.parse(text);
    }

    it('are BAD_USER_INPUT where they could not be answered: as literals, variables, and within input objects', async () => {
      for (const date of refused) {
        for (const [query, variables] of [
          [`{ people { nodes { roles(at: "${date}") { title } } } }`],
          [`{ articles(filter: { published: { from: "${date}" } }) { totalCount } }`],
          [`{ articles(filter: { not: { or: [{ updated: { to: "${date}" } }] } }) { totalCount } }`],
          ['query ($at: DateTime) { people { nodes { roles(at: $at) { title } } } }', { at: date }],
          [`query ($at: DateTime = "${date}") { people { nodes { roles(at: $at) { title } } } }`],
          ['query ($f: ArticleFilter) { articles(filter: $f) { totalCount } }', { f: { published: { from: date } } }],
          ['query ($d: DateTime) { articles(filter: { published: { to: $d } }) { totalCount } }', { d: date }],
        ] as const) {
          const { errors } = await ask(query, variables);
          assert.equal(errors?.[0]?.extensions.code, 'BAD_USER_INPUT', `${query} ${JSON.stringify(variables)}`);
          assert.match(errors[0].message, /in the years 0000 to 9999 of UTC/);
        }
      }
    });
  });
}
