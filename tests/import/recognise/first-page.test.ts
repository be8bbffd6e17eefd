import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { pageDocuments } from '../../../src/import/page/documents.js';
import { readPage } from '../../../src/import/page/read.js';
import { recognise } from '../../../src/import/recognise/recognise.js';
import { nothing, posts } from './support.js';

const file = '../shared/samples/page.txt';
const options = { skip: !existsSync(file) };
const input = () => readPage(readFileSync(file, 'utf8'));

test('the first page has four people in their posts', options, async () => {
  assert.deepEqual(posts(await recognise(input(), nothing)), [
    'Sun Weidong: Vice Foreign Minister @ china-ministry-of-foreign-affairs',
    'Zhang Baoqun: Deputy Director @ china-office-for-international-military-cooperation',
    'Kim Hong-kyun: Vice Minister of Foreign Affairs @ south-korea-ministry-of-foreign-affairs',
    'Lee Seung-buhm: Director General @ south-korea-international-policy-bureau',
  ]);
});

test('the first page has seven places, of which two have more than one label', options, async () => {
  const { places, mentions } = await recognise(input(), nothing);
  assert.deepEqual(places.map(({ slug }) => slug).sort(), [
    'china',
    'korean-peninsula',
    'north-korea',
    'russia',
    'seoul',
    'south-korea',
    'taiwan',
  ]);
  const labels = (slug: string) =>
    mentions.filter(({ concept }) => concept === `place:${slug}`).map(({ label }) => label);
  assert.deepEqual(
    [labels('china'), labels('south-korea'), labels('north-korea').length],
    [['China', 'Chinese'], ['Republic of Korea', 'ROK'], 1],
  );
});

test('the first page has one event with its participants', options, async () => {
  const { events } = await recognise(input(), nothing);
  const [event] = events;
  assert.equal(events.length, 1);
  assert.match(event?.name ?? '', /"2\+2" talks/);
  assert.deepEqual([event?.place, event?.startsAt, event?.status], ['seoul', '2024-06-18', 'FINISHED']);
  assert.deepEqual(
    event?.participants?.map(({ concept, as }) => [concept, as]),
    [
      ['place:china', undefined],
      ['place:south-korea', undefined],
      ['person:sun-weidong', 'co-chair'],
      ['person:zhang-baoqun', 'co-chair'],
      ['person:kim-hong-kyun', 'co-chair'],
      ['person:lee-seung-buhm', 'co-chair'],
    ],
  );
});

test('the first page is filed from where its picture says', options, async () => {
  const { article } = await pageDocuments(input(), nothing);
  assert.deepEqual([article.dateline?.place, article.dateline?.date], ['seoul', '2024-06-18']);
});
