import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from '../../../src/import/page/page.js';
import { readPage } from '../../../src/import/page/read.js';
import { recognise } from '../../../src/import/recognise/recognise.js';
import { blockText } from '../../../src/import/recognise/text.js';
import { knowingDocuments, nothing, page } from './support.js';

const folder = 'tests/import/page/pages';
const texts = [
  ...(existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => join(folder, name))
    : []),
  ...['../shared/samples/page.txt'].filter((name) => existsSync(name)),
];
const own = page(
  [
    'The first "Blue Water" talks between Kenya and Norway were held in Oslo on March 18, 2025.',
    "They were led by Kenya's Environment Minister Amina Were and Director of the Office for Lakes of the National Water Commission Kari Solberg from the Norwegian side.",
    'The Nordic Lakes Agency (NLA) paid. The NLA and the Norwegian Foreign Ministry, Solberg said, will go on.',
  ],
  { credits: [{ name: 'Olle Berg', kind: 'person', role: 'AUTHOR', creditedAs: 'Olle Berg' }] },
);
const pages: [string, Page][] = [
  ['own', own],
  ...texts.map((name): [string, Page] => [name, readPage(readFileSync(name, 'utf8'))]),
];

for (const [name, each] of pages) {
  test(`every occurrence cuts its label, none overlaps another: ${name}`, async () => {
    const taken = new Set<string>();
    for (const { label, occurrences = [] } of (await recognise(each, nothing)).mentions) {
      assert.ok(occurrences.length > 0);
      for (const { block, start, end } of occurrences) {
        const part = each.blocks[block];
        assert.equal(part && blockText(part)?.slice(start, end), label);
        for (let at = start; at < end; at++) {
          assert.ok(!taken.has(`${block}:${at}`));
          taken.add(`${block}:${at}`);
        }
      }
    }
  });

  test(`a second run over what the first has loaded gives the same: ${name}`, async () => {
    const first = await recognise(each, nothing);
    const documents = [...first.people, ...first.organisations, ...first.places, ...first.events];
    assert.deepEqual(await recognise(each, knowingDocuments(documents)), first);
  });
}

test('one entry for each concept and label', async () => {
  const { mentions } = await recognise(own, nothing);
  const keys = mentions.map(({ concept, label }) => `${concept}|${label}`);
  assert.equal(new Set(keys).size, keys.length);
});

test('a list is searched as its items on lines of their own', async () => {
  const list = page([], { blocks: [{ kind: 'list', items: [{ text: 'South' }, { text: 'Korea and Kenya' }] }] });
  const { mentions } = await recognise(list, nothing);
  assert.deepEqual(
    mentions.map(({ label, occurrences }) => [label, occurrences]),
    [['Kenya', [{ block: 0, start: 16, end: 21 }]]],
  );
});

test('ten times the text takes some ten times as long', async () => {
  const sentence =
    'Kenya\'s Environment Minister Amina Were met the Max Weber Institute in Oslo, and Norwegian officials said "so be it" ';
  const took = async (length: number) => {
    const text = page(sentence.repeat(Math.ceil(length / sentence.length)));
    const started = performance.now();
    await recognise(text, nothing);
    return performance.now() - started;
  };
  await took(200_000);
  const [little, much] = [await took(200_000), await took(2_000_000)];
  // What grows with the square of the length takes a hundred times as long.
  assert.ok(much < 40 * little, `${much} ms, and ${little} ms for a tenth`);
});
