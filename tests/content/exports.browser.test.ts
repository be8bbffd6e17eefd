import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { graphql } from 'graphql';
import type { Browser } from 'playwright-core';
import type { NativeDocument } from '../../src/content/documents.js';
import { contextFor } from '../../src/content/index.js';
import { buildGraph } from '../../src/schema.js';
import { findChromium, openPage, startChromium, type WatchedPage } from '../support/chromium.js';
import { type Data, loadInto } from '../support/graph.js';
import { type StoreKind, storeKinds, type TestStore } from '../support/stores.js';
import { scriptPayloads } from './script-payloads.js';

const schema = buildGraph();
const [embedded] = storeKinds as [StoreKind];
const chromium = await findChromium();
if (!chromium && process.env.CI === 'true') throw new Error('With CI=true a missing Chromium is a failure.');
const site = 'https://news.example';

/** Run in the page, whose types are not those of Node. */
const shownThere = `({
  heading: document.querySelector('h1')?.textContent,
  linked: JSON.parse(document.querySelector('script[type="application/ld+json"]')?.textContent ?? '{}').headline,
  scripts: document.scripts.length,
})`;
const readXml = `(xml) => {
  const read = new DOMParser().parseFromString(xml, 'application/xml');
  return {
    broken: read.querySelector('parsererror') !== null,
    headline: read.querySelector('contentMeta > headline')?.textContent,
    scripts: read.getElementsByTagNameNS('*', 'script').length,
  };
}`;

/** An article, and all that it shows of others, with the payload wherever a text can stand. */
function poisoned(payload: string, at: number): NativeDocument[] {
  const words = `${payload} `;
  return [
    {
      type: 'image',
      slug: `i-${at}`,
      url: `https://images.example/${at}.jpg`,
      caption: words,
      alt: words,
      credit: words,
    },
    { type: 'source', slug: `s-${at}`, name: words, category: 'STAFF', logo: `i-${at}` },
    { type: 'person', slug: `p-${at}`, name: words, sameAs: [{ scheme: words, value: words }] },
    { type: 'place', slug: `l-${at}`, name: words },
    { type: 'topic', slug: `t-${at}`, name: words },
    { type: 'section', slug: `n-${at}`, name: words },
    {
      type: 'article',
      slug: `a-${at}`,
      locale: 'en',
      headline: payload,
      headlines: { SEO: words, SOCIAL: words, SHORT: words },
      kicker: words,
      standfirst: words,
      byline: words,
      sourceNote: words,
      section: `n-${at}`,
      topics: [`t-${at}`],
      sources: [{ source: `s-${at}`, role: 'PUBLISHER' }],
      contributions: [{ person: `p-${at}`, creditedAs: words }],
      dateline: { text: words, place: `l-${at}` },
      mentions: [{ concept: `person:p-${at}`, relation: 'ABOUT', label: words }],
      leadImage: { image: `i-${at}`, caption: words, alt: words, credit: words },
      body: [
        { kind: 'paragraph', text: words },
        { kind: 'image', image: { image: `i-${at}`, caption: words, alt: words } },
        { kind: 'quote', text: words, attribution: words },
        { kind: 'embed', provider: 'x', url: 'https://video.example/1', text: words },
        { kind: 'raw', payload: {}, html: words, text: words },
      ],
      publishedAt: '2024-03-05T12:00:00Z',
      rights: { holder: words, notice: words, usageTerms: words },
    },
  ];
}

describe('exports in a browser', { skip: chromium ? false : 'no Chromium' }, () => {
  let place: TestStore;
  let browser: Browser;
  let exports: { HTML: string; JSON_LD: string; NEWSML_G2: string; headline: string }[];
  before(async () => {
    place = await embedded.open();
    browser = await startChromium(chromium as string);
    const { summary } = await loadInto(place.store, ...scriptPayloads.flatMap(poisoned));
    assert.equal(summary.rejected, 0);
    exports = await Promise.all(scriptPayloads.map((_, at) => exported(`a-${at}`)));
  });
  after(async () => {
    await browser.close();
    await place.remove();
  });

  async function exported(slug: string): Promise<Data> {
    const formats = ['HTML', 'JSON_LD', 'NEWSML_G2'].map((format) => `${format}: export(format: ${format})`).join(' ');
    const source = `{ article(slug: "${slug}") { headline ${formats} } }`;
    const contextValue = contextFor(place.store, { publicUrl: 'https://graph.example', siteUrl: site });
    const { data, errors } = await graphql({ schema, source, contextValue });
    assert.equal(errors, undefined);
    return (data as Data).article;
  }

  /** A page that serves whatever stands in `served`, and counts the calls of `alert`, in its frames too. */
  async function watch(): Promise<WatchedPage & { executions(html: string): Promise<number> }> {
    const watched = await openPage(browser);
    const { page } = watched;
    let fired = 0;
    let served = '';
    await page.context().exposeFunction('alert', () => {
      fired += 1;
    });
    await page.context().route(`${site}/**`, (route) => route.fulfill({ contentType: 'text/html', body: served }));
    const executions = async (html: string) => {
      fired = 0;
      served = html;
      await page.goto(`${site}/page`, { waitUntil: 'load' });
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
      return fired;
    };
    return { ...watched, executions };
  }

  it(`of ${scriptPayloads.length} payloads run where nobody escapes them: the harness sees it`, async () => {
    const { page, executions } = await watch();
    let ran = 0;
    for (const payload of scriptPayloads) {
      const careless = `<!doctype html><title>${payload}</title><script type="application/ld+json">${JSON.stringify({ payload })}</script><p title="${payload}">${payload}</p>`;
      if ((await executions(careless)) > 0) ran += 1;
    }
    await page.context().close();
    assert.ok(ran >= 80, `only ${ran} of ${scriptPayloads.length} run`);
  });

  it('run no script, whatever stands in headlines, names and captions, and keep every word', async () => {
    const { page, executions } = await watch();
    let ran = 0;
    for (const { HTML, headline } of exports) {
      ran += await executions(HTML);
      const shown = await page.evaluate(shownThere);
      assert.deepEqual(shown, { heading: headline, linked: headline, scripts: 1 });
    }
    const linked = exports.map(({ JSON_LD }) => `<script>linked.push(${JSON_LD})</script>`);
    ran += await executions(`<!doctype html><script>globalThis.linked = []</script>${linked.join('')}`);
    assert.deepEqual(
      await page.evaluate('globalThis.linked.map(({ headline }) => headline)'),
      exports.map(({ headline }) => headline),
    );
    assert.equal(await page.evaluate('document.scripts.length'), exports.length + 1);
    await page.context().close();
    assert.equal(ran, 0);
  });

  it('are well-formed XML', async () => {
    const { page, executions } = await watch();
    await executions('<!doctype html>');
    for (const { NEWSML_G2, headline } of exports) {
      const read = await page.evaluate(`(${readXml})(${JSON.stringify(NEWSML_G2)})`);
      assert.deepEqual(read, { broken: false, headline, scripts: 0 });
    }
    await page.context().close();
  });
});
