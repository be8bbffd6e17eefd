import assert from 'node:assert/strict';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { isIntrospectionType, isObjectType } from 'graphql';
import { projectFile } from '../../src/project.js';
import { type ArgumentPlace, argumentPlaces, operationsAt } from '../support/argument-places.js';
import {
  actions,
  type CodePayload,
  codePayloads,
  type Effects,
  names,
  textPayloads,
  valuePayloads,
} from '../support/code-payloads.js';
import { Command } from '../support/command.js';
import { admitted, post, type Reply, request } from '../support/gateway.js';
import { type Operation, schema } from '../support/graph.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const none: Effects = { assigned: [], environment: null, polluted: false };
/** Requests at once. */
const lanes = 4;

/** A process whose standard input is heard by `effects.ts`. */
class Watched {
  #asked = 0;
  constructor(readonly command: Command) {}

  async effects(code?: string): Promise<Effects> {
    this.#asked += 1;
    const run = code === undefined ? '' : ` run ${encodeURIComponent(code)}`;
    this.command.child.stdin?.write(`${this.#asked}${run}\n`);
    return JSON.parse(await this.command.says(new RegExp(`^effects ${this.#asked} (.*)$`, 'm')));
  }

  async end(): Promise<number | null> {
    this.command.child.kill('SIGTERM');
    return (await this.command.end()).code;
  }
}

let folder: string;
let file: string;
let code: Record<keyof ReturnType<typeof actions>, CodePayload[]>;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-injection-'));
  file = join(folder, 'made');
  code = Object.fromEntries(
    Object.entries(actions(file)).map(([name, action]) => [name, codePayloads(action)]),
  ) as typeof code;
});
after(() => rm(folder, { recursive: true, force: true }));

/** Code in every dress, with an action that is another one at the next place. */
function codeTexts(at = 0): string[] {
  const all = Object.values(code);
  return code.assign.flatMap((_, dress) => all[(at + dress) % all.length]?.[dress]?.text ?? []);
}

/** So many of them, others at the next place. */
const someOf = <T>(all: readonly T[], count: number, at: number): T[] =>
  Array.from({ length: count }, (_, step) => all[(at * count + step) % all.length] as T);

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

describe('the payloads', () => {
  for (const [action, effect] of Object.entries({
    assign: ({ assigned }: Effects) => assigned.length > 0,
    environment: ({ environment }: Effects) => environment === '1',
    pollute: ({ polluted }: Effects) => polluted,
    file: () => isThere(file),
  })) {
    it(`are seen where something compiles them: ${action}`, async () => {
      const watched = new Watched(new Command('tests/support/effects.js', [], {}));
      for (const { compiled } of code[action as keyof typeof code]) {
        assert.equal(await effect(await watched.effects()), false);
        assert.equal(await effect(await watched.effects(compiled)), true, compiled);
        await rm(file, { force: true });
      }
      await watched.end();
    });
  }

  it('are seen where something compiles them: exit', async () => {
    for (const { compiled } of code.exit) {
      const watched = new Watched(new Command('tests/support/effects.js', [], {}));
      await assert.rejects(watched.effects(compiled), /^Error: ended with 3/, compiled);
    }
  });
});

describe('what a client sends to a gateway is never compiled', { concurrency: true }, () => {
  for (const kind of storeKinds) {
    describe(`on the ${kind.name}`, { skip: kind.skip, concurrency: 1 }, () => {
      let place: TestStore;
      let watched: Watched;
      let address: string;
      let places: ArgumentPlace[];

      before(async () => {
        place = await kind.open();
        const preload = projectFile('dist/tests/support/effects.js').href;
        // What is sent is to be executed, not refused as too much.
        const limits = { LIMIT_COST: '1000000000', LIMIT_QUERY_LENGTH: '100000', LIMIT_ERRORS: '1000' };
        const settings = { PORT: '0', LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...limits, ...place.settings };
        const command = new Command('bundle/main.js', [], { ...settings, NODE_OPTIONS: `--import=${preload}` });
        watched = new Watched(command);
        address = new URL(await command.says(/answers at (\S+)/)).origin;
        places = await argumentPlaces(async (query) => JSON.parse((await post(address, { query })).text));
      });
      after(async () => {
        assert.equal(await watched.end(), 0);
        await place.remove();
      });

      async function unharmed(): Promise<void> {
        assert.deepEqual(await watched.effects(), none);
        assert.equal(await isThere(file), false);
        assert.equal((await request(`${address}/healthz`)).status, 200);
      }

      /** Sends all of them, some at the same time. What is sent twice finds the document, and often the answer, in a cache. */
      async function sendAll(requests: readonly (() => Promise<Reply>)[], times = 2): Promise<void> {
        const waiting = [...requests.entries()];
        const lane = async () => {
          for (let next = waiting.pop(); next; next = waiting.pop()) {
            for (let time = 1; time <= times; time += 1)
              check(await admitted(next[1]), `request ${next[0]}, time ${time}`);
          }
        };
        await Promise.all(Array.from({ length: lanes }, lane));
        await unharmed();
      }

      function check({ status, text, milliseconds }: Reply, what: string): void {
        const found = `${what}: ${status} after ${milliseconds} ms: ${text.slice(0, 500)}`;
        assert.ok(status < 500, found);
        assert.doesNotMatch(text, /\\n\s+at |node_modules|\.js:\d|\.ts:\d|INTERNAL_SERVER_ERROR|TOO_COMPLEX/, found);
        // None of it sleeps in the store, and no regular expression runs away.
        assert.ok(milliseconds < 15_000, found);
      }

      const sending = (operation: Operation) => () => post(address, operation);

      it('in any argument, as a literal, a block string, a variable and its default', async () => {
        const types = Object.values(schema.getTypeMap()).filter(isObjectType);
        const fields = types
          .filter((type) => !isIntrospectionType(type))
          .flatMap((type) => Object.values(type.getFields()));
        assert.deepEqual(new Set(places.map(({ argument }) => argument)), new Set(fields.flatMap(({ args }) => args)));
        await sendAll(
          places.flatMap((one, at) => {
            const texts = [...codeTexts(at), ...someOf(textPayloads, 4, at)];
            // What is a literal here is a variable at the next place.
            if (at % 2 === 1) texts.push(texts.shift() as string);
            return operationsAt(one, texts, someOf(valuePayloads, 2, at)).map(sending);
          }),
        );
      });

      it('in names, which keep their meaning', async () => {
        const operations = names.flatMap((name): Operation[] => [
          { query: `query ${name} { __typename }`, operationName: name },
          { query: `query ($${name}: String) { person(slug: $${name}) { name } }`, variables: own(name, name) },
          {
            query: `query ($v: ArticleFilter) { articles(filter: $v) { totalCount } }`,
            variables: { v: own(name, [1]) },
          },
          { query: `{ ...${name} } fragment ${name} on Query { __typename }` },
          { query: `{ ${name} }` },
          { query: `{ people(${name}: 1) { totalCount } }` },
          { query: `{ articles(filter: { ${name}: "x" }) { totalCount } }` },
          { query: `{ articles(sort: ${name}) { totalCount } }` },
          { query: `{ __typename @${name}(if: "x") }` },
          { query: `{ ... on ${name} { __typename } }` },
          { query: `query ($v: ${name}) { __typename }`, variables: { v: 1 } },
        ]);
        await sendAll(operations.map(sending));
        for (const name of names) {
          const query = `{ ${name}: topics(first: 1) { ${name}: nodes { ${name}: __typename } } }`;
          for (const time of ['first', 'second']) {
            const { text } = await post(address, { query });
            assert.equal(text.trim(), `{"data":{"${name}":{"${name}":[{"${name}":"Topic"}]}}}`, `the ${time} time`);
          }
        }
      });

      it('where GraphQL has a name or a value, without quotes', async () => {
        const texts = [...codeTexts(), ...textPayloads];
        await sendAll(
          texts
            .flatMap((text) => [
              `query ${text} { __typename }`,
              `{ ${text}: __typename }`,
              `{ person(slug: ${text}) { name } }`,
              `{ __typename @skip(if: ${text}) }`,
              `query ($v: String = ${text}) { person(slug: $v) { name } }`,
              `fragment ${text} on Query { __typename }`,
              `{ __typename } # ${text}`,
              text,
            ])
            .map((query) => sending({ query })),
          1,
        );
      });

      it('in arguments of directives', async () => {
        const typename = (directive: string) => ({ query: `{ __typename ${directive} }` });
        const texts = [...codeTexts(1), ...textPayloads];
        await sendAll(
          texts
            .flatMap((text) => [
              ...['include(if:', 'skip(if:', 'defer(label:', 'nothing(x:'].map((directive) =>
                typename(`@${directive} ${JSON.stringify(text)})`),
              ),
              { query: `query @nothing(x: ${JSON.stringify(text)}) { __typename }` },
              { query: 'query ($v: Boolean!) { __typename @include(if: $v) }', variables: { v: text } },
              { query: 'query ($v: Boolean!) { __typename @skip(if: $v) }', variables: own(text, text) },
            ])
            .map(sending),
        );
      });

      it('in the other parts of a request, its address and its headers', async () => {
        const query = 'query One($v: String) { person(slug: $v) { name } }';
        const preflight = { 'apollo-require-preflight': '1' };
        const texts = [...codeTexts(2), ...textPayloads];
        const bodies = (text: string): unknown[] => [
          { query, operationName: text },
          { query, variables: text },
          { query, variables: own(text, text) },
          { query, extensions: own(text, text) },
          { query, extensions: { persistedQuery: { version: 1, sha256Hash: text } } },
          { query, extensions: { persistedQuery: own(text, text) } },
          { ...own(text, text), query },
          [text],
        ];
        const parameters = (text: string): Record<string, string>[] => [
          { query: text },
          { query, operationName: text },
          { query, variables: text },
          { query, variables: JSON.stringify({ v: text }) },
          { query, extensions: text },
          { extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: text } }) },
          own(text, text),
        ];
        const paths = (text: string) => [
          encodeURIComponent(text),
          `images/${encodeURIComponent(text)}`,
          `graphql/${encodeURIComponent(text)}`,
        ];
        await sendAll(
          texts.flatMap((text) => [
            ...bodies(text).map((body) => () => post(address, body)),
            ...parameters(text).map(
              (some) => () => request(`${address}/graphql?${new URLSearchParams(some)}`, { headers: preflight }),
            ),
            ...paths(text).map((path) => () => request(`${address}/${path}`)),
            () => request(`${address}/read`, { method: 'POST', body: text, headers: { 'content-type': 'text/plain' } }),
            () => request(`${address}/read`, jsonBody({ id: text })),
            ...headersWith(text).map((headers) => () => post(address, { query }, headers)),
          ]),
          1,
        );
      });
    });
  }
});

/** An object with this key of its own, `__proto__` too. */
const own = (key: string, value: unknown): Record<string, never> =>
  JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`);

const jsonBody = (body: unknown): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

/** Each of these headers with the text, as far as HTTP lets it stand in one; those that decide alone what is answered come alone. */
function headersWith(text: string): Record<string, string>[] {
  if (!/^[\x20-\x7e]*$/.test(text)) return [];
  const together = ['user-agent', 'cookie', 'origin', 'referer', 'x-forwarded-for', 'x-request-id', 'if-none-match'];
  const more = [
    'accept-language',
    'accept-encoding',
    'apollographql-client-name',
    'apollographql-client-version',
    'traceparent',
  ];
  return [
    Object.fromEntries([...together, ...more].map((name) => [name, text])),
    { authorization: text },
    { authorization: `Bearer ${text}` },
    { accept: text },
    { 'content-type': text },
  ];
}
