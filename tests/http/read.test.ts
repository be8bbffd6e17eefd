import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { openContentStore } from '../../src/content-store.js';
import { toGlobalId } from '../../src/graph/node.js';
import type { Store } from '../../src/store/store.js';
import { type CountDocument, countCollection } from '../../src/trends/document.js';
import { Command } from '../support/command.js';
import { post, type Reply, request, startGateway, type TestGateway } from '../support/gateway.js';
import { loadInto } from '../support/graph.js';
import { startMongod } from '../support/mongod.js';
import { articleDocument, world } from '../support/newsroom.js';
import { browser } from '../support/readers.js';
import { storeKinds } from '../support/stores.js';

const idOf = (number: number) => toGlobalId('article', `herring-${number}`);

/** A reader behind a proxy. */
const from = (reader: number) => ({ 'x-forwarded-for': `198.51.100.${reader}`, 'user-agent': browser });
const beacon = (address: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
  request(`${address}/read`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'user-agent': browser, ...headers },
  });

const readsIn = async (store: Store) => {
  const documents = await store.collection<CountDocument>(countCollection.name).find({}).toArray();
  const reads = new Map<string, number>();
  for (const { id, count } of documents.flatMap((document) => document.reads))
    reads.set(id, (reads.get(id) ?? 0) + count);
  return reads;
};

/** What becomes true when the next batch is written. */
async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await check()) return;
    await sleep(100);
  }
  assert.fail('has not become true');
}

describe('POST /read', () => {
  let test: TestGateway;
  before(async () => {
    test = await startGateway({
      TRUST_PROXY: 'loopback',
      TRENDS_FLUSH_INTERVAL: '100',
      TRENDS_MIN_READERS: '2',
      CORS_ORIGINS: 'https://news.example',
    });
  });
  after(() => test.remove());

  it('counts what readers open, by JSON and as beacons send it', async () => {
    const sent = await Promise.all([
      beacon(test.address, { id: idOf(1) }, from(1)),
      beacon(test.address, { id: idOf(1) }, { ...from(2), 'content-type': 'text/plain;charset=UTF-8' }),
      beacon(test.address, { id: idOf(2), more: 'is ignored' }, from(2)),
      // A repeat, and a bot.
      beacon(test.address, { id: idOf(2) }, from(2)),
      beacon(test.address, { id: idOf(2) }, { ...from(3), 'user-agent': 'Googlebot/2.1' }),
    ]);
    for (const { status, text } of sent) assert.deepEqual([status, text], [204, '']);
    await eventually(async () => (await readsIn(test.store)).size === 2);
    assert.deepEqual([...(await readsIn(test.store))].sort(), [
      ['herring-1', 2],
      ['herring-2', 1],
    ]);
    await eventually(async () => {
      const { text } = await post(test.address, {
        query: '{ trending { articles { article { slug } } } articles(sort: MOST_READ, first: 2) { nodes { slug } } }',
      });
      const { data } = JSON.parse(text);
      return data.trending.articles[0]?.article.slug === 'herring-1' && data.articles.nodes[0].slug === 'herring-1';
    });
  });

  it('answers the same whether or not there is such an article', async () => {
    const replies = await Promise.all(
      ['herring-3', 'nothing', 'x'.repeat(400), '$where', '__proto__'].map((id) =>
        beacon(test.address, { id: toGlobalId('article', id) }, from(9)),
      ),
    );
    for (const { status, text } of replies) assert.deepEqual([status, text], [204, '']);
    await eventually(async () => (await readsIn(test.store)).has('herring-3'));
    assert.deepEqual([...(await readsIn(test.store)).keys()].sort(), ['herring-1', 'herring-2', 'herring-3']);
  });

  it('refuses everything else with a coded 4xx', async () => {
    const wrong = [
      '',
      'null',
      '1',
      '[]',
      '"text"',
      '{',
      '{}',
      '{"id":null}',
      '{"id":1}',
      '{"id":{"$gt":""}}',
      '{"id":["a"]}',
      '{"id":""}',
      '{"id":"herring-1"}',
      `{"id":"${toGlobalId('person', 'ada-fjord')}"}`,
      `{"id":"${toGlobalId('article', 'x'.repeat(600))}"}`,
      '{"__proto__":{"id":"YXJ0aWNsZTph"}}',
      `{"ID":"${idOf(1)}"}`,
      '['.repeat(50_000),
      '\u0000',
      '💣',
    ];
    for (const body of wrong) {
      for (const type of ['application/json', 'text/plain']) {
        const { status, text } = await beacon(test.address, body, { 'content-type': type });
        assert.equal(status, 400, `${type} ${body.slice(0, 50)}: ${text}`);
        assert.equal(JSON.parse(text).errors[0].extensions.code, 'BAD_USER_INPUT');
      }
    }
    const statusOf = async (init: RequestInit) => (await request(`${test.address}/read`, init)).status;
    assert.equal(
      await statusOf({ method: 'POST', body: '<id/>', headers: { 'content-type': 'application/xml' } }),
      415,
    );
    assert.equal(await statusOf({ method: 'POST' }), 400);
    assert.equal(await statusOf({}), 404);
    assert.equal((await beacon(test.address, `{"id":"${'x'.repeat(200_000)}"}`)).status, 413);
  });

  it('takes beacons of pages of other origins', async () => {
    const { status, headers } = await beacon(test.address, { id: idOf(4) }, { origin: 'https://news.example' });
    assert.equal(status, 204);
    assert.equal(headers.get('access-control-allow-origin'), 'https://news.example');
  });

  it('counts searches that find something, but no words that nothing has', async () => {
    const search = (query: string, reader: number) =>
      post(
        test.address,
        { query: 'query ($query: String!) { search(query: $query) { totalCount } }', variables: { query } },
        from(reader),
      );
    for (const reader of [1, 2, 3]) {
      for (const query of ['Herring', 'zebra giraffe', 'herring zebra', 'herring -summit', 'x'.repeat(100)])
        await search(query, reader);
    }
    const terms = async () => {
      const { text } = await post(test.address, { query: '{ trending { terms { term concept { slug } } } }' });
      return JSON.parse(text).data.trending.terms;
    };
    await eventually(async () => (await terms()).length > 0);
    assert.deepEqual(await terms(), [{ term: 'Herring', concept: { slug: 'herring' } }]);
  });

  it('does not count queries for an article unless a setting says so', async () => {
    const query = { query: '{ article(slug: "herring-7") { slug } }' };
    const counting = await startGateway({ COUNT_ARTICLE_QUERIES: 'on', TRENDS_FLUSH_INTERVAL: '100' });
    try {
      for (const { address } of [test, counting]) await post(address, query, { 'user-agent': browser });
      await post(counting.address, { query: '{ article(slug: "none") { slug } }' }, { 'user-agent': browser });
      await eventually(async () => (await readsIn(counting.store)).size > 0);
      assert.deepEqual([...(await readsIn(counting.store)).keys()], ['herring-7']);
      assert.ok(!(await readsIn(test.store)).has('herring-7'));
    } finally {
      await counting.remove();
    }
  });

  it('wants proxies by their addresses', () => {
    const { TRUST_PROXY } = readConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::1' });
    assert.deepEqual(TRUST_PROXY, ['loopback', '10.0.0.0/8', '2001:db8::1']);
    for (const wrong of ['everyone', 'true', '1', '10.0.0.0/99', 'loopback,'])
      assert.throws(() => readConfig({ TRUST_PROXY: wrong }), /TRUST_PROXY: expected addresses or networks/, wrong);
  });

  it('believes no X-Forwarded-For of strangers', async () => {
    const alone = await startGateway({ TRENDS_FLUSH_INTERVAL: '100' });
    try {
      for (let reader = 0; reader < 5; reader += 1) await beacon(alone.address, { id: idOf(1) }, from(reader));
      await eventually(async () => (await readsIn(alone.store)).size > 0);
      assert.equal((await readsIn(alone.store)).get('herring-1'), 1);
    } finally {
      await alone.remove();
    }
  });
});

for (const kind of storeKinds) {
  describe(`what was counted on the ${kind.name}`, { skip: kind.skip }, () => {
    it('is written when the server ends', { timeout: 60_000 }, async () => {
      const place = await kind.open();
      await loadInto(place.store, ...world, articleDocument(1));
      const settings = {
        PORT: '0',
        LOG_LEVEL: 'silent',
        SAMPLE: 'off',
        DRAIN_TIME: '0',
        TRENDS_FLUSH_INTERVAL: '3600000',
      };
      const server = new Command('bundle/main.js', [], { ...settings, ...place.settings });
      try {
        const address = await server.says(/answers at (\S+)\/graphql/);
        assert.equal((await beacon(address, { id: idOf(1) })).status, 204);
        server.child.kill('SIGTERM');
        const { code, errors } = await server.end();
        assert.equal(code, 0, errors);
        assert.deepEqual([...(await readsIn(place.store))], [['herring-1', 1]]);
      } finally {
        server.child.kill('SIGKILL');
        await place.remove();
      }
    });
  });
}

const binary = process.env.TEST_MONGOD;
describe('while MongoDB is gone', { skip: binary ? false : 'no MongoDB' }, () => {
  it('beacons are answered, and counted when it is back', { timeout: 120_000 }, async () => {
    const mongod = await startMongod({ binary: binary as string });
    const settings = { MONGODB_URI: mongod.uri.replace('/?', '/dateline?') };
    let test: TestGateway | undefined;
    try {
      test = await startGateway(
        { ...settings, TRENDS_FLUSH_INTERVAL: '200' },
        {
          name: 'MongoDB',
          skip: false,
          open: async () => {
            const store = await openContentStore(readConfig(settings));
            return { store, settings: { ...settings, DATA_DIR: '' }, remove: () => store.close() };
          },
        },
      );
      await mongod.kill();
      for (let reader = 0; reader < 5; reader += 1) {
        const { status } = await beacon(test.address, { id: idOf(reader + 1) });
        assert.equal(status, 204);
      }
      await sleep(1000);
      await mongod.restart();
      const { store } = test;
      await eventually(async () => {
        try {
          return (await readsIn(store)).size === 5;
        } catch {
          return false; // not back yet
        }
      });
    } finally {
      await test?.remove();
      await mongod.stop();
    }
  });
});
