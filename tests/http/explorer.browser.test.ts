import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { readConfig } from '../../src/config.js';
import { type Gateway, openGateway } from '../../src/gateway.js';
import { sandbox } from '../../src/http/explorer/policy.js';
import { projectFile } from '../../src/project.js';
import { fillIfEmpty } from '../../src/sample.js';
import { findChromium, openPage, startChromium } from '../support/chromium.js';
import { type StoreKind, storeKinds, type TestStore } from '../support/stores.js';

const [embedded] = storeKinds as [StoreKind];
const chromium = await findChromium();
if (!chromium && process.env.CI === 'true') throw new Error('With CI=true a missing Chromium is a failure.');

const tabs = ['FrontPage', 'OneArticle', 'PostsOverTime', 'Seoul', 'Paging'];

describe('explorer in a browser', { skip: chromium ? false : 'no Chromium' }, () => {
  let place: TestStore;
  let gateway: Gateway;
  let address: string;
  let browser: Browser;
  before(async () => {
    place = await embedded.open();
    await fillIfEmpty(place.store);
    gateway = await openGateway(readConfig({ LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...place.settings }));
    address = await gateway.app.listen({ host: '127.0.0.1', port: 0 });
    browser = await startChromium(chromium as string);
  });
  after(async () => {
    await browser.close();
    await gateway.close();
    await place.remove();
  });

  it('starts GraphiQL from our own files where there is no internet, and answers what is typed', async () => {
    const { page, blocked, complaints } = await openPage(browser);
    await page.goto(address);
    await page.getByRole('link', { name: 'Open the explorer' }).click();
    assert.deepEqual(await tabTitles(page), tabs);

    await type(page, 'Typed', '{ person(slug: "mara-ellingsen") { givenName familyName ');
    await page.keyboard.press('Control+Enter');
    await answers(page, '"familyName": "Ellingsen"');
    assert.deepEqual(blocked, [sandbox.script]);
    assert.deepEqual(complaints, []);

    await type(page, 'Mistaken', '{ person(slug: "mara-ellingsen") { nickname ');
    await page.keyboard.press('Control+Enter');
    await answers(page, 'Cannot query field');
    await page.context().close();
  });

  it('answers the tour, with variables and headers at hand, and shows the schema', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${address}/graphql`);
    await openTab(page, 'PostsOverTime');
    await page.getByRole('button', { name: 'Execute query' }).click();
    await answers(page, '"Prime Minister"');

    await openTab(page, 'Paging');
    await page.getByRole('button', { name: 'Variables' }).click();
    await page.locator('.graphiql-editor-tool .view-lines').first().click();
    await page.keyboard.insertText('{ "first": 2 }');
    await page.getByRole('button', { name: 'Execute query' }).click();
    await answers(page, '"hasNextPage": true');
    assert.equal((await answerText(page)).split('"headline"').length - 1, 2);
    assert.ok(await page.getByRole('button', { name: 'Headers' }).isVisible());

    await page.getByRole('button', { name: 'Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Query' }).click();
    await page.getByText('All articles that are public').waitFor();
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('shows the query of the address before the tour', async () => {
    const { page, complaints } = await openPage(browser);
    const query = 'query FromTheAddress($slug: String!) { place(slug: $slug) { name } }';
    await page.goto(`${address}/graphql?${new URLSearchParams({ query, variables: '{ "slug": "seoul" }' })}`);
    assert.deepEqual(await tabTitles(page), ['FromTheAddress', ...tabs]);
    await page.getByRole('button', { name: 'Execute query' }).click();
    await answers(page, '"name": "Seoul"');
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('hands the tour to Sandbox where that can be loaded, and takes GraphiQL when its page stays silent', async () => {
    const { page, complaints } = await openPage(
      browser,
      {},
      {
        [sandbox.script]: { contentType: 'text/javascript', body: standIn },
        [sandbox.frame]: { contentType: 'text/html', body: '<script>parent.postMessage("here", "*")</script>Sandbox' },
      },
    );
    await page.goto(`${address}/graphql`);
    await page.frameLocator('#explorer iframe').getByText('Sandbox').waitFor();
    const options = await page.evaluate('window.sandboxOptions');
    const { initialEndpoint, initialState, runTelemetry } = options as Record<string, unknown>;
    assert.equal(initialEndpoint, `${address}/graphql`);
    assert.equal(runTelemetry, false);
    for (const name of tabs)
      assert.match((initialState as { document: string }).document, new RegExp(`query ${name}\\b`));
    assert.deepEqual(complaints, []);
    await page.context().close();

    const silent = await openPage(browser, {}, { [sandbox.script]: { contentType: 'text/javascript', body: standIn } });
    await silent.page.clock.install();
    await silent.page.goto(`${address}/graphql`);
    await silent.page.locator('#explorer iframe').waitFor();
    await silent.page.clock.fastForward(11_000);
    assert.deepEqual(await tabTitles(silent.page), tabs);
    await silent.page.context().close();
  });

  it('has a start page that fits a telephone, in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, blocked, complaints } = await openPage(browser, {
        colorScheme,
        viewport: { width: 360, height: 740 },
      });
      await page.goto(address);
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 360);
      assert.deepEqual([...blocked, ...complaints], []);
      await page.context().close();
    }
  });

  // SCREENSHOTS=1 npm test -- explorer: draws the README's pictures anew.
  if (process.env.SCREENSHOTS) {
    it('is pictured in docs/', async () => {
      const { page } = await openPage(browser);
      await page.goto(address);
      await page.screenshot({ path: picture('start') });
      await page.getByRole('link', { name: 'Open the explorer' }).click();
      await openTab(page, 'OneArticle');
      await page.getByRole('button', { name: 'Execute query' }).click();
      await answers(page, '"roleAtPublication"');
      await page.mouse.move(30, 400);
      await page.screenshot({ path: picture('explorer'), animations: 'disabled' });
      await page.context().close();
    });
  }
});

const picture = (name: string) => projectFile(`docs/${name}.png`).pathname;

/** What Sandbox's script does, as far as this page sees it. */
const standIn = `window.EmbeddedSandbox = class {
  constructor(options) {
    window.sandboxOptions = options;
    const frame = document.createElement('iframe');
    frame.src = '${sandbox.frame}/sandbox/explorer';
    document.querySelector(options.target).append(frame);
  }
};`;

async function tabTitles(page: Page): Promise<string[]> {
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  return page.locator('.graphiql-tab-button').allInnerTexts();
}

const tab = (page: Page, title: string) => page.locator('.graphiql-tab-button', { hasText: title });

async function openTab(page: Page, title: string): Promise<void> {
  await tab(page, title).click();
  // GraphiQL takes notice of the other operation a tenth of a second later.
  await page.waitForTimeout(500);
}

/** Replaces the query by one that is typed key by key; the editor closes its brackets. */
async function type(page: Page, name: string, query: string): Promise<void> {
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(`query ${name} ${query}`);
  // GraphiQL takes notice of another operation when the typing pauses.
  await tab(page, name).waitFor();
}

const answer = '.graphiql-response .view-lines';

/** What the editor shows, whose spaces do not break. */
const answerText = async (page: Page) => (await page.locator(answer).innerText()).replaceAll('\u00a0', ' ');

const answers = (page: Page, text: string) => page.locator(answer).filter({ hasText: text }).waitFor();
