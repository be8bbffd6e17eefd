import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import type { NativeDocument } from '../../src/content/documents.js';
import { chunks } from '../../src/import/chunks.js';
import { findChromium, openPage, startChromium } from '../support/chromium.js';
import { type Data, loadInto, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { type StoreKind, storeKinds, type TestStore } from '../support/stores.js';
import { payloads, urls } from '../support/xss.js';

const [embedded] = storeKinds as [StoreKind];
const chromium = await findChromium();
if (!chromium && process.env.CI === 'true') throw new Error('With CI=true a missing Chromium is a failure.');

/** How many are shown on one page. */
const together = 8;

/** A payload wherever an editor can write words or markup. */
const bodyWith = (evil: string, at: number): ArticleDocument['body'] =>
  [
    { kind: 'paragraph', text: evil },
    {
      kind: 'paragraph',
      spans: [
        { text: evil, marks: ['STRONG', 'CODE'], link: { url: 'https://x.example', title: evil } },
        { text: evil, mention: `person:evil-${at}` },
        { text: evil, link: { article: 'herring-2', title: evil } },
      ],
    },
    { kind: 'heading', text: evil },
    { kind: 'list', items: [{ text: evil }, { text: evil, level: 2 }] },
    { kind: 'quote', text: evil, attribution: evil },
    { kind: 'image', image: { image: `evil-${at}` } },
    { kind: 'gallery', images: [{ image: `evil-${at}`, caption: evil, alt: evil, credit: evil, role: evil }] },
    {
      kind: 'video',
      poster: `evil-${at}`,
      sources: [{ url: 'https://x.example/1.mp4', mediaType: 'video/mp4' }],
      transcript: evil,
    },
    { kind: 'table', caption: evil, header: [evil], rows: [[evil, evil]] },
    { kind: 'embed', provider: evil, url: 'https://x.example/1', consentPurpose: evil, text: evil },
    {
      kind: 'embed',
      provider: 'x',
      url: 'https://x.example/2',
      fallback: [{ kind: 'quote', text: evil, attribution: evil }],
    },
    { kind: 'related', heading: evil, articles: [`evil-${at}`] },
    { kind: 'timeline', title: evil, entries: [{ title: evil, text: evil }] },
    { kind: 'fact', title: evil, items: [{ term: evil, text: evil }] },
    { kind: 'raw', payload: evil, html: evil },
    { kind: 'raw', payload: evil, html: `<p title="${evil}">${evil}</p>`, text: evil },
    { kind: 'raw', payload: evil, text: evil },
    { kind: 'hologram', html: evil, text: evil },
  ] as ArticleDocument['body'];

const withPayload = (evil: string, at: number): NativeDocument[] => [
  { type: 'person', slug: `evil-${at}`, name: evil },
  {
    type: 'image',
    slug: `evil-${at}`,
    url: `https://images.example/${at}.jpg`,
    caption: evil,
    alt: evil,
    credit: evil,
  },
  articleDocument(1, {
    slug: `evil-${at}`,
    headline: `Harpoon ${evil}`,
    standfirst: `${evil} harpoon`,
    kicker: `harpoon ${evil}`,
    byline: `harpoon ${evil}`,
    body: [{ kind: 'paragraph', text: `${evil} harpoon ${evil}` }, ...bodyWith(evil, at)],
    mentions: [{ concept: `person:evil-${at}` }],
  }),
];

/** An address wherever one can be given; embeds and videos take none that a page cannot load something from. */
const withUrl = (url: string, at: number): NativeDocument[] => [
  { type: 'image', slug: `evil-url-${at}`, url: url.replace(/^\w+:/, (scheme) => scheme.toLowerCase()), alt: 'x' },
  articleDocument(1, {
    slug: `evil-url-${at}`,
    body: [
      { kind: 'paragraph', spans: [{ text: 'x', link: { url } }] },
      { kind: 'image', image: { image: `evil-url-${at}` } },
      { kind: 'gallery', images: [{ image: `evil-url-${at}` }] },
      {
        kind: 'video',
        poster: `evil-url-${at}`,
        sources: [{ url: 'https://x.example/1.mp4', mediaType: 'video/mp4' }],
      },
      ...(url.startsWith('https:')
        ? [
            { kind: 'embed' as const, provider: 'x', url },
            { kind: 'video' as const, sources: [{ url, mediaType: 'video/mp4' }] },
          ]
        : []),
    ],
  }),
];

describe('scripts in what is written', { skip: chromium ? false : 'no Chromium' }, () => {
  let test: TestStore;
  let browser: Browser;
  let page: Page;
  before(async () => {
    test = await embedded.open();
    const { outcomes } = await loadInto(
      test.store,
      ...world,
      articleDocument(2),
      ...payloads.flatMap(withPayload),
      ...urls.flatMap(withUrl),
    );
    assert.deepEqual(
      outcomes.filter(({ change }) => change !== 'added'),
      [],
    );
    browser = await startChromium(chromium as string);
  });
  beforeEach(async () => {
    ({ page } = await openPage(browser));
    await page.addInitScript(counting);
  });
  afterEach(() => page.context().close());
  after(async () => {
    await browser.close();
    await test.remove();
  });

  /** How many scripts run in a page that has this in its body, with everything on it touched in every way; to leave the page counts, too. */
  async function executions(html: string): Promise<number> {
    await page.goto('about:blank');
    await page.setContent(`<!doctype html><html><body><main>${html}</main></body></html>`, {
      waitUntil: 'domcontentloaded',
    });
    try {
      return Number(await page.evaluate(touchAll));
    } catch (error) {
      if (!/context was destroyed/.test(String(error))) throw error;
      return 1;
    }
  }

  /** That none run in pages that have several of these in their bodies; a page costs much more than what is in it. */
  async function assertNoneRun(all: readonly string[]): Promise<void> {
    for (const some of chunks(all, together)) {
      const ran = await executions(some.map((html) => `<section>${html}</section>`).join(''));
      assert.equal(ran, 0, some.join('\n\n'));
      assert.equal(await page.locator('main > section').count(), some.length, 'one reaches into the next');
    }
  }

  it('are counted where they are inserted as they stand', async () => {
    const ran = [];
    for (const payload of payloads) if ((await executions(payload)) > 0) ran.push(payload);
    assert.ok(payloads.length >= 100, `only ${payloads.length}`);
    // The others work in other browsers, or in other places.
    assert.ok(ran.length >= 60, `only ${ran.length} of ${payloads.length} are noticed`);
    assert.equal(await executions('<p>alert(1)</p>'), 0);
    const [first] = ran as [string];
    await assert.rejects(
      assertNoneRun([...Array(together).fill('<p>alert(1)</p>'), '<p>one</p>', first, '<p>two</p>']),
    );
    await assert.rejects(assertNoneRun(['<p>one</p>', '<!-- ', '<p>two</p>']), /reaches into the next/);
  });

  it('never run from the HTML of a body, nor from that of any block', async () => {
    const all: string[] = [];
    for (const slug of [...payloads.map((_, at) => `evil-${at}`), ...urls.map((_, at) => `evil-url-${at}`)]) {
      const { article } = await runQuery(
        test.store,
        `{ article(slug: "${slug}") { body { html blocks { html ... on ParagraphBlock { spans { link { url } } } ... on EmbedBlock { fallback { html } } } } } }`,
      );
      const { html, blocks } = article.body;
      const fallbacks = blocks.flatMap((block: Data) => block.fallback ?? []);
      all.push([html, ...[...blocks, ...fallbacks].map((block: Data) => block.html)].join('<hr>'));
      const links = blocks.flatMap((block: Data) => block.spans ?? []).flatMap(({ link }: Data) => link?.url ?? []);
      assert.ok(
        links.every((url: string) => /^(?:https?:|\/)/.test(url)),
        links.join(' '),
      );
    }
    await assertNoneRun(all);
  });

  it('never run from what search shows of a text', async () => {
    const all: string[] = [];
    const fragments = new Map<string, number>();
    for (let after: string | null = null; ; ) {
      const { search }: Data = await runQuery(
        test.store,
        'query ($after: String) { search(query: "harpoon", first: 100, after: $after) { edges { highlights { field fragment } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      for (const { highlights } of search.edges) {
        all.push(highlights.map(({ fragment }: Data) => fragment).join('<hr>'));
        for (const { field } of highlights) fragments.set(field, (fragments.get(field) ?? 0) + 1);
      }
      if (!search.pageInfo.hasNextPage) break;
      after = search.pageInfo.endCursor;
    }
    await assertNoneRun(all);
    assert.deepEqual(fragments.get('headline'), payloads.length);
    assert.ok(fragments.size >= 3, [...fragments.keys()].join(' '));
  });
});

/** Counts what the payloads run, and whatever else goes wrong in a script; stays on the page whatever is clicked. */
const counting = `
  top.executions = 0;
  for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => { top.executions += 1; };
  window.addEventListener('error', (event) => { if (event instanceof ErrorEvent) top.executions += 1; });
`;
const touchAll = `(async () => {
  const stay = (event) => {
    const target = event.target.closest?.('a, area');
    if (target && !/^(javascript|vbscript):$/.test(target.protocol)) event.preventDefault();
  };
  document.addEventListener('click', stay, true);
  const events = ['mouseover', 'pointerover', 'mousemove', 'focus', 'wheel', 'input', 'toggle', 'animationstart', 'begin', 'error', 'load', 'close'];
  for (const one of document.querySelectorAll('*')) {
    for (const type of events) one.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
    one.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  }
  await new Promise((resolve) => setTimeout(resolve, 30));
  return top.executions;
})()`;
