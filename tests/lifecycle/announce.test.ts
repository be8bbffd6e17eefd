import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { openGateway } from '../../src/gateway.js';
import { announceDue } from '../../src/import/announce-due.js';
import type { Store } from '../../src/store/store.js';
import { type Data, loadInto, runForErrors, runOnce } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const iso = (time: number) => new Date(time).toISOString();
/** Signals of an article in the feed, in order. */
async function signals(store: Store, slug: string): Promise<string[]> {
  const { changes } = await runOnce(store, '{ changes { changes { signal nodeId } } }');
  const key = Buffer.from(`article:${slug}`).toString('base64url');
  return changes.changes.flatMap(({ signal, nodeId }: Data) => (nodeId === key ? [signal] : []));
}

for (const kind of storeKinds) {
  describe(`what the change feed of the ${kind.name} says of what comes and goes by itself`, {
    skip: kind.skip,
  }, () => {
    const onStore = async (test: (place: TestStore) => Promise<void>) => {
      const place = await kind.open();
      try {
        await loadInto(place.store, ...world);
        await test(place);
      } finally {
        await place.remove();
      }
    };

    it('is said once, whoever is first, and nothing before its instant', () =>
      onStore(async ({ store }) => {
        const [comes, goes] = [Date.now() + 3_600_000, Date.now() + 7_200_000];
        const document = articleDocument(1, { status: 'EMBARGOED', embargoUntil: iso(comes), expiresAt: iso(goes) });
        await loadInto(store, document);
        await announceDue(store, new Date(comes - 1));
        assert.deepEqual(await signals(store, 'herring-1'), []);
        await Promise.all([1, 2, 3].map(() => announceDue(store, new Date(comes + 2000))));
        assert.deepEqual(await signals(store, 'herring-1'), ['NEW']);
        const { summary } = await loadInto(store, document);
        assert.equal(summary.unchanged, 1);
        for (let times = 0; times < 2; times += 1) await announceDue(store, new Date(goes + 2000));
        assert.deepEqual(await signals(store, 'herring-1'), ['NEW', 'DELETE']);
      }));

    it('is said of both instants, one after the other, where nobody was there at either', () =>
      onStore(async ({ store }) => {
        const [comes, goes] = [Date.now() + 3_600_000, Date.now() + 7_200_000];
        await loadInto(
          store,
          articleDocument(1, { status: 'SCHEDULED', publishedAt: iso(comes), expiresAt: iso(goes) }),
        );
        for (let times = 0; times < 2; times += 1) await announceDue(store, new Date(goes + 2000));
        assert.deepEqual(await signals(store, 'herring-1'), ['NEW', 'DELETE']);
      }));

    it('is said by the load that changes the article, where that is first', () =>
      onStore(async ({ store }) => {
        const comes = Date.now() + 200;
        const document = articleDocument(1, { status: 'EMBARGOED', embargoUntil: iso(comes) });
        await loadInto(store, document);
        await sleep(300);
        assert.equal((await loadInto(store, document)).summary.unchanged, 1);
        assert.deepEqual(await signals(store, 'herring-1'), []);
        await loadInto(store, articleDocument(1, { headline: 'Changed' }));
        await announceDue(store, new Date(comes + 5000));
        assert.deepEqual(await signals(store, 'herring-1'), ['NEW']);
      }));

    it('is nothing where it was put off or taken away in time; and it is then as if it had never been', () =>
      onStore(async ({ store }) => {
        const comes = Date.now() + 3_600_000;
        const embargoed = { status: 'EMBARGOED' as const, embargoUntil: iso(comes) };
        await loadInto(store, articleDocument(1, embargoed), articleDocument(2, embargoed));
        await loadInto(
          store,
          articleDocument(1, { ...embargoed, embargoUntil: iso(comes + 3_600_000) }),
          articleDocument(2, { status: 'WITHDRAWN' }),
        );
        await announceDue(store, new Date(comes + 2000));
        for (const slug of ['herring-1', 'herring-2']) {
          assert.deepEqual(await signals(store, slug), []);
          const answer = await runForErrors(store, `{ article(slug: "${slug}") { slug } }`);
          assert.deepEqual(answer, { data: { article: null }, errors: [] });
        }
      }));

    it('is said when gateways start that were all down, and by one of them', () =>
      onStore(async ({ store, settings }) => {
        await loadInto(store, articleDocument(1, { status: 'EMBARGOED', embargoUntil: iso(Date.now() + 300) }));
        await sleep(400);
        const config = readConfig({ LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...settings });
        const gateways = await Promise.all([openGateway(config), openGateway(config)]);
        try {
          for (let tries = 0; (await signals(store, 'herring-1')).length === 0; tries += 1) {
            assert.ok(tries < 100, 'nobody tells of it');
            await sleep(100);
          }
          await sleep(2500);
          assert.deepEqual(await signals(store, 'herring-1'), ['NEW']);
        } finally {
          for (const gateway of gateways) await gateway.close();
        }
      }));
  });
}
