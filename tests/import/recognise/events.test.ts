import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from './support.js';

const published = { publishedAt: '2025-03-20T09:00:00Z' };

test('a quoted event between two countries has participants, place, date and status', async () => {
  const { events, mentions } = await read(
    [
      'The second "Blue Water" talks between Kenya and Norway were held in Oslo on Tuesday.',
      "The talks were co-chaired by Kenya's Environment Minister Amina Were and Norwegian Foreign Minister Kari Solberg.",
    ],
    published,
  );
  assert.deepEqual(events, [
    {
      type: 'event',
      slug: 'second-blue-water-talks-between-kenya-and-norway',
      name: 'Second "Blue Water" talks between Kenya and Norway',
      aliases: [{ value: '"Blue Water" talks' }],
      status: 'FINISHED',
      startsAt: '2025-03-18',
      place: 'oslo',
      participants: [
        { concept: 'place:kenya' },
        { concept: 'place:norway' },
        { concept: 'person:amina-were', as: 'co-chair', title: 'Environment Minister' },
        { concept: 'person:kari-solberg', as: 'co-chair', title: 'Foreign Minister' },
      ],
    },
  ]);
  assert.equal(mentions.find(({ concept }) => concept.startsWith('event:'))?.relation, 'ABOUT');
});

test('a numbered event with a name of its own is found', async () => {
  const { events } = await read('The 12th Nordic Lakes Conference will be held in Oslo on May 6, 2025.', published);
  assert.deepEqual(
    events.map(({ name, startsAt, status }) => [name, startsAt, status]),
    [['12th Nordic Lakes Conference', '2025-05-06', 'PLANNED']],
  );
});

test('a weekday that contradicts the date leaves the event without a date', async () => {
  const { events } = await read(
    'The first talks between Kenya and Norway were held in Oslo on Monday, March 18, 2025.',
    published,
  );
  assert.equal(events[0]?.startsAt, undefined);
});

for (const text of [
  'The talks were held in Oslo on Tuesday.',
  'A summit between Kenya and Norway is rumoured.',
  'The first talks went well.',
  'She called the "great" meeting dull.',
  'The Nordic Lakes Conference is a club.',
]) {
  test(`finds no event: ${text}`, async () => assert.deepEqual((await read(text, published)).events, []));
}
