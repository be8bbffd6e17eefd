import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parse, validate } from 'graphql';
import { tour } from '../../src/http/explorer/tour.js';
import { readInputs } from '../../src/import/input.js';
import { load } from '../../src/import/load.js';
import { newsroom } from '../../src/sample.js';
import { buildGraph } from '../../src/schema.js';
import { post, request, startGateway, type TestGateway } from '../support/gateway.js';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const html = /^text\/html/;
const json = /^application\/(graphql-response\+)?json/;

describe('explorer', () => {
  let test: TestGateway;
  before(async () => {
    test = await startGateway();
  });
  after(() => test.remove());

  const get = (path: string, headers: Record<string, string> = {}) => request(`${test.address}${path}`, { headers });
  const typeOf = async (accept: string) =>
    (await get('/graphql?query=%7B__typename%7D', { accept, 'apollo-require-preflight': 'true' })).headers.get(
      'content-type',
    ) ?? '';

  it('is what a browser gets at /graphql', async () => {
    assert.match(await typeOf(browser), html);
    assert.match(await typeOf('text/html'), html);
  });

  it('is not what any other client gets there', async () => {
    for (const accept of [
      '*/*',
      'application/json',
      'application/graphql-response+json',
      'application/json, text/html',
    ])
      assert.match(await typeOf(accept), json, accept);
    const reply = await post(test.address, { query: '{ __typename }' }, { accept: browser });
    assert.deepEqual(JSON.parse(reply.text), { data: { __typename: 'Query' } });
  });

  it('answers HEAD as it answers GET', async () => {
    const reply = await request(`${test.address}/graphql`, { method: 'HEAD', headers: { accept: browser } });
    assert.equal(reply.status, 200);
    assert.match(reply.headers.get('content-type') ?? '', html);
  });

  it('has files that a browser keeps for good', async () => {
    const page = await get('/graphql', { accept: browser });
    const [script] = /explorer\/\w+\/explorer\.js/.exec(page.text) ?? [];
    for (const name of ['explorer.js', 'graphiql.js', 'graphiql.css', 'graphql.worker.js']) {
      const path = `/${script?.replace('explorer.js', name)}`;
      const reply = await get(path);
      assert.equal(reply.status, 200, path);
      assert.match(reply.headers.get('cache-control') ?? '', /immutable/);
      assert.equal(reply.headers.get('content-encoding'), 'gzip');
      const plain = await get(path, { 'accept-encoding': 'identity' });
      assert.equal(plain.headers.get('content-encoding'), null);
      assert.equal(plain.text, reply.text);
      const again = await get(path, { 'if-none-match': reply.headers.get('etag') ?? '' });
      assert.deepEqual([again.status, again.text], [304, '']);
    }
    assert.equal((await get(`/${script?.replace('explorer.js', 'other.js')}`)).status, 404);
  });

  it('is not there where it is switched off, and the start page does not lead to it', async () => {
    const off = await startGateway({ EXPLORER: 'off' });
    try {
      const start = await request(`${off.address}/`);
      assert.match(start.text, /Dateline/);
      assert.doesNotMatch(start.text, /href="graphql"/);
      const reply = await request(`${off.address}/graphql`, { headers: { accept: browser } });
      assert.doesNotMatch(reply.headers.get('content-type') ?? '', html);
    } finally {
      await off.remove();
    }
  });

  it('leads on from the start page to pages that are there', async () => {
    const start = await get('/', { accept: browser });
    assert.match(start.headers.get('content-type') ?? '', html);
    const links = [...start.text.matchAll(/ href="([\w.]+)"/g)].map(([, path]) => path);
    assert.deepEqual(links, ['graphql', 'schema.graphql', 'healthz', 'readyz']);
    for (const path of links) assert.equal((await get(`/${path}`, { accept: browser })).status, 200, path);
  });
});

describe('tour', () => {
  let test: TestGateway;
  before(async () => {
    test = await startGateway();
    await load(readInputs([newsroom]), test.store);
  });
  after(() => test.remove());

  for (const query of tour) {
    const [, name] = /query (\w+)/.exec(query) ?? [];
    it(`asks what the schema has and the sample newsroom answers: ${name}`, async () => {
      assert.deepEqual(validate(buildGraph(), parse(query)), []);
      const { data, errors } = JSON.parse((await post(test.address, { query })).text);
      assert.equal(errors, undefined);
      assert.deepEqual(emptyParts(data), []);
    });
  }

  it('has no line that the editor would cut off beside an answer', () => {
    const lines = tour.flatMap((query) => query.split('\n'));
    assert.deepEqual(
      lines.filter((line) => line.length > 48),
      [],
    );
  });

  it('fits into the address by which Sandbox is given it', () => {
    assert.ok(encodeURIComponent(tour.join('\n')).length < 7000);
  });
});

/** Paths of lists that hold nothing, and of top-level fields that are null. */
function emptyParts(value: unknown, path = '', depth = 0): string[] {
  if (value === null) return depth < 2 ? [path] : [];
  if (typeof value !== 'object') return [];
  if (Array.isArray(value) && value.length === 0 && depth < 4) return [path];
  return Object.entries(value).flatMap(([key, part]) => emptyParts(part, `${path}/${key}`, depth + 1));
}
