import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { Kind } from 'graphql';
import { DateTime } from '../../src/graph/scalars.js';
import { inTimeZone } from '../../src/graph/time-zone.js';
import { post, startGateway, type TestGateway } from '../support/gateway.js';
import { loadInto } from '../support/graph.js';
import { articleDocument } from '../support/newsroom.js';
import { storeKinds } from '../support/stores.js';

const first = Date.parse('0000-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.999Z');
const day = 86_400_000;

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

describe('an instant in a time zone', () => {
  it('has an offset of whole minutes, and the local time that belongs to that', () => {
    for (const [instant, zone, expected] of [
      ['1815-06-18T11:35:00Z', 'America/New_York', '1815-06-18T06:39:00.000-04:56'],
      ['1815-06-18T11:35:00Z', 'Asia/Seoul', '1815-06-18T20:03:00.000+08:28'],
      ['1815-06-18T11:35:00.001Z', 'Europe/London', '1815-06-18T11:34:00.001-00:01'],
      ['1971-06-18T11:35:00Z', 'Africa/Monrovia', '1971-06-18T10:51:00.000-00:44'],
      ['2024-06-18T12:00:00Z', 'Asia/Seoul', '2024-06-18T21:00:00.000+09:00'],
      ['2024-01-18T12:00:00Z', 'Europe/London', '2024-01-18T12:00:00.000+00:00'],
      ['2024-06-18T12:00:00Z', 'Asia/Kathmandu', '2024-06-18T17:45:00.000+05:45'],
    ] as const)
      assert.equal(inTimeZone(new Date(instant), zone), expected);
  });

  it('is in UTC where its local year would have no four digits', () => {
    for (const [instant, zone] of [
      ['9999-12-31T23:59:59.000Z', 'Pacific/Kiritimati'],
      ['9999-12-31T15:00:00.000Z', 'Asia/Seoul'],
      ['0000-01-01T00:00:00.000Z', 'America/New_York'],
      ['0000-01-01T04:55:59.999Z', 'America/New_York'],
    ] as const)
      assert.equal(inTimeZone(new Date(instant), zone), instant);
    assert.equal(
      inTimeZone(new Date('9999-12-31T14:59:59Z'), 'Asia/Seoul'),
      '9999-12-31T23:59:59.000+09:00',
      'still the old year in Seoul',
    );
    assert.equal(
      inTimeZone(new Date('0000-01-01T04:56:00Z'), 'America/New_York'),
      '0000-01-01T00:00:00.000-04:56',
      'already the new year in New York',
    );
  });

  it('is read as the same instant, and is less than half a minute from what clocks showed', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC', 'EST', 'Etc/GMT+12', 'Etc/GMT-14');
    const between = (min: number, max: number) => fc.integer({ min, max }).map((time) => new Date(time));
    const instant = fc.oneof(
      between(first, last),
      between(first, first + 2 * day),
      between(last - 2 * day, last),
      between(Date.parse('0090-01-01T00:00:00Z'), Date.parse('1100-01-01T00:00:00Z')),
      between(Date.parse('1800-01-01T00:00:00Z'), Date.parse('1975-01-01T00:00:00Z')),
      between(Date.parse('1975-01-01T00:00:00Z'), Date.parse('2100-01-01T00:00:00Z')),
    );
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        const text = inTimeZone(at, timeZone);
        assert.deepEqual(DateTime.parseValue(text), at, text);
        if (text.endsWith('Z')) return;
        const clock = new Date(`${text.slice(0, 23)}Z`).getTime();
        assert.ok(Math.abs(clock - clockIn(at, timeZone)) <= 30_000, text);
      }),
      { numRuns: 5000 },
    );
  });
});

/** What clocks of a zone showed, as if it were UTC. */
function clockIn(at: Date, timeZone: string): number {
  const style = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-US', {
    ...style,
    second: '2-digit',
    era: 'short',
    hourCycle: 'h23',
    timeZone,
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const year = part.era === 'BC' ? '0000' : String(part.year).padStart(4, '0');
  const text = `${year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`;
  return Date.parse(text) + (((at.getTime() % 1000) + 1000) % 1000);
}

for (const kind of storeKinds) {
  describe(`dates in the graph on the ${kind.name}`, { skip: kind.skip }, () => {
    let gateway: TestGateway;
    before(async () => {
      gateway = await startGateway({}, kind);
      await loadInto(
        gateway.store,
        articleDocument(41, { slug: 'waterloo', publishedAt: '1815-06-18T11:35:00Z' }),
        articleDocument(42, { slug: 'first', publishedAt: '0000-01-01T00:00:00Z' }),
        articleDocument(43, { slug: 'last', publishedAt: '9999-12-31T23:59:59.999Z' }),
      );
    });
    after(() => gateway.remove());

    async function ask(query: string, variables: object = {}) {
      const { text } = await post(gateway.address, { query, variables });
      return JSON.parse(text);
    }

    it('are the same instants in every time zone', async () => {
      const zones = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Seoul'];
      const query = `query ($slug: String) { article(slug: $slug) { utc: publishedAt ${zones.map((zone, at) => `z${at}: publishedAt(timeZone: "${zone}")`).join(' ')} } }`;
      for (const slug of ['waterloo', 'first', 'last']) {
        const { data } = await ask(query, { slug });
        const { utc, ...local } = data.article;
        for (const text of Object.values(local)) assert.deepEqual(DateTime.parseValue(text), new Date(utc), `${text}`);
      }
    });

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
