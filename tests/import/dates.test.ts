import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check } from '../../src/import/check.js';
import { formats } from '../../src/import/formats.js';
import { dateReader } from '../../src/import/page/dates.js';

const at = '2024-06-18T12:00:00Z';
const article = { type: 'article', slug: 'x', locale: 'en', headline: 'X', body: [] };
const timeline = (date: unknown) => [{ kind: 'timeline', entries: [{ title: 'X', date }] }];

/** A document of each type for each of its dates, by where that stands. */
const documents: Record<string, (date: unknown) => object> = {
  'article /aliasPaths/*/until': (until) => ({ ...article, aliasPaths: [{ path: '/x', until }] }),
  'article /dateline/date': (date) => ({ ...article, dateline: { text: 'X', date } }),
  'article /body/*/entries/*/date': (date) => ({ ...article, body: timeline(date) }),
  'article /corrections/*/at': (date) => ({ ...article, corrections: [{ kind: 'UPDATE', text: 'X', at: date }] }),
  'article /firstPublishedAt': (firstPublishedAt) => ({ ...article, firstPublishedAt }),
  'article /publishedAt': (publishedAt) => ({ ...article, publishedAt }),
  'article /updatedAt': (updatedAt) => ({ ...article, updatedAt }),
  'article /embargoUntil': (embargoUntil) => ({ ...article, embargoUntil }),
  'article /expiresAt': (expiresAt) => ({ ...article, expiresAt }),
  'article /rights/expiresAt': (expiresAt) => ({ ...article, rights: { expiresAt } }),
  'article /earlierVersions/*/updatedAt': (updatedAt) => ({ ...article, earlierVersions: [{ updatedAt, body: [] }] }),
  'image /rights/expiresAt': (expiresAt) => ({ ...image, rights: { expiresAt } }),
  'image /takenAt': (takenAt) => ({ ...image, takenAt }),
  'person /roles/*/startedAt': (startedAt) => ({ ...person, roles: [{ title: 'X', startedAt }] }),
  'person /roles/*/endedAt': (endedAt) => ({ ...person, roles: [{ title: 'X', endedAt }] }),
  'event /startsAt': (startsAt) => ({ ...event, startsAt }),
  'event /endsAt': (endsAt) => ({ ...event, endsAt }),
  'policy /body/*/entries/*/date': (date) => ({ ...policy, effectiveFrom: at, body: timeline(date) }),
  'policy /effectiveFrom': (effectiveFrom) => ({ ...policy, effectiveFrom }),
  'livePost /publishedAt': (publishedAt) => ({ ...post, publishedAt }),
  'livePost /updatedAt': (updatedAt) => ({ ...post, publishedAt: at, updatedAt }),
  'livePost /body/*/entries/*/date': (date) => ({ ...post, publishedAt: at, body: timeline(date) }),
};
const image = { type: 'image', slug: 'x', url: 'https://images.example/x.jpg' };
const person = { type: 'person', slug: 'x', name: 'X' };
const event = { type: 'event', slug: 'x', name: 'X' };
const policy = { type: 'policy', slug: 'x', kind: 'PRIVACY', locale: 'en', title: 'X', version: '1', body: [] };
const post = { type: 'livePost', slug: 'x', article: 'x', body: [] };

interface DateField {
  place: string;
  format: 'date-time' | 'edtf';
}

/** Every date that a schema has, wherever it stands. */
function datesIn(schema: unknown, place: string, seen = new Set<unknown>()): DateField[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  const { format, properties = {}, items, anyOf = [], oneOf = [], allOf = [], then } = schema as Record<string, never>;
  return [
    ...(format === 'date-time' || format === 'edtf' ? [{ place, format: format as DateField['format'] }] : []),
    ...Object.entries(properties).flatMap(([name, inner]) => datesIn(inner, `${place}/${name}`, seen)),
    ...datesIn(items, `${place}/*`, seen),
    ...[...anyOf, ...oneOf, ...allOf, then].flatMap((inner) => datesIn(inner, place, seen)),
  ];
}

const fields = [...formats].flatMap(([type, { schema }]) => datesIn(schema, `${type} `));
const expectations = {
  'date-time': 'expected an instant in ISO 8601 with a zone, from 0000-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z',
  edtf: 'expected a date in EDTF level 0 or 1, from the year -9999 to 9999',
};
const accepted = {
  'date-time': [at, '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59+14:00'],
  edtf: ['2024', '0000', '-0044-03-15', '-9999', '999X', '9999-12-31', '9999-12-31T23:59:59Z', '2019/..', '../2020'],
};
const refused = {
  'date-time': [
    '9999-12-31T23:59:59-09:00',
    '9999-12-31T23:59:60Z',
    '0000-01-01T00:00:00+00:01',
    '+010000-01-01T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '-000001-12-31T23:59:59Z',
    '2024-02-30T00:00:00Z',
    '2024-06-18',
  ],
  edtf: ['9999-12-31T23:59:59-09:00', 'Y10000', 'Y-10000', 'Y275759', '+10000', '10000-01-01', '2019/10000', 'soon'],
};

describe('dates of native documents', () => {
  it('are all tried below', () => {
    assert.deepEqual(Object.keys(documents).sort(), fields.map(({ place }) => place).sort());
  });

  for (const { place, format } of fields) {
    const document = documents[place] as (date: unknown) => object;
    it(`are taken at ${place} from the first year to the last`, () => {
      for (const date of accepted[format])
        assert.ok('input' in check(document(date), { file: 'x' }), `${date}: ${JSON.stringify(document(date))}`);
    });

    it(`are refused at ${place} where no answer could write them`, () => {
      const pointer = place.split(' ')[1]?.replaceAll('*', '0');
      for (const date of refused[format])
        assert.deepEqual(check(document(date), { file: 'x' }), [
          { file: 'x', pointer, message: `${expectations[format]}, found ${JSON.stringify(date)}` },
        ]);
    });
  }
});

describe('a date on a page', () => {
  it('is noon of its day where its zone leads beyond the last year', () => {
    const read = dateReader('en');
    assert.equal(read('31 December 9999 at 14:59 GMT-9')?.instant, '9999-12-31T23:59:00.000Z');
    assert.equal(read('31 December 9999 at 23:59 GMT-9')?.instant, '9999-12-31T12:00:00.000Z');
    assert.equal(read('31 December 9999')?.instant, '9999-12-31T12:00:00.000Z');
  });
});
