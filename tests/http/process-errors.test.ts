import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from '../support/command.js';
import { post, request } from '../support/gateway.js';
import { type StoreKind, storeKinds } from '../support/stores.js';

async function start() {
  const place = await (storeKinds[0] as StoreKind).open();
  const server = new Command('tests/support/faulty-gateway.js', [], {
    ...place.settings,
    LOG_LEVEL: 'error',
    DRAIN_TIME: '500',
    SAMPLE: 'off',
  });
  const address = await server.says(/answers at (\S+)/);
  return { place, server, address };
}

const counted = async (address: string, kind: string) =>
  Number(
    new RegExp(`^dateline_process_errors_total{kind="${kind}"} (\\d+)$`, 'm').exec(
      (await request(`${address}/metrics`)).text,
    )?.[1],
  );

describe('an error that belongs to no request', () => {
  it('is logged and counted, and the gateway goes on, where it is a rejection', async () => {
    const { place, server, address } = await start();
    try {
      server.child.stdin?.write('reject\nreject\n');
      const line = await server.says(/(\{.*a rejection without a handler.*\})\n/);
      const logged = JSON.parse(line.split('\n').at(-1) as string);
      assert.equal(logged.kind, 'unhandledRejection');
      assert.deepEqual(logged.operations, []);
      while ((await counted(address, 'unhandledRejection')) < 2) await sleep(20);
      assert.equal((await post(address, { query: '{ sections { slug } }' })).status, 200);
    } finally {
      server.child.kill('SIGKILL');
      await server.end();
      await place.remove();
    }
  });

  it('drains the gateway and ends the process with 1, where it is an exception', async () => {
    const { place, server, address } = await start();
    try {
      server.child.stdin?.write('throw\n');
      await server.says(/a(n uncaught exception)/);
      const { status, headers } = await post(address, { query: '{ sections { slug } }' });
      assert.deepEqual([status, headers.get('connection')], [200, 'close']);
      assert.equal((await request(`${address}/readyz`)).status, 503);
      assert.equal(await counted(address, 'uncaughtException'), 1);
      const { code } = await server.end();
      assert.equal(code, 1);
    } finally {
      server.child.kill('SIGKILL');
      await place.remove();
    }
  });
});
