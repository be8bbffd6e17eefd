import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PageError } from '../../../src/import/page/errors.js';
import type { Page } from '../../../src/import/page/page.js';
import { readPage } from '../../../src/import/page/read.js';
import { cut, cutAtSpaces, wrapBlocks, wrapEvenly, wrapWithHyphens } from './rewrap.js';

const PAGES = join(process.cwd(), 'tests/import/page/pages');
const SAMPLE = join(process.cwd(), '../shared/samples/page.txt');
/** Where a page's times name no zone, they are local ones. */
const ZONES: Record<string, string> = { 'german-study': 'Europe/Berlin', 'french-forum': 'Europe/Paris' };

const WRAPPINGS = { cut, cutAtSpaces, wrapWithHyphens, wrapBlocks, wrapEvenly };

const optionsFor = (name: string) => (ZONES[name] ? { timeZone: ZONES[name] } : {});
const withoutBoilerplate = ({ boilerplate: _, ...page }: Page) => page;
const withoutLines = (page: Page) => ({
  ...page,
  boilerplate: page.boilerplate.map(({ text, reason }) => ({ text, reason })),
});

const names = readdirSync(PAGES)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -4));

describe('the pages', () => {
  for (const name of names) {
    it(`reads ${name}`, () => {
      const page = readPage(readFileSync(join(PAGES, `${name}.txt`), 'utf8'), optionsFor(name));
      const expected = JSON.parse(readFileSync(join(PAGES, `${name}.expected.json`), 'utf8'));
      assert.deepEqual(withoutBoilerplate(page), expected);
    });
  }

  it('gives a reason for every line that it leaves out', () => {
    const text = readFileSync(join(PAGES, 'heavy-menus.txt'), 'utf8');
    const { boilerplate } = readPage(text);
    const lines = text.split('\n');
    assert.ok(boilerplate.length > 40);
    for (const { line, text: left, reason } of boilerplate) {
      assert.ok(reason);
      assert.equal(lines[line - 1]?.trim(), left);
    }
  });

  it('reads the same from CRLF, a BOM, no-break and zero-width spaces', () => {
    const text = readFileSync(join(PAGES, 'teachers-march.txt'), 'utf8');
    const strange = `\ufeff${text.replace(/ the /g, '\u00a0the\u200b ').replace(/\n/g, '\t \r\n')}`;
    assert.deepEqual(readPage(strange), readPage(text));
  });
});

describe('the sample', { skip: existsSync(SAMPLE) ? false : `no page at ${SAMPLE}` }, () => {
  const text = existsSync(SAMPLE) ? readFileSync(SAMPLE, 'utf8') : '';

  it('has every element in its field', () => {
    const page = readPage(text);
    assert.equal(page.locale, 'en');
    assert.equal(page.byline, 'CGTN');
    assert.equal(page.publisher, 'CGTN');
    assert.equal(page.dateline, undefined);
    assert.equal(page.publishedAt, '2024-06-18T12:00:00.000Z');
    assert.equal(page.sourceNote, '(With input from Xinhua)');
    assert.deepEqual(page.credits, [{ name: 'CGTN', kind: 'organisation', role: 'AUTHOR', creditedAs: 'CGTN' }]);
    assert.deepEqual(page.sources, [
      { name: 'CGTN', role: 'PUBLISHER' },
      { name: 'Xinhua', role: 'AGENCY_INPUT', note: '(With input from Xinhua)' },
    ]);
    assert.equal(page.blocks.length, 11);
    assert.ok(page.blocks.every((block) => block.kind === 'paragraph' && block.text?.endsWith('.')));
    assert.equal(page.leadImage?.credit, 'Chinese Foreign Ministry');
    assert.match(page.leadImage?.caption ?? '', /2024\.$/);
    assert.deepEqual(page.images, []);
    assert.deepEqual(
      page.notices.map(({ kind, actions }) => ({ kind, actions })),
      [{ kind: 'COOKIE_CONSENT', actions: ['I agree'] }],
    );
    assert.ok(page.boilerplate.some(({ text: left }) => left === 'Search Trends'));
  });

  for (const [name, wrap] of Object.entries(WRAPPINGS)) {
    it(`reads the same after ${name} at 72`, () => {
      assert.deepEqual(withoutLines(readPage(wrap(text, 72))), withoutLines(readPage(text)));
    });
  }

  it('reads the same without blank lines', () => {
    assert.deepEqual(withoutLines(readPage(text.replace(/\n\n+/g, '\n'))), withoutLines(readPage(text)));
  });
});

describe('what is no page', () => {
  const cases: Record<string, [text: string, message: RegExp]> = {
    'an empty text': ['', /white space/],
    'white space': [' \n\t\r\n \u00a0\u200b\n', /white space/],
    'menus alone': ['Home\nNews\nSport\n\nLog in\nFacebook Twitter WhatsApp\n', /Only boilerplate/],
    'a consent notice alone': [
      'Cookie policy\n\nWe use cookies to make this site work for you and to count visits.\n\nAccept all\n',
      /Only boilerplate/,
    ],
    'a headline alone': ['Minister opens new bridge over the Omo\n\nBy Jane Doe\n', /No text/],
    'text without a headline': [
      `${'The river rose again in the night, and nobody slept in the lower town. '.repeat(3)}\n`,
      /No headline/,
    ],
    'control characters': ['\u0000\u0001\u0002\u0003 PNG \u0004\u0005'.repeat(20), /Not a text/],
  };
  for (const [name, [text, message]] of Object.entries(cases)) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => readPage(text),
        (error) =>
          error instanceof PageError && message.test(error.message) && error.expected !== '' && error.found !== '',
      );
    });
  }
});

const WORDS =
  'river bridge council harbour minister village budget engineer winter market teacher station library orchard'.split(
    ' ',
  );
const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 12, maxLength: 40 })
  .map((words) => `The ${words.join(' ')} was named.`);
const article = fc.array(sentence, { minLength: 2, maxLength: 12 });

describe('any text', () => {
  it('is a page with a headline and text, or a PageError', () => {
    const line = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      sentence,
      fc.constantFrom('', 'By Jane Doe', 'Share', 'Most read', '(Reuters)', '© 2025 X', 'Accept all', '- a', 'KYIV —'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const page = attempt(lines.join('\n'));
        if (page instanceof PageError) return;
        assert.ok(page.headline);
        assert.ok(page.blocks.length > 0);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps every long paragraph, however its lines are cut', () => {
    const wrap = fc.constantFrom(
      (text: string) => text,
      ...Object.values(WRAPPINGS).map((one) => (text: string) => one(text, 72)),
    );
    fc.assert(
      fc.property(fc.uniqueArray(sentence, { minLength: 2, maxLength: 12 }), wrap, (paragraphs, wrapped) => {
        const text = [
          'Harbour council names winter market engineer',
          'By Jane Doe',
          ...paragraphs,
          'Most read',
          'Ten bridges to see',
        ].join('\n\n');
        const blocks = readPage(wrapped(text)).blocks.map((block) => ('text' in block ? block.text : undefined));
        assert.deepEqual(blocks, paragraphs);
      }),
      { numRuns: 200 },
    );
  });
});

function attempt(text: string): Page | PageError {
  try {
    return readPage(text);
  } catch (error) {
    if (error instanceof PageError) return error;
    throw error;
  }
}

describe('two megabytes', () => {
  const size = 2_000_000;
  const [example] = fc.sample(article, { numRuns: 1, seed: 7 });
  const prose = (example ?? []).join('\n\n');
  const head = 'Harbour council names winter market engineer\n\nBy Jane Doe\n\n';
  const cases: Record<string, string> = {
    'of paragraphs': head + `${prose}\n\n`.repeat(size / prose.length),
    'in one line': head + prose.replace(/\n+/g, ' ').repeat(size / prose.length),
    'of short lines': `${head}${prose}\n\n${'Word of a menu\n'.repeat(size / 15)}`,
    'of dates': `${head}${'June 18, 2024\n'.repeat(size / 14)}${prose}`,
    'of brackets': `${head}${prose}\n\n${'(By '.repeat(size / 4)}`,
    'of spaces': `${head}${prose} ${' '.repeat(size)} end.`,
    'of hard-wrapped lines': head + wrapWithHyphens(`${prose}\n\n`.repeat(size / prose.length), 72),
    'of Han characters': `${head}${prose}\n\n${'会见双方交换意见'.repeat(size / 24)}。`,
  };
  for (const [name, text] of Object.entries(cases)) {
    it(`${name} are read in time`, () => {
      const start = performance.now();
      attempt(text);
      const took = performance.now() - start;
      // Not how fast it is, but that it ends: what goes wrong here takes minutes.
      assert.ok(took < 60_000, `${Math.round(took)} ms`);
    });
  }
});
