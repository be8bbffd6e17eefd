import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { exportSPKI } from 'jose';
import { type Following, follow } from '../../src/cache/follow.js';
import { Reads } from '../../src/cache/reads.js';
import { readConfig } from '../../src/config.js';
import { changedOf, contextFor, tagsOf, unfollowedFields } from '../../src/content/index.js';
import { toGlobalId } from '../../src/graph/node.js';
import { buildApp } from '../../src/http/app.js';
import { previewBy } from '../../src/http/graphql/bearer.js';
import { buildGraph } from '../../src/schema.js';
import { post, type Reply, request, startGateway, type TestGateway } from '../support/gateway.js';
import { loadInto } from '../support/graph.js';
import { plainOptions } from '../support/http-gateway.js';
import { articleDocument, world } from '../support/newsroom.js';
import { type StoreKind, storeKinds, type TestStore } from '../support/stores.js';
import { audience, issuer, type KeyServer, keyServer, type Signer, signer, token } from '../support/tokens.js';

const query = '{ articles(first: 1) { nodes { slug headline } } }';
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const seconds = (from: number) => Math.floor(Date.now() / 1000) + from;
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const codeOf = ({ text }: Reply): string => JSON.parse(text).errors?.[0].extensions.code ?? 'none';

function isPrivate({ headers }: Reply): void {
  assert.equal(headers.get('cache-control'), 'private, no-store');
  assert.match(headers.get('vary') ?? '', /\bAuthorization\b/);
  for (const header of ['etag', 'surrogate-key', 'cache-tag', 'age']) assert.equal(headers.get(header), null, header);
}

describe('preview', () => {
  let rsa: Signer;
  let curve: Signer;
  let stranger: Signer;
  let keys: KeyServer;
  let test: TestGateway;
  const settings = { PREVIEW_ISSUER: issuer, PREVIEW_AUDIENCE: audience, CORS_ORIGINS: 'https://news.example' };
  before(async () => {
    [rsa, curve, stranger] = await Promise.all([signer('rsa'), signer('curve', 'ES256'), signer('rsa')]);
    keys = await keyServer(rsa, curve);
    test = await startGateway({ ...settings, PREVIEW_JWKS: keys.url });
  });
  after(async () => {
    await test.remove();
    await keys.close();
  });

  const ask = (authorization: string) => post(test.address, { query }, { authorization });
  const byGet = (headers: Record<string, string>) =>
    request(`${test.address}/graphql?${new URLSearchParams({ query })}`, { headers });

  const good: Record<string, () => Promise<string>> = {
    'one that RS256 has signed': () => token(rsa),
    'one that ES256 has signed': () => token(curve),
    'one for several audiences': () => token(rsa, { aud: ['https://other.example', audience] }),
    'scopes as a list': () => token(rsa, { scope: undefined, scp: ['openid', 'content:preview'] }),
    'scp as a text': () => token(rsa, { scope: undefined, scp: 'content:preview openid' }),
    'one that has just run out, by a clock that is a little late': () => token(rsa, { exp: seconds(-2) }),
    'one that is about to begin': () => token(rsa, { nbf: seconds(2) }),
  };
  for (const [name, make] of Object.entries(good)) {
    it(`takes ${name}`, async () => {
      const text = await make();
      for (const reply of [await ask(`Bearer ${text}`), await ask(`bearer ${text}`), await byGet(bearer(text))]) {
        assert.equal(reply.status, 200, reply.text);
        assert.equal(JSON.parse(reply.text).data.articles.nodes[0].slug, 'herring-30');
        isPrivate(reply);
      }
    });
  }

  const hmac = (secret: string, header: object) => {
    const text = `${encoded({ typ: 'JWT', kid: 'rsa', ...header })}.${encoded({ iss: issuer, aud: audience, exp: seconds(300), scope: 'content:preview' })}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const swap = async (change: (parts: string[]) => string[]) => change((await token(rsa)).split('.')).join('.');
  const bad: Record<string, () => Promise<string> | string> = {
    'no signature (alg none)': () => swap(([, payload = '']) => [encoded({ alg: 'none' }), payload, '']),
    'alg none with a signature': () =>
      swap(([, payload = '', sum = '']) => [encoded({ alg: 'none', kid: 'rsa' }), payload, sum]),
    'the public key as a shared secret, in PEM': async () => hmac(await exportSPKI(rsa.publicKey), { alg: 'HS256' }),
    'the public key as a shared secret, as a JWK': () => hmac(JSON.stringify(rsa.jwk), { alg: 'HS256' }),
    'a shared secret under another name': async () => hmac(await exportSPKI(rsa.publicKey), { alg: 'RS256' }),
    'another algorithm': async () => token({ ...(await signer('rsa', 'PS256')) }),
    'a longer hash': async () => token({ ...(await signer('rsa', 'RS512')) }),
    'one that has run out': () => token(rsa, { exp: seconds(-60) }),
    'no end': () => token(rsa, { exp: undefined }),
    'an end that is no number': () =>
      swap(([head = '', , sum = '']) => [
        head,
        encoded({ iss: issuer, aud: audience, exp: 'never', scope: 'content:preview' }),
        sum,
      ]),
    'one that has not begun': () => token(rsa, { nbf: seconds(60) }),
    'another audience': () => token(rsa, { aud: 'https://other.example' }),
    'no audience': () => token(rsa, { aud: undefined }),
    'another issuer': () => token(rsa, { iss: 'https://login.other.example/' }),
    'no issuer': () => token(rsa, { iss: undefined }),
    'a stranger’s key of the same name': () => token(stranger),
    'a key that nobody has': async () => token({ ...stranger, kid: 'nobody' }),
    'a key that it brings along': () => token(stranger, {}, { kid: undefined, jwk: stranger.jwk }),
    'a key that it says where to find': () => token({ ...stranger, kid: 'elsewhere' }, {}, { jku: keys.url }),
    'other claims than were signed': () =>
      swap(([head = '', payload = '', sum = '']) => [
        head,
        encoded({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'x' }),
        sum,
      ]),
    'an extension that nobody knows': () =>
      swap(([, payload = '', sum = '']) => [encoded({ alg: 'RS256', kid: 'rsa', crit: ['x'], x: 1 }), payload, sum]),
    'something else': () => 'nonsense',
    'three empty parts': () => '..',
    'a very long text': () => 'a'.repeat(8000),
  };
  for (const [name, make] of Object.entries(bad)) {
    it(`refuses ${name}`, async () => {
      const text = await make();
      for (const reply of [await ask(`Bearer ${text}`), await byGet(bearer(text))]) {
        assert.deepEqual([reply.status, codeOf(reply)], [401, 'UNAUTHENTICATED'], reply.text);
        assert.match(reply.headers.get('www-authenticate') ?? '', /^Bearer/);
        assert.ok(!reply.text.includes('herring'));
        isPrivate(reply);
      }
    });
  }

  it('refuses what is no bearer token', async () => {
    for (const header of [
      '',
      'Bearer',
      'Bearer ',
      'Basic ZWRpdG9yOnNlY3JldA==',
      `Token ${await token(rsa)}`,
      `Bearer ${await token(rsa)} x`,
    ]) {
      const reply = await ask(header);
      assert.deepEqual([reply.status, codeOf(reply)], [401, 'UNAUTHENTICATED'], header);
      isPrivate(reply);
    }
  });

  it('forbids what has not the scope', async () => {
    for (const claims of [
      { scope: undefined },
      { scope: '' },
      { scope: 'openid' },
      { scope: 'content:previewer xcontent:preview' },
      { scope: 'content preview' },
      { scope: undefined, scp: [] },
      { scope: undefined, scp: ['openid content:preview'] },
      { scope: { 'content:preview': true } },
      { scope: 7 },
    ]) {
      const reply = await ask(`Bearer ${await token(rsa, claims)}`);
      assert.deepEqual([reply.status, codeOf(reply)], [403, 'FORBIDDEN'], JSON.stringify(claims));
      assert.match(reply.headers.get('www-authenticate') ?? '', /insufficient_scope.*content:preview/);
      isPrivate(reply);
    }
  });

  it('holds to the limits, and keeps errors to the asker', async () => {
    const authorization = `Bearer ${await token(rsa)}`;
    for (const [body, status, code] of [
      [{ query: `{ __typename ${' '.repeat(20_000)} }` }, 400, 'TOO_COMPLEX'],
      [{ query: '{ nothing }' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
      [`{"query": "${' '.repeat(200_000)}"}`, 413, 'TOO_COMPLEX'],
      ['nonsense', 400, 'BAD_USER_INPUT'],
      [
        { extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } },
        200,
        'PERSISTED_QUERY_NOT_FOUND',
      ],
    ] as const) {
      const reply = await post(test.address, body, { authorization });
      assert.deepEqual([reply.status, codeOf(reply)], [status, code]);
      isPrivate(reply);
    }
  });

  it('lets pages of the allowed origins send the header', async () => {
    const origin = 'https://news.example';
    const preflight = await request(`${test.address}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization/);
    const reply = await post(test.address, { query }, { origin, ...bearer(await token(rsa)) });
    assert.deepEqual([reply.status, reply.headers.get('access-control-allow-origin')], [200, origin]);
  });

  it('is off without keys: a header is refused, and the public is answered', async () => {
    const off = await startGateway();
    try {
      for (const authorization of [`Bearer ${await token(rsa)}`, 'Basic x']) {
        const reply = await post(off.address, { query }, { authorization });
        assert.deepEqual([reply.status, codeOf(reply)], [401, 'UNAUTHENTICATED']);
        assert.match(reply.text, /Preview is off here/);
        isPrivate(reply);
      }
      assert.equal((await post(off.address, { query })).status, 200);
    } finally {
      await off.remove();
    }
  });

  it('needs an issuer and an audience with its keys, and says so', () => {
    assert.throws(
      () => readConfig({ PREVIEW_JWKS: keys.url }),
      /PREVIEW_ISSUER: expected a value[\s\S]*PREVIEW_AUDIENCE: expected a value/,
    );
  });
});

describe('the keys of preview', () => {
  const problems: unknown[] = [];
  const base = { issuer, audience, onProblem: (error: unknown) => void problems.push(error) };
  const answer = async (preview: Awaited<ReturnType<typeof previewBy>>, by: Signer) =>
    (await preview(`Bearer ${await token(by)}`))?.status ?? 200;

  it('of a URL rotate while it runs; a stranger’s names cannot have it asked all the time', async () => {
    const [one, two] = await Promise.all([signer('one'), signer('two', 'ES256')]);
    const keys = await keyServer(one);
    try {
      const preview = await previewBy({ ...base, jwks: keys.url, cooldownDuration: 100 });
      assert.equal(keys.asked, 0, 'not before they are needed');
      assert.equal(await answer(preview, one), 200);
      keys.keys = [one.jwk, two.jwk];
      for (let times = 0; times < 5; times += 1) assert.equal(await answer(preview, { ...two, kid: `${times}` }), 401);
      assert.equal(keys.asked, 1);
      await sleep(150);
      assert.equal(await answer(preview, two), 200);
      assert.equal(await answer(preview, one), 200);
      keys.keys = [two.jwk];
      await sleep(150);
      assert.equal(await answer(preview, { ...one, kid: 'three' }), 401);
      assert.equal(await answer(preview, one), 401, 'taken away');
    } finally {
      await keys.close();
    }
  });

  it('that cannot be had are UNAVAILABLE, until they can', async () => {
    const one = await signer('one');
    const keys = await keyServer(one);
    const test = await startGateway({ PREVIEW_JWKS: keys.url, PREVIEW_ISSUER: issuer, PREVIEW_AUDIENCE: audience });
    try {
      const ask = async () => post(test.address, { query }, bearer(await token(one)));
      const fails = async (why: string) => {
        const reply = await ask();
        assert.deepEqual([reply.status, codeOf(reply)], [503, 'UNAVAILABLE'], why);
        assert.ok(!reply.text.includes('herring') && !reply.text.includes('127.0.0.1'), reply.text);
        isPrivate(reply);
        assert.equal((await post(test.address, { query })).status, 200, 'the public is answered');
      };
      keys.status = 500;
      await fails('an error of the server');
      keys.status = 200;
      keys.keys = 'nonsense' as never;
      await fails('no keys');
      keys.keys = [{ ...one.jwk, n: 'AQAB' }];
      await fails('a key that is none');
      await keys.close();
      const again = await keyServer(one);
      try {
        const other = await previewBy({ ...base, jwks: keys.url });
        assert.equal(await answer(other, one), 503, 'nobody there');
        assert.ok(problems.length > 0);
        const there = await previewBy({ ...base, jwks: again.url });
        again.status = 503;
        assert.equal(await answer(there, one), 503);
        again.status = 200;
        assert.equal(await answer(there, one), 200);
      } finally {
        await again.close();
      }
    } finally {
      await test.remove();
      await keys.close();
    }
  });

  it('of a file rotate when it is written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-keys-'));
    const jwks = join(folder, 'jwks.json');
    const write = (...signers: Signer[]) => writeFile(jwks, JSON.stringify({ keys: signers.map(({ jwk }) => jwk) }));
    try {
      const [one, two] = await Promise.all([signer('one'), signer('two')]);
      await assert.rejects(previewBy({ ...base, jwks }), /ENOENT/);
      await write(one);
      const preview = await previewBy({ ...base, jwks });
      assert.deepEqual([await answer(preview, one), await answer(preview, two)], [200, 401]);
      await write(one, two);
      assert.deepEqual([await answer(preview, one), await answer(preview, two)], [200, 200]);
      await write(two);
      assert.deepEqual([await answer(preview, one), await answer(preview, two)], [401, 200]);
      await writeFile(jwks, '{"keys": [');
      assert.equal(await answer(preview, two), 503);
      await rm(jwks);
      assert.equal(await answer(preview, two), 503);
      await write(one);
      assert.deepEqual([await answer(preview, one), await answer(preview, two)], [200, 401]);
      const { d } = JSON.parse(JSON.stringify(await import('jose').then(({ exportJWK }) => exportJWK(one.privateKey))));
      await writeFile(jwks, JSON.stringify({ keys: [{ ...one.jwk, d }] }));
      assert.equal(await answer(preview, one), 503, 'private keys have no business there');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** The whole gateway, over one store. */
for (const kind of storeKinds) {
  describe(`a preview of what is not public on the ${kind.name}`, { skip: kind.skip }, () => {
    it('has drafts, marked by their status, in the queries in which the public has none', async () => {
      const one = await signer('one');
      const keys = await keyServer(one);
      const test = await startGateway(
        { PREVIEW_JWKS: keys.url, PREVIEW_ISSUER: issuer, PREVIEW_AUDIENCE: audience },
        kind,
      );
      try {
        const later = new Date(Date.now() + 3_600_000).toISOString();
        await loadInto(
          test.store,
          articleDocument(100, { status: 'DRAFT', headline: 'Secret herring' }),
          articleDocument(101, { headline: 'Held herring', embargoUntil: later }),
          articleDocument(102, { status: 'WITHDRAWN', headline: 'Taken herring' }),
        );
        const query = `{ draft: article(slug: "herring-100") { headline status } held: article(slug: "herring-101") { headline status }
          articles(filter: { ids: ["${toGlobalId('article', 'herring-100')}"] }) { totalCount nodes { headline } } }`;
        const headers = { authorization: `Bearer ${await token(one)}` };
        const nothing = { draft: null, held: null, articles: { totalCount: 0, nodes: [] } };
        for (let round = 0; round < 3; round += 1) {
          assert.deepEqual(JSON.parse((await post(test.address, { query })).text).data, nothing);
          const seen = await post(test.address, { query }, headers);
          assert.deepEqual(JSON.parse(seen.text).data, {
            draft: { headline: 'Secret herring', status: 'DRAFT' },
            held: { headline: 'Held herring', status: 'EMBARGOED' },
            articles: { totalCount: 1, nodes: [{ headline: 'Secret herring' }] },
          });
          assert.equal(seen.headers.get('cache-control'), 'private, no-store');
        }
        const gone = await post(test.address, { query: '{ article(slug: "herring-102") { headline } }' }, headers);
        assert.doesNotMatch(gone.text, /Taken/);
      } finally {
        await test.remove();
        await keys.close();
      }
    });
  });
}

/** What the two audiences see comes from two stores here, so that one word of the wrong one gives a leak away. */
describe('what is answered to a preview and to the public', () => {
  const [kind] = storeKinds as [StoreKind];
  let keys: KeyServer;
  let editor: string;
  let stores: TestStore[];
  let following: Following;
  let app: FastifyInstance;
  let address: string;
  let hits = 0;
  before(async () => {
    const one = await signer('one');
    keys = await keyServer(one);
    editor = await token(one);
    stores = await Promise.all([kind.open(), kind.open()]);
    const [open, secret] = stores as [TestStore, TestStore];
    const some = (word: string) =>
      [1, 2, 3].map((number) => articleDocument(number, { headline: `${word} ${number}` }));
    await Promise.all([
      loadInto(open.store, ...world, ...some('Public')),
      loadInto(secret.store, ...world, ...some('Secret')),
    ]);
    following = follow({
      store: open.store,
      without: unfollowedFields,
      tagsOf,
      changedOf,
      readComing: async () => [],
      comingOf: () => undefined,
      onUnsupported() {},
      onError() {},
    });
    const reads = new Reads(following.freshness, 1e7);
    const config = readConfig({ LOG_LEVEL: 'silent' });
    ({ app } = await buildApp({
      ...plainOptions(),
      schema: buildGraph(),
      newContext: (request) => contextFor(request.preview ? secret.store : open.store, { ...request, cache: reads }),
      preview: await previewBy({ jwks: keys.url, issuer, audience, onProblem: assert.ifError }),
      freshness: following.freshness,
      responseBytes: 1e7,
      policy: { maxAge: 10, staleWhileRevalidate: 10, staleIfError: 10 },
      timeout: 10_000,
      limitBody: config.LIMIT_BODY,
      limitInFlight: 200,
      limits: {
        depth: 16,
        aliases: 50,
        directives: 50,
        tokens: 4000,
        queryLength: 16_384,
        cost: 20_000,
        answer: 1_000_000,
        errors: 20,
      },
    }));
    address = await app.listen({ host: '127.0.0.1', port: 0 });
    await following.ready;
  });
  after(async () => {
    await app.close();
    await following.close();
    await Promise.all(stores.map((store) => store.remove()));
    await keys.close();
  });

  const queries = Array.from(
    { length: 6 },
    (_, at) =>
      `query Q${at} { articles(first: ${1 + (at % 3)}) { nodes { headline } } ${at % 2 ? 'article(slug: "herring-1") { headline }' : ''} }`,
  );
  const etags: string[] = [];
  interface Asker {
    preview: boolean;
    way: 'post' | 'get' | 'hash' | 'register' | 'getHash';
    pick: number;
    known: boolean;
  }
  async function asks({ preview, way, pick, known }: Asker): Promise<void> {
    const text = queries[pick] as string;
    const sha256Hash = createHash('sha256').update(text).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    const headers = { ...(preview && bearer(editor)), ...(known && { 'if-none-match': etags.join(', ') || '*' }) };
    const inAddress = (parameters: Record<string, string>) =>
      request(`${address}/graphql?${new URLSearchParams(parameters)}`, { headers });
    const reply = await {
      post: () => post(address, { query: text }, headers),
      get: () => inAddress({ query: text }),
      register: () => post(address, { query: text, extensions }, headers),
      hash: () => post(address, { extensions }, headers),
      getHash: () => inAddress({ extensions: JSON.stringify(extensions) }),
    }[way]();
    if (preview) isPrivate(reply);
    const etag = reply.headers.get('etag');
    if (etag) etags.push(etag);
    if (reply.status === 304) {
      assert.equal(preview, false, 'a preview is never told that it has the answer');
      return;
    }
    assert.equal(reply.status, 200, reply.text);
    if (reply.text.includes('PersistedQueryNotFound')) return;
    assert.ok(reply.text.includes(preview ? 'Secret' : 'Public'), reply.text);
    assert.ok(!reply.text.includes(preview ? 'Public' : 'Secret'), reply.text);
    if (!preview && /s-maxage/.test(reply.headers.get('cache-control') ?? '')) hits += 1;
  }

  it('never meets, whoever asks first, in whatever way, and at once', async () => {
    const asker: fc.Arbitrary<Asker> = fc.record({
      preview: fc.boolean(),
      way: fc.constantFrom('post', 'get', 'hash', 'register', 'getHash'),
      pick: fc.nat({ max: queries.length - 1 }),
      known: fc.boolean(),
    });
    const crowd = fc.array(asker, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(crowd, async (askers) => {
        await Promise.all(askers.map(asks));
      }),
      { numRuns: 60 },
    );
    assert.ok(hits > 50, `the public is answered from what is kept: ${hits}`);
  });
});
