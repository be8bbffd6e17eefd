import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import { admission } from '../../src/http/overload.js';
import { post, request, startGateway, type TestGateway } from '../support/gateway.js';

describe('limits', () => {
  let test: TestGateway;
  before(async () => {
    test = await startGateway();
  });
  after(() => test.remove());

  const nested = (levels: number) =>
    `{ place(slug: "norland") { ${'within { '.repeat(levels)}name${' }'.repeat(levels)} } }`;
  const aliases = (count: number) => `{ ${Array.from({ length: count }, (_, at) => `a${at}: __typename`).join(' ')} }`;
  const directives = (count: number) => `{ __typename ${'@include(if: true) '.repeat(count)}}`;

  const cases: [name: string, query: string, status: number, message: RegExp][] = [
    ['depth', nested(17), 400, /^Query depth limit of 16 exceeded, found 19\.$/],
    ['aliases', aliases(51), 400, /^Aliases limit of 50 exceeded, found 51\.$/],
    ['directives', directives(51), 400, /^Directives limit of 50 exceeded, found 51\.$/],
    [
      'queryLength',
      `{ __typename } # ${'x'.repeat(16_384)}`,
      400,
      /^Query length limit of 16384 exceeded, found 1640\d\.$/,
    ],
    [
      'cost',
      '{ articles(first: 100) { nodes { people { articles(first: 100) { nodes { slug } } } } } }',
      400,
      /^Cost limit of 20000 exceeded, found \d+: /,
    ],
    [
      'cost',
      '{ changes { changes { node { ... on Article { people { articles(first: 100) { nodes { slug } } } } } } } }',
      400,
      /^Cost limit of 20000 exceeded, found \d+: /,
    ],
  ];
  for (const [limit, query, status, message] of cases) {
    it(`of ${limit} names itself and its value`, async () => {
      const reply = await post(test.address, { query });
      const [error] = JSON.parse(reply.text).errors;
      assert.equal(reply.status, status, reply.text);
      assert.deepEqual([error.extensions.code, error.extensions.limit], ['TOO_COMPLEX', limit]);
      assert.match(error.message, message);
    });
  }

  it('of an answer names itself and its value, however dear the operation', async () => {
    const small = await startGateway({ LIMIT_ANSWER: '100' });
    try {
      // Each of them twice: what was refused is not kept.
      for (const _ of [1, 2]) {
        const reply = await post(small.address, { query: '{ articles(first: 5) { nodes { headline } } }' });
        const { data, errors } = JSON.parse(reply.text);
        assert.equal(reply.status, 400);
        assert.equal(data, undefined);
        assert.deepEqual(errors[0].extensions, { limit: 'answer', code: 'TOO_COMPLEX' });
        assert.match(errors[0].message, /^Answer limit of 100 bytes exceeded/);
        const short = await post(small.address, { query: '{ articles(first: 1) { nodes { headline } } }' });
        assert.deepEqual([short.status, JSON.parse(short.text).errors], [200, undefined], short.text);
      }
    } finally {
      await small.remove();
    }
  });

  describe('of cost', () => {
    const list = 'query ($n: Int) { articles(first: $n) { nodes { section { slug } } } }';
    const cost = (requested: number) => ({ requested, limit: 20_000, remaining: Math.max(0, 20_000 - requested) });
    const ask = async (query: string, mode: string, variables = {}) => {
      const reply = await post(test.address, { query, variables }, { 'graphql-cost': mode });
      return { ...reply, answer: JSON.parse(reply.text) };
    };

    it('is told beside the answer where a header asks for it, each time', async () => {
      const { data } = JSON.parse((await post(test.address, { query: list, variables: { n: 3 } })).text);
      for (const _ of [1, 2, 3]) {
        const { status, answer, headers } = await ask(list, 'report', { n: 3 });
        assert.deepEqual([status, answer], [200, { data, extensions: { cost: cost(12) } }]);
        assert.equal(headers.get('cache-control'), 'no-store');
        assert.equal(
          'extensions' in JSON.parse((await post(test.address, { query: list, variables: { n: 3 } })).text),
          false,
        );
      }
    });

    it('is told without the answer where a header asks for that alone', async () => {
      const { status, answer } = await ask(list, 'validate', { n: 100 });
      assert.deepEqual([status, answer], [200, { extensions: { cost: cost(209) } }]);
    });

    it('is told where it is exceeded', async () => {
      const dear = '{ articles(first: 100) { nodes { people { articles(first: 100) { nodes { slug } } } } } }';
      for (const mode of ['report', 'validate']) {
        const { status, answer } = await ask(dear, mode);
        assert.deepEqual([status, answer.errors[0].extensions.limit], [400, 'cost']);
        assert.deepEqual(answer.extensions.cost, cost(answer.extensions.cost.requested));
        assert.ok(answer.extensions.cost.requested > 20_000);
      }
    });

    it('is not told of what is invalid, or of variables that do not fit', async () => {
      for (const [query, variables] of [
        ['{ nothing }', {}],
        [list, { n: 'many' }],
      ] as const) {
        const { status, answer } = await ask(query, 'report', variables);
        assert.deepEqual([status, answer.extensions], [400, undefined]);
      }
    });
  });

  it('of tokens names itself and its value', async () => {
    const reply = await post(test.address, { query: `{${'a '.repeat(4001)}}` });
    const { errors } = JSON.parse(reply.text);
    assert.equal(reply.status, 400);
    assert.deepEqual(errors[0].extensions, { limit: 'tokens', code: 'TOO_COMPLEX' });
    assert.equal(errors[0].message, 'Token limit of 4000 exceeded.');
  });

  it('of the body names itself and its value', async () => {
    const reply = await post(test.address, { query: '{ __typename }', variables: { x: 'x'.repeat(110_000) } });
    assert.equal(reply.status, 413);
    assert.deepEqual(JSON.parse(reply.text).errors, [
      { message: 'Body limit of 102400 bytes exceeded.', extensions: { code: 'TOO_COMPLEX', limit: 'body' } },
    ]);
  });

  it('let through what is just within them', async () => {
    for (const query of [
      nested(13),
      aliases(50),
      directives(1),
      '{ articles(first: 100) { nodes { slug people { name } } } }',
      '{ changes { changes { node { ... on Article { slug people { name } } } } } }',
    ]) {
      const reply = await post(test.address, { query });
      assert.equal(reply.status, 200, reply.text);
      assert.equal(JSON.parse(reply.text).errors, undefined);
    }
  });

  it('of errors cuts what is too much and says so', async () => {
    const query = `{ ${Array.from({ length: 45 }, (_, at) => `p${at}: person { name }`).join(' ')} }`;
    const reply = await post(test.address, { query });
    const { errors } = JSON.parse(reply.text);
    assert.equal(errors.length, 21);
    assert.equal(errors[20].message, 'Error limit of 20 exceeded, found 45.');
  });

  it('of validation stops after a handful of errors', async () => {
    const reply = await post(test.address, {
      query: `{ ${Array.from({ length: 40 }, (_, at) => `x${at}`).join(' ')} }`,
    });
    assert.equal(reply.status, 400);
    assert.ok(JSON.parse(reply.text).errors.length <= 6);
  });

  it('close a connection whose request comes too slowly', { timeout: 20_000 }, async () => {
    const { hostname, port } = new URL(test.address);
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
    await new Promise((resolve) => socket.once('close', resolve));
    assert.match(answer, /^HTTP\/1\.1 408 /);
  });
});

describe('the time limit', () => {
  it('ends an operation, names itself and its value', async () => {
    const test = await startGateway({ OPERATION_TIMEOUT: '1', LIMIT_COST: '1000000' });
    try {
      const query =
        '{ articles(first: 50) { nodes { people { roles { organisation { people { nodes { person { roles { title } } } } } } } } } }';
      const reply = await post(test.address, { query });
      assert.equal(reply.status, 408, reply.text.slice(0, 300));
      const { errors } = JSON.parse(reply.text);
      assert.deepEqual(
        [errors[0].message, errors[0].extensions],
        ['Time limit of 1 ms exceeded.', { limit: 'time', code: 'TOO_COMPLEX' }],
      );
    } finally {
      await test.remove();
    }
  });
});

describe('too many requests at once', () => {
  const limit = 3;
  const known = '{ articles(first: 1) { nodes { slug } } }';
  /** None of which is like another. */
  const queries = Array.from({ length: 8 }, (_, at) => `{ articles(first: ${at + 2}) { nodes { slug headline } } }`);
  const get = (query: string) => `GET /graphql?query=${encodeURIComponent(query)} HTTP/1.1\r\nHost: x\r\n\r\n`;

  let test: TestGateway;
  before(async () => {
    test = await startGateway({ LIMIT_IN_FLIGHT: String(limit) });
    // It is kept once it has come again.
    for (let time = 0; time < 3; time += 1) await once(test, [get(known)]);
  });
  after(() => test.remove());

  it('get 503 with Retry-After, while what is in the cache is answered', async () => {
    const answers = await once(test, [...queries, known].map(get));
    assert.deepEqual(answers.map(statusOf), [200, 200, 200, 503, 503, 503, 503, 503, 200]);
    const shed = answers[limit] as string;
    assert.match(shed, /\r\nretry-after: 1\r\n/);
    assert.match(shed, /"code":"UNAVAILABLE"/);
    for (const path of ['/healthz', '/readyz', '/metrics'])
      assert.equal((await request(test.address + path)).status, 200);
  });

  it('are worked on again once those before are answered, or their clients have gone', async () => {
    const { hostname, port } = new URL(test.address);
    const leaving = connect(Number(port), hostname);
    leaving.write(queries.map(get).join(''), () => leaving.destroy());
    const answered = await until(
      async () => request(`${test.address}/graphql?query=${encodeURIComponent(queries[7] as string)}`),
      ({ status }) => status === 200,
    );
    assert.equal(JSON.parse(answered.text).errors, undefined);
  });
});

const statusOf = (answer: string): number => Number(answer.slice(0, 3));

/** Sends requests over one connection in one go, so that all arrive before any is answered; their answers from the status on. */
async function once({ address }: TestGateway, requests: readonly string[]): Promise<string[]> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  try {
    let text = '';
    socket.setEncoding('utf8');
    socket.write(requests.join(''));
    for await (const chunk of socket) {
      text += chunk;
      const answers = text.split('HTTP/1.1 ').slice(1);
      // The last of them ends with the JSON of its body.
      if (answers.length === requests.length && text.trimEnd().endsWith('}')) return answers;
    }
    throw new Error(`The connection was closed after ${text}`);
  } finally {
    socket.destroy();
  }
}

/** Asks again until the answer fits; a test's own time limit ends it otherwise. */
async function until<R>(ask: () => Promise<R>, fits: (answer: R) => boolean): Promise<R> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await sleep(10);
  }
  throw new Error('the answer that was waited for did not come');
}

describe('a server whose event loop is late', () => {
  it('turns requests away with 503 and Retry-After until it is on time again', async () => {
    const app = fastify();
    await app.register(async (part) => {
      const admit = await admission(part, 10);
      part.get('/', async (_request, reply) => {
        admit(reply);
        return 'well';
      });
    });
    const ask = () => app.inject('/');
    try {
      assert.equal((await ask()).statusCode, 200);
      await sleep(1100); // a whole sample of being on time
      for (let round = 0; round < 2; round += 1) {
        const end = performance.now() + 1600;
        while (performance.now() < end);
        await sleep(1);
      }
      await sleep(20);
      const shed = await ask();
      assert.deepEqual([shed.statusCode, shed.headers['retry-after']], [503, '1']);
      await sleep(2200);
      assert.equal((await ask()).statusCode, 200);
    } finally {
      await app.close();
    }
  });
});

describe('in production', () => {
  it('says nothing of the schema', async () => {
    const test = await startGateway({ NODE_ENV: 'production' });
    try {
      const misspelt = await post(test.address, { query: '{ people { nodes { nme } } }' });
      assert.equal(misspelt.status, 400);
      assert.doesNotMatch(misspelt.text, /Did you mean/);
      const introspection = await post(test.address, { query: '{ __schema { types { name } } }' });
      assert.equal(introspection.status, 400);
    } finally {
      await test.remove();
    }
  });

  it('lets only the origins in that are listed', async () => {
    const test = await startGateway({ CORS_ORIGINS: 'https://news.example' });
    try {
      const preflight = (origin: string) =>
        request(`${test.address}/graphql`, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'POST' },
        });
      assert.equal(
        (await preflight('https://news.example')).headers.get('access-control-allow-origin'),
        'https://news.example',
      );
      assert.equal((await preflight('https://evil.example')).headers.get('access-control-allow-origin'), null);
    } finally {
      await test.remove();
    }
  });
});
