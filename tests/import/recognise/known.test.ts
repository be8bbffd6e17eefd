import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knowing, links, read } from './support.js';

const berg = { type: 'person', slug: 'anna-berg', name: 'Anna Berg' } as const;

test('a known name of two words is linked, with one question to the store', async () => {
  const knowledge = knowing(berg);
  assert.deepEqual(links(await read('Then Anna Berg left.', {}, knowledge)), ['person:anna-berg|Anna Berg']);
  assert.equal(knowledge.calls, 1);
});

test('two known concepts of one name are not linked', async () => {
  assert.deepEqual(links(await read('Then Anna Berg left.', {}, knowing(berg, { ...berg, slug: 'anna-berg-2' }))), []);
});

test('a known name inside a longer one is not linked', async () => {
  assert.deepEqual(links(await read('The Anna Berg Prize was given to Johanna Anna Berg.', {}, knowing(berg))), []);
});

test('single words are linked only where they are long or an acronym', async () => {
  const known = knowing(
    { type: 'place', slug: 'erfurt', name: 'Erfurt' },
    { type: 'place', slug: 'bath', name: 'Bath' },
    { type: 'organisation', slug: 'nla', name: 'Nordic Lakes Agency', otherNames: ['NLA'] },
    { type: 'person', slug: 'madonna', name: 'Madonna' },
  );
  const found = await read('In Erfurt the NLA met Madonna in Bath.', {}, known);
  assert.deepEqual(links(found), ['organisation:nla|NLA', 'place:erfurt|Erfurt']);
});

test('a known ministry is not linked by its common name alone', async () => {
  const ministry = { type: 'organisation', slug: 'x', name: 'Ministry of Finance', countryCode: 'KE' } as const;
  assert.deepEqual(links(await read('The Ministry of Finance paid.', {}, knowing(ministry))), []);
  assert.deepEqual(links(await read("Kenya's Ministry of Finance paid.", {}, knowing(ministry))), [
    'organisation:x|Ministry of Finance',
    'place:kenya|Kenya',
  ]);
});

test('topics are not linked; events only near their day', async () => {
  const known = knowing(
    { type: 'topic', slug: 'green-deal', name: 'Green Deal' },
    { type: 'event', slug: 'lakes', name: 'Nordic Lakes Week', startsAt: '2024-06-01' },
  );
  const text = 'The Green Deal was the theme of Nordic Lakes Week.';
  assert.deepEqual(links(await read(text, { publishedAt: '2024-06-20T00:00:00Z' }, known)), [
    'event:lakes|Nordic Lakes Week',
  ]);
  assert.deepEqual(links(await read(text, { publishedAt: '2025-06-20T00:00:00Z' }, known)), []);
});

const minister = 'Norwegian Finance Minister Anna Berg left.';

test('a known person whose posts agree is the same, by organisation, by country, or without posts', async () => {
  const roles = [
    undefined,
    [{ title: 'Minister', organisationId: 'norway-ministry-of-finance' }],
    [{ title: 'Governor', organisationId: 'norway-central-bank' }],
    [{ title: 'Prime Minister of Norway' }],
  ];
  for (const role of roles) {
    const known = knowing({ ...berg, slug: 'berg-a', ...(role && { roles: role }) });
    assert.deepEqual(
      (await read(minister, {}, known)).people.map(({ slug }) => slug),
      ['berg-a'],
    );
  }
});

test('a known person with other posts in another country is somebody else', async () => {
  const known = knowing({ ...berg, roles: [{ title: 'Coach', organisationId: 'sweden-sports-council' }] });
  const { people } = await read(minister, {}, known);
  assert.deepEqual(
    people.map(({ slug }) => slug),
    ['anna-berg-norway-ministry-of-finance'],
  );
});

test('known concepts are found in Chinese', async () => {
  const known = knowing({ type: 'person', slug: 'chen', name: 'Chen Huiling', otherNames: ['陈慧玲'] });
  assert.deepEqual(links(await read('部长陈慧玲表示，铁路已经完成。', { locale: 'zh' }, known)), [
    'person:chen|陈慧玲',
  ]);
});
