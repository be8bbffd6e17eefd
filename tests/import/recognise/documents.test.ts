import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { articleDocument } from '../../../src/content/article/article.document.js';
import type { NativeDocument } from '../../../src/content/documents.js';
import { eventDocument } from '../../../src/content/event/event.document.js';
import { imageDocument } from '../../../src/content/image/image.document.js';
import { organisationDocument } from '../../../src/content/organisation/organisation.document.js';
import { personDocument } from '../../../src/content/person/person.document.js';
import { placeDocument } from '../../../src/content/place/place.document.js';
import { policyDocument } from '../../../src/content/policy/policy.document.js';
import { sectionDocument } from '../../../src/content/section/section.document.js';
import { sourceDocument } from '../../../src/content/source/source.document.js';
import { topicDocument } from '../../../src/content/topic/topic.document.js';
import { fuzzyRange } from '../../../src/graph/fuzzy-date.js';
import { pageDocuments } from '../../../src/import/page/documents.js';
import type { Page } from '../../../src/import/page/page.js';
import { readPage } from '../../../src/import/page/read.js';
import { nothing, page } from './support.js';

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv, ['date-time', 'uri', 'uri-reference']);
ajv.addFormat('edtf', (text: string) => fuzzyRange(text) !== undefined);
ajv.addKeyword({ keyword: 'x-ref' });
const validators = Object.fromEntries(
  [
    articleDocument,
    eventDocument,
    imageDocument,
    organisationDocument,
    personDocument,
    placeDocument,
    policyDocument,
    sectionDocument,
    sourceDocument,
    topicDocument,
  ].map((schema) => [schema.properties.type.const, ajv.compile(schema)]),
);

function check(document: NativeDocument): void {
  const validate = validators[document.type];
  assert.ok(validate?.(document), `${document.type} ${document.slug}: ${ajv.errorsText(validate?.errors)}`);
}

const full = page(
  [
    'The first "Blue Water" talks between Kenya and Norway were held in Oslo on Tuesday.',
    "The talks were co-chaired by Kenya's Environment Minister Amina Were and Norwegian Foreign Minister Kari Solberg.",
  ],
  {
    headline: 'Kenya and Norway talk about lakes',
    publisher: 'Lake News',
    credits: [
      { name: 'Olle Berg', kind: 'person', role: 'AUTHOR', creditedAs: 'By Olle Berg' },
      { name: 'Lake News', kind: 'organisation', role: 'AUTHOR', creditedAs: 'Lake News' },
    ],
    sources: [
      { name: 'Lake News', role: 'PUBLISHER' },
      { name: 'Reuters', role: 'AGENCY_INPUT', note: 'With input from Reuters' },
    ],
    leadImage: { caption: 'Ministers in Oslo, Norway, March 18, 2025.', credit: 'Kim Holm' },
    images: [{ caption: 'A lake.' }],
    notices: [{ kind: 'COOKIE_CONSENT', title: 'Cookies', paragraphs: ['We use some.'], actions: ['I agree'] }],
    topics: ['Lakes', 'Diplomacy'],
    sectionPath: ['World', 'Africa'],
    copyright: '© 2025 Lake News. All rights reserved.',
    correctionNote: 'Correction: it was Oslo.',
    publishedAt: '2025-03-19T09:00:00Z',
  },
);

test('everything of a page is in documents that refer to each other', async () => {
  const { article, others } = await pageDocuments(full, nothing);
  for (const document of [article, ...others]) check(document);
  assert.match(article.id ?? '', /^a-[0-9a-f]{20}$/);
  assert.equal(article.slug, 'kenya-and-norway-talk-about-lakes');
  assert.deepEqual(article.dateline, { text: 'Oslo, Norway, March 18, 2025', place: 'oslo', date: '2025-03-18' });
  assert.deepEqual(article.contributions, [
    { person: 'olle-berg', role: 'AUTHOR', creditedAs: 'By Olle Berg' },
    { organisation: 'lake-news', role: 'AUTHOR', creditedAs: 'Lake News' },
    { organisation: 'reuters', role: 'INPUT', creditedAs: 'Reuters' },
  ]);
  assert.equal(article.section, 'africa');
  assert.equal(article.status, 'CORRECTED');
  assert.deepEqual(article.rights, { holder: 'Lake News', notice: '© 2025 Lake News. All rights reserved.' });
  const minister = article.mentions?.find(({ concept }) => concept === 'person:amina-were');
  assert.deepEqual(
    [minister?.title, minister?.organisation],
    ['Environment Minister', 'kenya-ministry-of-environment'],
  );
  const policy = others.find(({ type }) => type === 'policy');
  assert.equal(policy?.slug, 'lake-news-cookie-consent');
  const categories = others.flatMap((one) => (one.type === 'source' ? [[one.slug, one.category]] : []));
  assert.deepEqual(categories, [
    ['lake-news', 'STAFF'],
    ['reuters', 'WIRE'],
  ]);
});

test('the same page has the same id, another headline another', async () => {
  const [first, again, other] = await Promise.all(
    [full, { ...full, blocks: full.blocks.slice(0, 1) }, { ...full, headline: 'Other' }].map((each) =>
      pageDocuments(each, nothing),
    ),
  );
  assert.equal(first?.article.id, again?.article.id);
  assert.notEqual(first?.article.id, other?.article.id);
});

test('a headline that has no Latin letters keeps its own', async () => {
  const { article } = await pageDocuments(page('铁路完成。', { headline: '铁路建设完成', locale: 'zh' }), nothing);
  assert.equal(article.slug, '铁路建设完成');
  check(article);
});

test('a headline of marks alone has a slug from the id', async () => {
  const { article } = await pageDocuments(page('Text.', { headline: '?!' }), nothing);
  assert.match(article.slug, /^article-[0-9a-f]{12}$/);
});

const folder = 'tests/import/page/pages';
const files = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .map((name) => join(folder, name))
  : [];
for (const name of [...files, ...['../shared/samples/page.txt'].filter((one) => existsSync(one))]) {
  test(`valid, and every reference has its document: ${name}`, async () => {
    const { article, others } = await pageDocuments(readPage(readFileSync(name, 'utf8')) as Page, nothing);
    for (const document of [article, ...others]) check(document);
    const slugs = new Set(others.map(({ type, slug }) => `${type}:${slug}`));
    assert.equal(slugs.size, others.length);
    for (const { concept } of article.mentions ?? []) assert.ok(slugs.has(concept), concept);
    for (const reference of references([article, ...others])) assert.ok(slugs.has(reference), reference);
  });
}

const fields: Record<string, string> = {
  organisation: 'organisation',
  parent: 'organisation',
  country: 'place',
  place: 'place',
  within: 'place',
  source: 'source',
  person: 'person',
  section: 'section',
};

function references(value: unknown, owner?: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => references(one, owner));
  if (typeof value !== 'object' || value === null) return [];
  const type = 'type' in value && typeof value.type === 'string' ? value.type : owner;
  return Object.entries(value).flatMap(([key, inner]) => {
    if (typeof inner !== 'string') return references(inner, type);
    if (key === 'concept') return [inner];
    const target = key === 'parent' && type === 'section' ? 'section' : fields[key];
    return target ? [`${target}:${inner}`] : [];
  });
}
