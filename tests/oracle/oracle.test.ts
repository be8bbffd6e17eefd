import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { readConfig } from '../../src/config.js';
import { type Gateway, openGateway } from '../../src/gateway.js';
import { fillIfEmpty } from '../../src/sample.js';
import { StoredTrends } from '../../src/trends/trends.js';
import { admitted, type Reply, request } from '../support/gateway.js';
import { executed, type Operation, schema } from '../support/graph.js';
import { storeKinds, type TestStore } from '../support/stores.js';
import { OperationGenerator } from './generator.js';
import { mutated } from './mutation.js';
import { Random } from './random.js';
import { shrink } from './shrink.js';
import { ValuePool } from './values.js';

/** `ORACLE=10000` asks more, `ORACLE_SEED` others. */
const operations = Number(process.env.ORACLE ?? 300);
const firstSeed = Number(process.env.ORACLE_SEED ?? 1);
const siteUrl = 'https://news.example';
const json = { 'content-type': 'application/json' };
/** Random operations have more of everything than those of clients. */
const limits = {
  LIMIT_DIRECTIVES: '1000',
  LIMIT_ALIASES: '1000',
  LIMIT_DEPTH: '50',
  LIMIT_ERRORS: '1000',
  LIMIT_COST: '200000',
};

interface Answer {
  status: number;
  data?: unknown;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string; limit?: string } }[];
}

/** The ways in which one operation can be asked of one gateway. */
const ways: Record<string, (address: string, operation: Operation) => Promise<Answer>> = {
  POST: post,
  'POST again': post,
  'POST once more': post,
  GET: get,
  'GET by hash': (address, operation) => get(address, operation, true),
};

const patiently = (url: string, init?: RequestInit): Promise<Reply> => admitted(() => request(url, init));

async function post(address: string, operation: Operation): Promise<Answer> {
  return answerOf(
    await patiently(`${address}/graphql`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify(operation),
    }),
  );
}

async function get(address: string, { query, variables, operationName }: Operation, byHash = false): Promise<Answer> {
  const sha256Hash = createHash('sha256').update(query).digest('hex');
  const parameters = new URLSearchParams({
    query,
    ...(variables && { variables: JSON.stringify(variables) }),
    ...(operationName && { operationName }),
    ...(byHash && { extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash } }) }),
  });
  const first = await patiently(`${address}/graphql?${parameters}`);
  if (!byHash) return answerOf(first);
  parameters.delete('query');
  return answerOf(await patiently(`${address}/graphql?${parameters}`));
}

const answerOf = ({ status, text }: { status: number; text: string }): Answer => ({ status, ...JSON.parse(text) });

for (const kind of storeKinds) {
  // A rejection without a handler fails the test that is running.
  describe(`random operations on the ${kind.name}`, { skip: kind.skip }, () => {
    let place: TestStore;
    let generator: OperationGenerator;
    const gateways: Record<string, { gateway: Gateway; address: string }> = {};
    before(async () => {
      place = await kind.open();
      await fillIfEmpty(place.store);
      const settings = {
        LOG_LEVEL: 'silent',
        DRAIN_TIME: '0',
        ...limits,
        SITE_URL: siteUrl,
        PUBLIC_URL: siteUrl,
        ...place.settings,
      };
      for (const [name, caches] of Object.entries({
        'with caches': {},
        'without caches': { CACHE_DOCUMENTS: '0', CACHE_RESPONSES: '0' },
      })) {
        const gateway = await openGateway(readConfig({ ...settings, ...caches }));
        gateways[name] = { gateway, address: await gateway.app.listen({ host: '127.0.0.1', port: 0 }) };
      }
      const values = await ValuePool.of(schema, async (query) => (await expected({ query })).data);
      generator = new OperationGenerator(schema, values);
    });
    after(async () => {
      for (const { gateway } of Object.values(gateways)) await gateway.close();
      await place.remove();
    });

    async function expected(operation: Operation): Promise<Answer> {
      const trends = new StoredTrends(place.store, { enoughAskers: 5 });
      const answer = await executed(place.store, operation, { siteUrl, publicUrl: siteUrl, trends });
      return { status: answer.data === undefined ? 400 : 200, ...(answer as Omit<Answer, 'status'>) };
    }

    /** How an answer differs by one of the ways; undefined where none does, and for what costs too much. */
    async function difference(operation: Operation, right: Answer): Promise<string | undefined> {
      for (const [name, { address }] of Object.entries(gateways)) {
        for (const [way, ask] of Object.entries(ways)) {
          const answer = await ask(address, operation);
          if (costsTooMuch(answer)) return undefined;
          const wrong = differenceOf(answer, right);
          if (wrong) return `${name}, ${way}: ${wrong}`;
        }
      }
      return undefined;
    }

    async function report(seed: number, operation: Operation): Promise<string> {
      const differs = async (one: Operation) => difference(one, await expected(one));
      const smallest = await shrink(schema, operation, async (one) => (await differs(one)) !== undefined);
      const { query, ...others } = smallest;
      return `seed ${seed}: ${await differs(smallest)}\n${query}\n${JSON.stringify(others)}`;
    }

    it(`have the answer of graphql-js by every way: ${operations} of them`, { timeout: 3_600_000 }, async (test) => {
      const differences: string[] = [];
      let withErrors = 0;
      for (let seed = firstSeed; seed < firstSeed + operations && differences.length < 5; seed += 1) {
        const operation = generator.generate(new Random(seed));
        const right = await expected(operation);
        if (right.errors) withErrors += 1;
        if (await difference(operation, right)) differences.push(await report(seed, operation));
      }
      test.diagnostic(`${withErrors} of ${operations} have errors`);
      assert.deepEqual(differences, [], differences.join('\n\n'));
    });

    it('are refused where something in them is wrong, and never answered by an error of the server', async () => {
      for (let seed = firstSeed; seed < firstSeed + operations; seed += 1) {
        const random = new Random(seed);
        const body = JSON.stringify(mutated(generator.generate(random), random));
        for (const { address } of Object.values(gateways)) {
          const { status, text } = await patiently(`${address}/graphql`, { method: 'POST', headers: json, body });
          assert.ok(status < 500, `seed ${seed}: ${status} ${text}\n${body}`);
          assert.doesNotMatch(text, /INTERNAL_SERVER_ERROR/, `seed ${seed}: ${text}\n${body}`);
        }
      }
    });
  });
}

const apolloCodes = new Set(['OPERATION_RESOLUTION_FAILURE', 'GRAPHQL_VALIDATION_FAILED']);

const costsTooMuch = ({ errors = [] }: Answer): boolean =>
  errors.some(({ extensions }) => extensions?.limit === 'cost');

function differenceOf(answer: Answer, right: Answer): string | undefined {
  if (answer.status !== right.status)
    return `status ${answer.status}, not ${right.status}: ${JSON.stringify(answer).slice(0, 300)} ${JSON.stringify(right.errors?.[0])}`;
  const [data, rightData] = [JSON.stringify(answer.data), JSON.stringify(right.data)];
  if (data !== rightData) {
    const at = [...(data ?? '')].findIndex((character, index) => character !== rightData?.[index]);
    return `data\n  ${data?.slice(Math.max(at - 60, 0), at + 100)}\nnot\n  ${rightData?.slice(Math.max(at - 60, 0), at + 100)}`;
  }
  const [errors, rightErrors] = [places(answer), places(right)];
  return errors.join() === rightErrors.join() ? undefined : `errors at ${errors.join()}, not ${rightErrors.join()}`;
}

/** Where errors have left null, and why. Of several below one null, graphql-js reports the one that settles first: any of them is right. */
function places({ data, errors = [] }: Answer): string[] {
  const nulls = errors.map(({ path = [], extensions }) => {
    let value = data;
    const above: (string | number)[] = [];
    for (const step of path) {
      if (value === null || value === undefined) break;
      value = (value as Record<string | number, unknown>)[step];
      above.push(step);
    }
    // graphql-js gives its own errors no code; Apollo Server has some for documents and names of operations.
    const code = extensions?.code ?? 'BAD_USER_INPUT';
    return `${above.join('.')} ${apolloCodes.has(code) ? 'BAD_USER_INPUT' : code}`;
  });
  return [...new Set(nulls)].sort();
}
