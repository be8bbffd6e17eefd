import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { post, startGateway, type TestGateway } from '../support/gateway.js';
import { loadInto } from '../support/graph.js';
import { articleDocument } from '../support/newsroom.js';

interface Raw {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  body: Buffer;
}

const long = '{ articles(first: 30) { nodes { id slug headline url } } }';
const short = '{ article(slug: "herring-1") { headline } }';

/** What a CDN, or a browser, needs to know of an answer by GET (RFC 9110, 9111 and 5861). */
describe('an answer by GET', () => {
  let test: TestGateway;
  before(async () => {
    test = await startGateway();
    // The first answer is for the asker alone; what comes again is kept.
    for (const query of [long, short]) while (!(await ask(query)).headers.etag) await sleep(10);
  });
  after(() => test.remove());

  async function ask(query: string, headers: Record<string, string> = {}): Promise<Raw> {
    const sent = get(`${test.address}/graphql?${new URLSearchParams({ query })}`, { headers });
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) };
  }

  it('says how long shared caches may keep it, what it depends on, and what it is made of', async () => {
    const { status, headers, body } = await ask(short);
    assert.equal(status, 200);
    assert.equal(
      headers['cache-control'],
      'public, max-age=0, s-maxage=10, stale-while-revalidate=10, stale-if-error=300',
    );
    assert.deepEqual(headers.vary?.split(', ').sort(), ['Accept', 'Accept-Encoding', 'Authorization', 'Origin']);
    assert.equal(headers['content-type'], 'application/json; charset=utf-8');
    assert.equal(headers['content-length'], String(body.length));
    const tags = String(headers['surrogate-key']).split(' ');
    assert.ok(tags.includes('article:herring-1'), `${tags}`);
    assert.deepEqual(String(headers['cache-tag']).split(','), tags);
  });

  it('is 304 to who has it already, in any coding, and another one after a correction', async () => {
    const { headers } = await ask(short);
    const etag = headers.etag as string;
    for (const known of [etag, `"other", ${etag}`, `${etag},W/"other"`, '*']) {
      const again = await ask(short, { 'if-none-match': known });
      assert.deepEqual([again.status, again.body.length, again.headers.etag], [304, 0, etag], known);
      // Whoever keeps it keeps it for as long again, and by the same tags (RFC 9110, 15.4.5).
      for (const name of ['cache-control', 'vary', 'surrogate-key']) assert.equal(again.headers[name], headers[name]);
    }
    for (const unknown of ['"other"', etag.slice(0, -2), '']) {
      assert.equal((await ask(short, { 'if-none-match': unknown })).status, 200, unknown);
    }
    await loadInto(test.store, articleDocument(1, { headline: 'Corrected' }));
    let after = await ask(short, { 'if-none-match': etag });
    for (; after.status === 304; after = await ask(short, { 'if-none-match': etag })) await sleep(10);
    assert.match(after.body.toString(), /Corrected/);
    assert.notEqual(after.headers.etag, etag);
  });

  it('comes in the coding that the client likes best', async () => {
    const plain = await ask(long);
    assert.equal(plain.headers['content-encoding'], undefined);
    for (const [accepted, coding] of [
      ['br', 'br'],
      ['gzip', 'gzip'],
      ['gzip, deflate, br', 'br'],
      ['gzip;q=1.0, br;q=0.5', 'gzip'],
      ['*', 'br'],
      ['identity', undefined],
      ['br;q=0, gzip;q=0', undefined],
      ['deflate', undefined],
    ] as const) {
      // Compressed for the first who asks, kept for the next.
      for (let times = 0; times < 2; times += 1) {
        const { headers, body } = await ask(long, { 'accept-encoding': accepted });
        assert.equal(headers['content-encoding'], coding, accepted);
        assert.equal(headers['content-length'], String(body.length));
        const decoded = coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body;
        assert.ok(decoded.equals(plain.body), accepted);
        if (coding) assert.ok(body.length < plain.body.length / 2);
      }
    }
    assert.equal((await ask(short, { 'accept-encoding': 'br' })).headers['content-encoding'], undefined, 'too short');
  });

  it('that is for one asker alone is kept by nobody', async () => {
    for (const [query, status] of [
      ['{ trending { asOf } }', 200],
      ['{ nothing }', 400],
      ['{ article(slug: ', 400],
      [`{ ${Array.from({ length: 60 }, (_, at) => `a${at}: __typename`).join(' ')} }`, 400],
      ['{ articles(first: 5, after: "nonsense") { nodes { headline } } }', 200],
      ['{ articles(first: 5, after: "nonsense") { nodes { headline } } }', 200],
    ] as const) {
      const { headers, body, ...reply } = await ask(query);
      assert.deepEqual([reply.status, headers['cache-control']], [status, 'no-store'], body.toString());
      assert.equal(headers.etag, undefined);
    }
  });
});

describe('an answer by POST', () => {
  it('says the same of how long it may be kept, without what only a cache by address could use', async () => {
    const test = await startGateway();
    try {
      const reply = await post(test.address, { query: short });
      assert.match(reply.headers.get('cache-control') ?? '', /s-maxage=10/);
      for (const header of ['etag', 'surrogate-key', 'cache-tag']) assert.equal(reply.headers.get(header), null);
      const known = await post(test.address, { query: short }, { 'if-none-match': '*' });
      assert.equal(known.status, 200);
    } finally {
      await test.remove();
    }
  });
});
