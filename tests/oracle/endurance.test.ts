import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Command } from '../support/command.js';
import { request } from '../support/gateway.js';
import { schema } from '../support/graph.js';
import { storeKinds } from '../support/stores.js';
import { OperationGenerator } from './generator.js';
import { mutated } from './mutation.js';
import { Random } from './random.js';
import { ValuePool } from './values.js';

/** `RANDOM_REQUESTS=100000` sends more, `ORACLE_SEED` others. */
const requests = Number(process.env.RANDOM_REQUESTS ?? 1000);
const firstSeed = Number(process.env.ORACLE_SEED ?? 1);
const clients = 8;
const headers = { 'content-type': 'application/json' };

/** Asks for the health check all the time, beside the thread that makes the operations; answers with the slowest in milliseconds. */
const watcher = `
  const { parentPort, workerData } = require('node:worker_threads');
  let slowest = 0, over = false;
  parentPort.once('message', () => { over = true; });
  (async () => {
    while (!over) {
      const began = performance.now();
      await (await fetch(workerData + '/healthz')).text();
      slowest = Math.max(slowest, performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    parentPort.postMessage(slowest);
  })();`;

for (const kind of storeKinds) {
  describe(`a gateway with a heap of 256 MB on the ${kind.name}`, { skip: kind.skip }, () => {
    it(`answers ${requests} random requests, invalid ones among them`, { timeout: 7_200_000 }, async (test) => {
      const place = await kind.open();
      const server = new Command('bundle/main.js', [], {
        ...place.settings,
        PORT: '0',
        LOG_LEVEL: 'silent',
        DRAIN_TIME: '0',
        NODE_OPTIONS: '--max-old-space-size=256',
      });
      try {
        const address = await server.says(/answers at (\S+)\/graphql/);
        const ask = (body: object) =>
          request(`${address}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
        const values = await ValuePool.of(schema, async (query) => JSON.parse((await ask({ query })).text).data);
        const generator = new OperationGenerator(schema, values);
        const statuses = new Map<number, number>();
        let seed = firstSeed;
        const health = new Worker(watcher, { eval: true, workerData: address });
        const died = once(server.child, 'exit').then(([code, signal]): never => {
          throw new Error(
            `The gateway ended with ${code ?? signal} after ${seed - firstSeed}: ${server.errors.slice(-2000)}`,
          );
        });
        health.on('error', () => undefined); // of a gateway that has ended
        const client = async () => {
          while (seed < firstSeed + requests) {
            const random = new Random(seed++);
            const operation = generator.generate(random);
            const body = random.chance(0.3) ? mutated(operation, random) : operation;
            const { status, text } = await ask(body).catch(() => died);
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            assert.ok(status < 500 || status === 503, `${status} ${text}\n${JSON.stringify(body)}`);
            assert.doesNotMatch(text, /INTERNAL_SERVER_ERROR/, `${text}\n${JSON.stringify(body)}`);
            if (status === 503) await sleep(100);
          }
        };
        died.catch(() => undefined);
        await Promise.race([died, Promise.all(Array.from({ length: clients }, client))]);
        const slowest = await new Promise<number>((resolve) => {
          health.once('message', resolve);
          health.postMessage('over');
        });
        const { text } = await request(`${address}/metrics`);
        const resident = Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 2 ** 20;
        test.diagnostic(
          `statuses ${JSON.stringify([...statuses])}, slowest health check ${slowest.toFixed(0)} ms, ${resident.toFixed(0)} MB resident`,
        );
        assert.match(text, /^dateline_process_errors_total{kind="unhandledRejection"} 0$/m);
      } finally {
        server.child.kill('SIGTERM');
        await server.end();
        await place.remove();
      }
    });
  });
}
