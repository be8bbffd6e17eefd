import assert from 'node:assert/strict';
import { test } from 'node:test';
import { links, read } from './support.js';

const linked: [string, string[]][] = [
  ['Talks began in Kenya.', ['place:kenya|Kenya']],
  ["Kenya's lakes are low.", ['place:kenya|Kenya']],
  ['The French government agreed.', ['place:france|French']],
  ['North Korea and South Korea signed.', ['place:north-korea|North Korea', 'place:south-korea|South Korea']],
  [
    'The Republic of Korea (ROK) agreed. The ROK left.',
    ['place:south-korea|ROK', 'place:south-korea|Republic of Korea'],
  ],
  ['The UK and the U.S. signed.', ['place:united-kingdom|UK', 'place:united-states|U.S.']],
  ['The Korean Peninsula is quiet.', ['place:korean-peninsula|Korean Peninsula']],
  ['Ships passed the Taiwan Strait.', ['place:taiwan-strait|Taiwan Strait']],
  ['China-Norway ties grew.', ['place:china|China', 'place:norway|Norway']],
  ['They met in Oslo.', ['place:oslo|Oslo']],
  ['Georgia sent troops from Tbilisi.', ['place:georgia|Georgia', 'place:tbilisi|Tbilisi']],
  ['Papua New Guinea voted.', ['place:papua-new-guinea|Papua New Guinea']],
  ['The Democratic Republic of the Congo voted.', ['place:dr-congo|Democratic Republic of the Congo']],
  [
    'Washington said the United States would pay.',
    ['place:united-states|United States', 'place:washington-d-c|Washington'],
  ],
  ['Chile settled in Santiago.', ['place:chile|Chile', 'place:santiago|Santiago']],
  ['Turkish officials came from Turkey.', ['place:turkiye|Turkey', 'place:turkiye|Turkish']],
];

for (const [text, expected] of linked) {
  test(`links: ${text}`, async () => assert.deepEqual(links(await read(text)), expected));
}

const unlinked = [
  'Georgia beat Florida.',
  'Jordan scored twice.',
  'Chad ate a turkey sandwich.',
  'They drove through New Mexico.',
  'Korea has many restaurants.',
  'The ROK is unexplained here.',
  'We ate Chinese noodles and French bread.',
  'She speaks Spanish.',
  'The Washington Post reported it.',
  'Washington state burned.',
  'George Washington was born.',
  'Victoria smiled.',
  'They lived in San José.',
  'Paris Hilton arrived.',
  'They moved to Paris, Texas.',
  'He reads China Daily.',
  'She met Israel Katzman.',
  'Males and males alike, she said of Male.',
  'The guinea pig of Guinea fowl.',
  'A one-China policy.',
  'It cost 3 million U.S. dollars.',
  'Northern Ireland voted.',
  'CONTACT US',
  'Please tell us more.',
];

for (const text of unlinked) {
  test(`links nothing: ${text}`, async () => assert.deepEqual(links(await read(text)), []));
}

const others: [string, string, string[]][] = [
  ['de', 'Gespräche in Südkorea und Peking.', ['place:beijing|Peking', 'place:south-korea|Südkorea']],
  [
    'fr',
    'La Corée du Sud et la Chine ont signé à Pékin.',
    ['place:beijing|Pékin', 'place:china|Chine', 'place:south-korea|Corée du Sud'],
  ],
  ['es', 'Perú y Alemania firmaron.', ['place:germany|Alemania', 'place:peru|Perú']],
  ['zh', '中国和韩国在首尔举行会谈。', ['place:china|中国', 'place:seoul|首尔', 'place:south-korea|韩国']],
  ['zh', '发展中国家需要资金。', []],
];

for (const [locale, text, expected] of others) {
  test(`links in ${locale}: ${text}`, async () => assert.deepEqual(links(await read(text, { locale })), expected));
}

test('a place is described', async () => {
  const { places } = await read('They met in Oslo.');
  const [oslo, norway] = places;
  assert.deepEqual(oslo, {
    type: 'place',
    slug: 'oslo',
    name: 'Oslo',
    placeType: 'city',
    countryCode: 'NO',
    within: 'norway',
  });
  assert.equal(norway?.slug, 'norway');
  assert.equal(norway?.placeType, 'country');
  assert.ok(norway?.aliases?.some(({ kind, value }) => kind === 'LEGAL_NAME' && value === 'Kingdom of Norway'));
});
