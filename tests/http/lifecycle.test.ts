import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from '../support/command.js';
import { post, request } from '../support/gateway.js';
import { loadInto } from '../support/graph.js';
import { startMongod } from '../support/mongod.js';
import { articleDocument, world } from '../support/newsroom.js';
import { type StoreKind, storeKinds } from '../support/stores.js';

const query =
  '{ articles(first: 20) { nodes { slug headline people { name roles { title } } leadImage { image { url } } } } }';
const main = 'bundle/main.js';

/** A server in a process of its own, over a store with some articles. */
async function startServer(kind: StoreKind, settings: Record<string, string>) {
  const place = await kind.open();
  await loadInto(place.store, ...world, ...Array.from({ length: 30 }, (_, at) => articleDocument(at + 1)));
  const server = new Command(main, [], {
    PORT: '0',
    LOG_LEVEL: 'silent',
    SAMPLE: 'off',
    ...place.settings,
    ...settings,
  });
  const address = (await server.says(/answers at (\S+)\/graphql/)) as string;
  return { place, server, address };
}

/** Asks from several sides at once until told to stop; counts the answers by status, and what broke. */
function load(address: string, body: () => unknown, clients = 8) {
  const seen = { answers: new Map<number, number>(), broken: [] as string[], codes: new Set<string>(), slowest: 0 };
  let running = true;
  const client = async () => {
    while (running) {
      try {
        const { status, text, milliseconds } = await post(address, body());
        seen.answers.set(status, (seen.answers.get(status) ?? 0) + 1);
        seen.slowest = Math.max(seen.slowest, milliseconds);
        for (const { extensions } of JSON.parse(text).errors ?? []) seen.codes.add(extensions.code);
      } catch (error) {
        if (running) seen.broken.push(String((error as Error).cause ?? error));
      }
    }
  };
  const clientsDone = Promise.all(Array.from({ length: clients }, client));
  return {
    seen,
    stop: async () => {
      running = false;
      await clientsDone;
    },
  };
}

for (const kind of storeKinds) {
  describe(`SIGTERM under load on the ${kind.name}`, { skip: kind.skip }, () => {
    it('cuts no answer, refuses none before the drain ends, and ends with 0', { timeout: 60_000 }, async () => {
      const { place, server, address } = await startServer(kind, { DRAIN_TIME: '6000' });
      try {
        const running = load(address, () => ({ query }));
        await sleep(1000);
        server.child.kill('SIGTERM');
        await sleep(300);
        assert.equal((await request(`${address}/readyz`)).status, 503);
        assert.equal((await request(`${address}/healthz`)).status, 200);
        await sleep(700);
        await running.stop();
        assert.deepEqual(running.seen.broken, []);
        assert.deepEqual([...running.seen.answers.keys()], [200]);
        assert.ok((running.seen.answers.get(200) ?? 0) > 20);
        const { code, errors } = await server.end();
        assert.equal(code, 0, errors);
      } finally {
        server.child.kill('SIGKILL');
        await place.remove();
      }
    });
  });
}

describe('memory', () => {
  it('stays where it was after 4,000 different queries of 10 kB', { timeout: 180_000 }, async () => {
    const [embedded] = storeKinds as [StoreKind];
    const { place, server, address } = await startServer(embedded, {
      NODE_OPTIONS: '--max-old-space-size=192',
    });
    try {
      const heap = async () => {
        const { text } = await request(`${address}/metrics`);
        return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1]);
      };
      let number = 0;
      const one = () => ({
        query: `{ articles(first: 1) { nodes { slug } } } # ${(number++).toString(36).repeat(2500).slice(0, 10_000)}`,
      });
      /** The least that the heap held while so many were answered: what is over it is garbage that waits. */
      const run = async (count: number): Promise<number> => {
        let least = Number.POSITIVE_INFINITY;
        for (let done = 0; done < count; done += 20) {
          const replies = await Promise.all(Array.from({ length: 20 }, () => post(address, one())));
          // A busy machine may make the server turn some away.
          for (const { status } of replies) assert.ok(status === 200 || status === 503, `${status}`);
          least = Math.min(least, await heap());
        }
        return least;
      };
      // Until the caches are full.
      await run(2500);
      const before = await run(1000);
      await run(2000);
      const after = await run(1000);
      assert.equal(server.child.exitCode, null);
      assert.ok(after < before + 15e6, `${before} → ${after} bytes`);
    } finally {
      server.child.kill('SIGKILL');
      await server.end();
      await place.remove();
    }
  });
});

const binary = process.env.TEST_MONGOD;
describe('MongoDB gone and back', { skip: binary ? false : 'no MongoDB' }, () => {
  it('answers coded errors in time, says not ready, and is well again within 15 s', { timeout: 120_000 }, async () => {
    const mongod = await startMongod({ binary: binary as string });
    const settings = { MONGODB_URI: mongod.uri.replace('/?', '/dateline?'), OPERATION_TIMEOUT: '8000' };
    const server = new Command(main, [], { PORT: '0', LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...settings });
    try {
      const address = (await server.says(/answers at (\S+)\/graphql/)) as string;
      const running = load(address, () => ({ query }));
      await sleep(1000);
      await mongod.kill();
      await sleep(3000);
      assert.equal((await request(`${address}/healthz`)).status, 200);
      assert.equal((await request(`${address}/readyz`)).status, 503);
      await sleep(4000);
      await mongod.restart();
      const back = performance.now();
      while ((await post(address, { query })).text.includes('"errors"')) await sleep(100);
      const seconds = (performance.now() - back) / 1000;
      await running.stop();
      assert.ok(seconds < 15, `well again after ${seconds} s: what is promised`);
      assert.equal((await request(`${address}/readyz`)).status, 200);
      assert.deepEqual(running.seen.broken, []);
      assert.deepEqual(
        [...running.seen.codes].filter((code) => !['UNAVAILABLE', 'TOO_COMPLEX'].includes(code)),
        [],
      );
      assert.ok(running.seen.slowest < 9500, `${running.seen.slowest} ms: the deadline of an operation is 8,000`);
    } finally {
      server.child.kill('SIGKILL');
      await mongod.stop();
    }
  });
});
