import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { openGateway } from '../../src/gateway.js';
import { post } from '../support/gateway.js';
import { type Data, loadInto, runOnce } from '../support/graph.js';
import { startMongod } from '../support/mongod.js';
import { articleDocument, world } from '../support/newsroom.js';

const binary = process.env.TEST_MONGOD;
const query = '{ articles { totalCount nodes { slug } } }';

describe('a standalone MongoDB, which tells of no changes', { skip: binary ? false : 'no mongod to start' }, () => {
  it('shows what comes by itself at its instant, from answers that are kept too', async () => {
    const server = await startMongod({ binary: binary as string, replicaSet: false });
    const config = readConfig({ LOG_LEVEL: 'silent', DRAIN_TIME: '0', MONGODB_URI: server.uri });
    const gateway = await openGateway(config);
    try {
      const address = await gateway.app.listen({ host: '127.0.0.1', port: 0 });
      await loadInto(gateway.store, ...world, articleDocument(1));
      const comes = Date.now() + 4000;
      const time = new Date(comes).toISOString();
      await loadInto(gateway.store, articleDocument(2, { status: 'EMBARGOED', embargoUntil: time }));
      for (let isThere = false; !isThere; ) {
        const sent = Date.now();
        const { articles } = JSON.parse((await post(address, { query })).text).data;
        const received = Date.now();
        isThere = articles.totalCount === 2;
        if (isThere) assert.ok(received >= comes, `${comes - received} ms early`);
        else assert.ok(sent < comes + 100, `${sent - comes} ms late`);
        await sleep(10);
      }
      const told = async () =>
        (await runOnce(gateway.store, '{ changes { changes { nodeId } } }')).changes.changes.filter(
          ({ nodeId }: Data) => nodeId === Buffer.from('article:herring-2').toString('base64url'),
        ).length;
      for (let tries = 0; (await told()) === 0; tries += 1) {
        assert.ok(tries < 100, 'nobody tells of it');
        await sleep(100);
      }
    } finally {
      await gateway.close();
      await server.stop();
    }
  });
});
