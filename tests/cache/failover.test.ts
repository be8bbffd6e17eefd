import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { collectionSpecs } from '../../src/content/index.js';
import { openStore } from '../../src/store/open.js';
import type { Store } from '../../src/store/store.js';
import { Command } from '../support/command.js';
import { post, type Reply } from '../support/gateway.js';
import { loadInto } from '../support/graph.js';
import type { Mongod } from '../support/mongod.js';
import { articleDocument, world } from '../support/newsroom.js';
import { asked, type ReplicaSet, startReplicaSet } from '../support/replica-set.js';

const binary = process.env.TEST_MONGOD;
const skip = binary === undefined ? 'no mongod to start' : false;
const front = { query: '{ articles(first: 5) { totalCount nodes { slug headline section { name } } } }' };

describe('two gateways on a replica set of three', { skip }, () => {
  let set: ReplicaSet;
  let store: Store;
  let servers: Command[];
  let addresses: string[];

  before(async () => {
    set = await startReplicaSet(binary as string);
    const mongodbUri = set.uri.replace('/?', '/dateline?');
    store = await openStore({ mongodbUri, dataDir: '', collections: collectionSpecs });
    await loadInto(store, ...world, ...[1, 2, 3].map((number) => articleDocument(number)));
    const settings = { MONGODB_URI: mongodbUri, PORT: '0', SAMPLE: 'off', LOG_LEVEL: 'silent', DRAIN_TIME: '0' };
    servers = [1, 2].map(() => new Command('bundle/main.js', [], settings));
    addresses = await Promise.all(servers.map((server) => server.says(/answers at (\S+)\/graphql/)));
  });
  after(async () => {
    for (const server of servers ?? []) server.child.kill('SIGKILL');
    await Promise.all((servers ?? []).map((server) => server.end()));
    await store?.close();
    await set?.stop();
  });

  const correct = (headline: string) => loadInto(store, articleDocument(3, { headline }));

  /** Both answer with it, and go on with it: nothing older comes back. */
  async function show(headline: string, within: number): Promise<void> {
    for (const address of addresses) {
      const until = performance.now() + within;
      while (!(await post(address, front)).text.includes(headline)) {
        assert.ok(performance.now() < until, `it does not show ${headline}`);
        await sleep(5);
      }
    }
    for (let again = 0; again < 20; again += 1) {
      for (const address of addresses) assert.ok((await post(address, front)).text.includes(headline));
      await sleep(10);
    }
  }

  it('hear of changes from the new primary when the old one steps down and lags behind', {
    timeout: 60_000,
  }, async () => {
    await correct('Before the election');
    await show('Before the election', 10_000);
    const old = await set.primary();
    const stepDown = { replSetStepDown: 60, secondaryCatchUpPeriodSecs: 10 };
    await asked(old, (client) => client.db('admin').command(stepDown));
    while ((await set.primary()) === old) await sleep(50);
    await correct('After the election');
    await show('After the election', 2000);
  });

  it('go on with what they have while the primary is dead, and are right again after the election', {
    timeout: 60_000,
  }, async (test) => {
    await show('After the election', 10_000);
    const replies: { at: number; reply: Reply }[] = [];
    let over = false;
    const load = addresses.map(async (address) => {
      while (!over) {
        replies.push({ at: performance.now(), reply: await post(address, front) });
        await sleep(2);
      }
    });
    const killed = performance.now();
    await (await set.primary()).kill();
    // Nobody has asked for this before.
    const unknown = post(addresses[0] as string, { query: '{ articles(first: 2) { nodes { slug } } }' });
    for (;;) {
      if (
        await correct('Written by the new primary').then(
          ({ summary }) => summary.updated === 1,
          () => false,
        )
      )
        break;
      assert.ok(performance.now() - killed < 40_000, 'nothing is written');
    }
    const written = performance.now();
    await show('Written by the new primary', 5000);
    over = true;
    await Promise.all(load);
    assert.ok((await unknown).milliseconds < 11_000);

    const failed = replies.filter(({ reply }) => reply.status !== 200 || reply.text.includes('"errors"'));
    assert.deepEqual(
      failed.map(({ reply }) => reply.text),
      [],
    );
    const stale = replies.filter(({ reply }) => reply.headers.has('age'));
    for (const { reply } of stale) assert.match(reply.headers.get('cache-status') ?? '', /fwd=stale/);
    const ages = stale.map(({ reply }) => Number(reply.headers.get('age')));
    const slowest = Math.max(...replies.map(({ reply }) => reply.milliseconds));
    test.diagnostic(
      `${replies.length} answers, ${stale.length} of them stale, Age at most ${Math.max(0, ...ages)} s, slowest ${slowest.toFixed(0)} ms, first write after ${(written - killed).toFixed(0)} ms`,
    );
    assert.ok(stale.length > 0);
    const late = replies.filter(({ at, reply }) => at > written + 5000 && !reply.text.includes('Written by'));
    assert.equal(late.length, 0);
  });

  it('say UNAVAILABLE to what they have not while most members are dead, go on with what they have, and are right again', {
    timeout: 90_000,
  }, async () => {
    await (await set.primary()).kill();
    // They notice first, so that what is asked below is not answered by what a dead primary was still heard to say.
    const until = performance.now() + 10_000;
    while (!(await post(addresses[1] as string, front)).headers.has('age')) {
      assert.ok(performance.now() < until, 'it does not notice');
      await sleep(20);
    }
    for (const address of addresses) {
      const [unknown, known] = await Promise.all([
        post(address, { query: '{ articles(first: 3) { nodes { headline } } }' }),
        post(address, front),
      ]);
      const { errors, data } = JSON.parse(unknown.text);
      assert.deepEqual([errors[0].extensions.code, data?.articles ?? null], ['UNAVAILABLE', null]);
      assert.ok(unknown.milliseconds < 11_000, `${unknown.milliseconds} ms`);
      assert.match(unknown.headers.get('cache-control') ?? '', /no-store/);
      assert.equal(known.status, 200);
      assert.match(known.text, /Written by the new primary/);
      assert.match(known.headers.get('cache-status') ?? '', /fwd=stale/);
    }
    await assert.rejects(correct('Written by nobody'));

    const dead = [];
    for (const member of set.members) if (!(await isUp(member))) dead.push(member);
    assert.equal(dead.length, 2);
    await Promise.all(dead.map((member) => member.restart()));
    await set.primary();
    await correct('Written by most members');
    await show('Written by most members', 10_000);
  });
});

const isUp = (member: Mongod): Promise<boolean> =>
  asked(member, (client) => client.db('admin').command({ ping: 1 })).then(
    () => true,
    () => false,
  );
