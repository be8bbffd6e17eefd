import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { hits, post, request, startGateway, type TestGateway } from '../support/gateway.js';

const body = JSON.stringify({ query: '# väinämöinen – 新闻\n{ articles(first: 30) { nodes { id slug headline } } }' });

/** Answers that are ready are sent before Fastify has seen the request: no reader may tell. */
describe('an answer that is ready', () => {
  let test: TestGateway;
  let expected: string;
  before(async () => {
    test = await startGateway();
    const { text } = await post(test.address, body);
    expected = text;
    assert.equal(JSON.parse(expected).data.articles.nodes.length, 30);
    for (let before = await hits(test.address); (await hits(test.address)) === before; await sleep(10))
      await post(test.address, body);
  });
  after(() => test.remove());

  function opened(): Socket {
    const { hostname, port } = new URL(test.address);
    return connect(Number(port), hostname).setNoDelay(true);
  }

  /** All that comes back for what is written, piece by piece, until the gateway ends the connection. */
  async function said(...pieces: (string | Buffer)[]): Promise<string> {
    const socket = opened();
    const answer = text(socket);
    for (const [at, piece] of pieces.entries()) {
      if (at > 0) await sleep(20);
      socket.write(piece);
    }
    return answer;
  }

  const length = Buffer.byteLength(body);
  const head = (...lines: string[]) => ['POST /graphql HTTP/1.1', 'Host: x', ...lines, '', ''].join('\r\n');
  const json = 'Content-Type: application/json';
  const sized = `Content-Length: ${length}`;
  const last = 'Connection: close';
  const address = `/graphql?${new URLSearchParams({ query: JSON.parse(body).query })}`;

  it('is the same in whatever form and in however many pieces its request comes', async () => {
    const bytes = Buffer.from(body);
    // Amid a character.
    const cut = bytes.indexOf('ä') + 1;
    const forms = {
      usual: [head(json, sized, last), body],
      'in pieces': [head(json, sized, last), bytes.subarray(0, cut), bytes.subarray(cut, -1), bytes.subarray(-1)],
      'all at once': [head(json, sized, last) + body],
      'of no length that is known before': [
        head(json, 'Transfer-Encoding: chunked', last),
        `${length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
      ],
      'with a character set': [head('Content-Type: application/json;charset=UTF-8', sized, last), body],
      'once allowed to': [head(json, sized, 'Expect: 100-continue', last), body],
      'before the next': [`${head(json, sized)}${body}${head(json, sized, last)}${body}`],
    };
    for (const [form, pieces] of Object.entries(forms)) {
      const before = await hits(test.address);
      const answer = await said(...pieces);
      const answers = form === 'before the next' ? 2 : 1;
      assert.equal(answer.split('HTTP/1.1 200 OK\r\n').length - 1, answers, `${form}: ${answer.slice(0, 300)}`);
      assert.equal(answer.split(expected).length - 1, answers, form);
      assert.equal((await hits(test.address)) - before, answers, form);
    }
  });

  it('is not given to what would be refused without it', async () => {
    const refused = {
      415: [head('Content-Type: text/plain', sized, last), body],
      406: [head(json, sized, 'Accept: text/html', last), body],
      401: [head(json, sized, 'Authorization: Bearer x', last), body],
      404: [head(json, sized, last).replace('POST', 'PUT'), body],
      413: [head(json, 'Content-Length: 100000000', last), body],
    };
    for (const [status, pieces] of Object.entries(refused)) {
      assert.equal((await said(...pieces)).slice(0, 13), `HTTP/1.1 ${status} `);
    }
  });

  it('is not what a browser gets that opens its address', async () => {
    const get = (accept: string) => request(`${test.address}${address}`, { headers: { accept } });
    assert.equal((await get('application/json')).text, expected);
    for (const accept of ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json;q=0.9, text/html']) {
      assert.match((await get(accept)).headers.get('content-type') ?? '', /^text\/html/, accept);
    }
    assert.equal((await get('application/json, text/html;q=0.9')).text, expected);
  });

  it('comes, or is refused, whatever headers ask for it', { timeout: 60_000 }, async () => {
    const value = fc.oneof(
      fc.stringMatching(/^[\t\x20-\x7e\x80-\xff]{0,60}$/),
      fc.stringMatching(/^((gzip|br|identity|\*|application\/json|text\/html|W\/"x"|"|,|;|q=|0|1|\.| ){0,12})$/),
    );
    const names = fc.constantFrom('Accept', 'Accept-Encoding', 'If-None-Match', 'Origin', 'Content-Type', 'Vary');
    const asked = fc.array(fc.tuple(names, value), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(asked, fc.boolean(), async (headers, byGet) => {
        const lines = headers.map(([name, value]) => `${name}: ${value.trim()}`);
        const all = byGet ? ['Host: x', last] : ['Host: x', sized, json, last];
        const start = byGet ? `GET ${address} HTTP/1.1` : 'POST /graphql HTTP/1.1';
        const answer = await said([start, ...all, ...lines, '', byGet ? '' : body].join('\r\n'));
        assert.match(answer, /^HTTP\/1\.1 (200|304|406|415) /);
      }),
      { numRuns: 300 },
    );
  });

  it('waits for nobody who leaves before all has been said', async () => {
    for (const written of [0, 1, length - 1]) {
      const socket = opened();
      socket.write(Buffer.concat([Buffer.from(head(json, sized)), Buffer.from(body).subarray(0, written)]));
      await sleep(20);
      socket.resetAndDestroy();
    }
    const { status, text } = await post(test.address, body);
    assert.deepEqual([status, text], [200, expected]);
  });

  it('is worked out from a body that was read in vain', async () => {
    const query = `{ article(slug: "herring-2") { slug } } #${'ä'.repeat(9_000)}`;
    const asked = Buffer.from(JSON.stringify({ query }));
    const answer = await said(
      head(json, `Content-Length: ${asked.length}`, last),
      asked.subarray(0, 10_000),
      asked.subarray(10_000),
    );
    assert.match(answer, /^HTTP\/1\.1 200 .*\r\n\r\n\{"data":\{"article":\{"slug":"herring-2"\}\}\}\n$/s);
    for (const useless of ['{"query"', '']) {
      const answer = await said(head(json, `Content-Length: ${useless.length}`, last), useless);
      assert.match(answer, /^HTTP\/1\.1 400 .*"code":"BAD_USER_INPUT"/s);
    }
  });
});
