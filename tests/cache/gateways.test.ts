import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { openGateway } from '../../src/gateway.js';
import { hits, post } from '../support/gateway.js';
import { loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds } from '../support/stores.js';

const front = '{ articles(first: 3) { totalCount nodes { slug headline section { name } } } }';

for (const kind of storeKinds) {
  describe(`two gateways on one ${kind.name}`, { skip: kind.skip }, () => {
    it('answer from memory, and leave nothing there that a change has made old', async () => {
      const place = await kind.open();
      const config = readConfig({ LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...place.settings });
      await loadInto(place.store, ...world, ...[1, 2, 3].map((number) => articleDocument(number)));
      const gateways = await Promise.all([openGateway(config), openGateway(config)]);
      const addresses = await Promise.all(gateways.map(({ app }) => app.listen({ host: '127.0.0.1', port: 0 })));
      const ask = async (address: string) => JSON.parse((await post(address, { query: front })).text).data.articles;
      const until = async (holds: (answer: { totalCount: number; nodes: { headline: string }[] }) => boolean) => {
        for (const address of addresses) {
          for (let tries = 0; !holds(await ask(address)); tries += 1) {
            assert.ok(tries < 500, 'an old answer stays');
            await sleep(10);
          }
        }
      };
      try {
        await until(({ totalCount }) => totalCount === 3);
        for (const address of addresses) {
          for (let tries = 0; (await hits(address)) === 0; tries += 1) {
            assert.ok(tries < 500, 'nothing is answered from memory');
            await ask(address);
            await sleep(10);
          }
        }
        await loadInto(place.store, { ...articleDocument(2), headline: 'Corrected' });
        await until(({ nodes }) => nodes.some(({ headline }) => headline === 'Corrected'));
        await loadInto(place.store, articleDocument(4));
        await until(({ totalCount }) => totalCount === 4);
        await loadInto(place.store, { ...articleDocument(4), status: 'WITHDRAWN' });
        await until(({ totalCount }) => totalCount === 3);
      } finally {
        for (const gateway of gateways) await gateway.close();
        await place.remove();
      }
    });
  });
}
