import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Purge } from '../../src/cache/purge.js';
import { request, startGateway } from '../support/gateway.js';
import { loadInto } from '../support/graph.js';
import { articleDocument } from '../support/newsroom.js';

interface Received {
  headers: IncomingMessage['headers'];
  body: { tags?: string[]; purge_everything?: boolean };
}

describe('the purge hook', () => {
  let cdn: ReturnType<typeof createServer>;
  let url: string;
  let received: Received[];
  /** What the next requests are answered with; 200 when there is nothing left. */
  let statuses: number[];
  const failures: { error: unknown; tags: number }[] = [];
  const purgeOf = () =>
    new Purge({
      url,
      headers: { authorization: 'Bearer letmein' },
      asSent: encodeURI,
      onFailure: (error, tags) => failures.push({ error, tags }),
    });
  const until = async (holds: () => boolean) => {
    for (let tries = 0; !holds(); tries += 1) {
      assert.ok(tries < 1000, `only ${JSON.stringify(received)}`);
      await sleep(10);
    }
  };

  beforeEach(async () => {
    received = [];
    statuses = [];
    failures.length = 0;
    cdn = createServer(async (asked, answer) => {
      let text = '';
      for await (const chunk of asked) text += chunk;
      const status = statuses.shift() ?? 200;
      if (status === 200) received.push({ headers: asked.headers, body: JSON.parse(text) });
      answer.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(cdn, 'listening');
    url = `http://127.0.0.1:${(cdn.address() as AddressInfo).port}/purge`;
  });
  afterEach(() => cdn.close());

  it('sends the tags of several changes as one batch, each once, as answers carry them', async () => {
    const purge = purgeOf();
    purge.evict(['article:a', 'articles']);
    purge.evict(['topic:기후', 'articles']);
    await until(() => received.length === 1);
    const [{ headers, body }] = received as [Received];
    assert.deepEqual(body, { tags: ['article:a', 'articles', 'topic:%EA%B8%B0%ED%9B%84'] });
    assert.equal(headers['surrogate-key'], 'article:a articles topic:%EA%B8%B0%ED%9B%84');
    assert.equal(headers.authorization, 'Bearer letmein');
    await purge.close();
  });

  it('sends many tags in batches of at most 100, and loses none', async () => {
    const purge = purgeOf();
    const tags = Array.from({ length: 250 }, (_, at) => `article:${at}`);
    purge.evict(tags);
    await until(() => received.flatMap(({ body }) => body.tags).length === 250);
    assert.deepEqual(
      received.map(({ body }) => body.tags?.length),
      [100, 100, 50],
    );
    assert.deepEqual(new Set(received.flatMap(({ body }) => body.tags)), new Set(tags));
    await purge.close();
  });

  it('tries again until it is taken', async () => {
    const purge = purgeOf();
    statuses = [503, 429];
    purge.evict(['article:a']);
    await until(() => received.length === 1);
    assert.deepEqual(received[0]?.body, { tags: ['article:a'] });
    assert.deepEqual(failures, []);
    await purge.close();
  });

  it('says what is refused and goes on with the next', async () => {
    const purge = purgeOf();
    statuses = [403];
    purge.evict(['article:a']);
    await until(() => failures.length === 1);
    assert.match(String(failures[0]?.error), /answered the purge with 403/);
    assert.equal(failures[0]?.tags, 1);
    purge.evict(['article:b']);
    await until(() => received.length === 1);
    assert.deepEqual(received[0]?.body, { tags: ['article:b'] });
    await purge.close();
  });

  it('purges everything after a gap', async () => {
    const purge = purgeOf();
    purge.evict(['article:a']);
    purge.clear();
    await until(() => received.length === 1);
    assert.deepEqual(received[0]?.body, { purge_everything: true });
    await purge.close();
  });

  it('tries what waits once when it is closed', async () => {
    const purge = purgeOf();
    purge.evict(['article:a']);
    await purge.close();
    assert.deepEqual(
      received.map(({ body }) => body),
      [{ tags: ['article:a'] }],
    );
  });

  it('is told by the gateway of every change, with the tags that its answers have', async () => {
    const { address, store, remove } = await startGateway({
      PURGE_URL: url,
      PURGE_HEADERS: '{"Fastly-Key": "letmein"}',
    });
    try {
      const query = encodeURIComponent('{ article(slug: "article-2") { headline } }');
      let keys = '';
      for (let tries = 0; keys === ''; tries += 1) {
        assert.ok(tries < 500, 'no answer says what it is made of');
        const { headers } = await request(`${address}/graphql?query=${query}`);
        keys = headers.get('surrogate-key') ?? '';
        await sleep(10);
      }
      await loadInto(store, { ...articleDocument(2), headline: 'Corrected' });
      await until(() => received.some(({ body }) => body.tags?.some((tag) => keys.split(' ').includes(tag))));
      assert.equal(received[0]?.headers['fastly-key'], 'letmein');
    } finally {
      await remove();
    }
  });
});
