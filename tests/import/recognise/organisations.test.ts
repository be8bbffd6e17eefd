import assert from 'node:assert/strict';
import { test } from 'node:test';
import { links, read } from './support.js';

const organisations = async (text: string | string[]) =>
  links(await read(text)).filter((link) => link.startsWith('organisation:'));

const linked: [string, string[]][] = [
  ['The University of Oslo agreed.', ['organisation:university-of-oslo|University of Oslo']],
  ['The Max Weber Institute agreed.', ['organisation:max-weber-institute|Max Weber Institute']],
  ['The European Commission agreed.', ['organisation:european-commission|European Commission']],
  ['The EU agreed.', ['organisation:european-union|EU']],
  ['The Chinese Foreign Ministry agreed.', ['organisation:china-ministry-of-foreign-affairs|Chinese Foreign Ministry']],
  ["China's foreign ministry agreed.", ['organisation:china-ministry-of-foreign-affairs|foreign ministry']],
  [
    'The Ministry of Foreign Affairs of China agreed.',
    ['organisation:china-ministry-of-foreign-affairs|Ministry of Foreign Affairs'],
  ],
  ['The Russian Defence Ministry denied it.', ['organisation:russia-ministry-of-defence|Russian Defence Ministry']],
  [
    'The Nordic Lakes Agency (NLA) paid. The NLA left.',
    ['organisation:nordic-lakes-agency|NLA', 'organisation:nordic-lakes-agency|Nordic Lakes Agency'],
  ],
];

for (const [text, expected] of linked) {
  test(`links: ${text}`, async () => assert.deepEqual(await organisations(text), expected));
}

const unlinked = [
  'The Ministry of Finance agreed.',
  'The Foreign Ministry agreed.',
  'The Supreme Court agreed.',
  'The National Assembly voted.',
  'The Commission met.',
  'A Party was held.',
  'The bank of the river flooded.',
  'The Institute of Physics reopened.',
];

for (const text of unlinked) {
  test(`links nothing: ${text}`, async () => assert.deepEqual(await organisations(text), []));
}

test('the ways of writing one ministry of one country make one organisation', async () => {
  const { organisations: found } = await read([
    'Norwegian Defence Minister Kari Solberg came.',
    'The Norwegian Ministry of Defense and the Norwegian defence ministry agreed.',
  ]);
  assert.deepEqual(
    found.map(({ slug }) => slug),
    ['norway-ministry-of-defence'],
  );
});
