import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { newestStep } from '../../src/content/index.js';
import { Command } from '../support/command.js';
import { loadInto, runForErrors } from '../support/graph.js';
import { type Network, startNetwork } from '../support/network.js';
import { world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';
import { History, type Writing } from './history.js';

/** Histories on each store; `HISTORIES=2000` is what is to be shown before a release. */
const histories = Number(process.env.HISTORIES ?? 40);
const NAMESPACE_NOT_FOUND = 26;
/** So many go on at the same time, over the same two gateways. */
const atOnce = 20;

const which = fc.constantFrom<0 | 1>(0, 1);
const article = fc.constantFrom<'a' | 'b'>('a', 'b');
const failures = ['cut', 'stall', 'freeze', 'kill', 'gap'] as const;

type Step =
  | { kind: 'ask'; of: 'article' | 'section' | 'person' | 'search'; which: 0 | 1; gateway: 0 | 1; get: boolean }
  | { kind: 'write'; writing: Writing; wait: boolean }
  | { kind: 'fail'; how: (typeof failures)[number]; gateway: 0 | 1; milliseconds: number };

const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('ask'),
      of: fc.constantFrom('article', 'article', 'section', 'section', 'person', 'search'),
      which,
      gateway: which,
      get: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('write'),
      writing: fc.oneof<fc.Arbitrary<Writing>[]>(
        fc.record({ write: fc.constantFrom('put', 'put', 'move', 'withdraw', 'delete'), article }),
        fc.record({ write: fc.constant('merge') }),
      ),
      wait: fc.boolean(),
    }),
  },
  {
    // Some twenty histories have it together.
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fail'),
      how: fc.constantFrom(...failures),
      gateway: which,
      milliseconds: fc.integer({ min: 20, max: 500 }),
    }),
  },
);

for (const kind of storeKinds) {
  describe(`two gateways on one ${kind.name}, through any history`, { skip: kind.skip }, () => {
    let place: TestStore;
    let gateways: Gateway[];
    let client: MongoClient | undefined;
    let begun = 0;

    before(async () => {
      place = await kind.open();
      await loadInto(place.store, ...world);
      const uri = place.settings.MONGODB_URI;
      if (uri) client = await MongoClient.connect(uri);
      gateways = await Promise.all([Gateway.start(place), Gateway.start(place)]);
    });
    after(async () => {
      await Promise.all(gateways.map((gateway) => gateway.end()));
      await client?.close();
      await place.remove();
    });

    async function run(steps: Step[]): Promise<History> {
      begun += 1;
      const history = new History(`h${begun}n`, place.store);
      await history.begin();
      let writing: Promise<void> = Promise.resolve();
      for (const one of steps) {
        if (one.kind === 'write') {
          await writing;
          writing = history.write(one.writing);
          writing.catch(() => undefined); // told below, where it is waited for
          if (one.wait) await writing;
        } else if (one.kind === 'fail') await fail(one);
        else await check(history, one, gateways[one.gateway] as Gateway);
      }
      await writing;
      return history;
    }

    async function check(history: History, one: Step & { kind: 'ask' }, gateway: Gateway): Promise<void> {
      const asked = history.asked(one.of, one.which);
      const { passed } = gateway;
      const data = await gateway.ask(asked, one.get);
      if (data) assert.equal(history.wrong(asked, asked.shown(data), passed), undefined, `after step ${passed}`);
    }

    async function fail({ how, gateway, milliseconds }: Step & { kind: 'fail' }): Promise<void> {
      const one = gateways[gateway] as Gateway;
      if (how === 'freeze') one.freeze(milliseconds);
      else if (how === 'cut') one.network?.cut();
      else if (how === 'stall') one.network?.stall(milliseconds);
      else if (client && how === 'kill') await killStreams(client);
      else if (client) await loseHistory(client);
    }

    /** Both have passed everything that was written: they answer what the store has. */
    async function compare(ended: History[]): Promise<void> {
      const last = (await newestStep(place.store)) ?? 0;
      for (const gateway of gateways) await gateway.hasPassed(last);
      for (const history of ended) {
        for (const of of ['article', 'section', 'person', 'search'] as const) {
          for (const side of [0, 1] as const) {
            const asked = history.asked(of, side);
            const { data } = await runForErrors(place.store, asked.query, asked.variables);
            for (const gateway of gateways) {
              for (let tries = 0; ; tries += 1) {
                const answer = await gateway.ask(asked, side === 1);
                if (answer) assert.deepEqual(asked.shown(answer), asked.shown(data), asked.query);
                if (answer) break;
                assert.ok(tries < 100, 'it does not answer');
                await sleep(50);
              }
            }
          }
        }
      }
    }

    it('show nothing older than what they have passed, and in the end what the store has', async (test) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(step, { minLength: 5, maxLength: 15 }), { minLength: atOnce, maxLength: atOnce }),
          async (together) => compare(await Promise.all(together.map(run))),
        ),
        // What real processes did is not done again by a shorter history.
        { numRuns: Math.ceil(histories / atOnce), endOnFailure: true },
      );
      const [asked, hits] = [0, 1].map((at) => gateways.reduce((sum, { counts }) => sum + (counts[at] as number), 0));
      test.diagnostic(`${begun} histories, ${asked} answers, ${hits} not answered while the store was away`);
      assert.ok((asked as number) > 4 * histories && (hits as number) < (asked as number) / 5);
    });
  });
}

/** A gateway in a process of its own, behind a network that fails where its store is a server. */
class Gateway {
  /** The newest step of the change feed that it has said to have passed. */
  passed = 0;
  /** Answers, and what was not answered. */
  readonly counts = [0, 0];
  readonly #looking: Promise<void>;
  #ended = false;

  private constructor(
    private readonly process: Command,
    private readonly address: string,
    readonly network: Network | undefined,
  ) {
    this.#looking = this.#look();
  }

  static async start({ settings }: TestStore): Promise<Gateway> {
    const uri = settings.MONGODB_URI ? new URL(settings.MONGODB_URI) : undefined;
    const network = uri && (await startNetwork({ host: uri.hostname, port: Number(uri.port) }));
    if (uri && network) uri.host = network.host;
    const command = new Command('bundle/main.js', [], {
      ...settings,
      ...(uri && { MONGODB_URI: uri.href }),
      PORT: '0',
      SAMPLE: 'off',
      LOG_LEVEL: 'silent',
      DRAIN_TIME: '0',
    });
    return new Gateway(command, await command.says(/answers at (\S+)\/graphql/), network);
  }

  /** Undefined for what is not answered while the store is away. */
  async ask({ query, variables }: { query: string; variables: object }, get: boolean) {
    const url = `${this.address}/graphql`;
    const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const response = get
      ? await fetch(`${url}?${parameters}`)
      : await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
    const { data, errors } = (await response.json()) as { data: object | null; errors?: Failure[] };
    // Where the network fails, the time can be over before the store answers.
    const codes =
      errors?.map(({ extensions }) => (extensions.limit === 'time' ? 'UNAVAILABLE' : extensions.code)) ?? [];
    assert.deepEqual(
      codes.filter((code) => !['WITHDRAWN', 'UNAVAILABLE'].includes(code)),
      [],
      JSON.stringify(errors),
    );
    const isAnswer = data && !codes.includes('UNAVAILABLE');
    this.counts[isAnswer ? 0 : 1] = (this.counts[isAnswer ? 0 : 1] as number) + 1;
    return isAnswer ? data : undefined;
  }

  async hasPassed(step: number): Promise<void> {
    for (let tries = 0; this.passed < step; tries += 1) {
      assert.ok(tries < 1000, `it has passed ${this.passed}, not ${step}`);
      await sleep(10);
    }
  }

  freeze(milliseconds: number): void {
    this.process.child.kill('SIGSTOP');
    setTimeout(() => this.process.child.kill('SIGCONT'), milliseconds);
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#looking;
    this.process.child.kill('SIGKILL');
    await this.process.end();
    await this.network?.close();
  }

  async #look(): Promise<void> {
    while (!this.#ended) {
      const text = await (await fetch(`${this.address}/metrics`)).text();
      this.passed = Number(/^dateline_last_change (\d+)/m.exec(text)?.[1] ?? 0);
      await sleep(5);
    }
  }
}

interface Failure {
  extensions: { code: string; limit?: string };
}

/** Whoever hears that a collection is gone has to read everything again. */
async function loseHistory(client: MongoClient): Promise<void> {
  const rankings = client.db().collection('rankings');
  await rankings.insertOne({});
  await rankings.drop().catch((error: Error & { code?: number }) => {
    // Another history has done it meanwhile.
    if (error.code !== NAMESPACE_NOT_FOUND) throw error;
  });
}

/** Ends what change streams are waiting for, on the server. */
async function killStreams(client: MongoClient): Promise<void> {
  const admin = client.db('admin');
  const waiting = { op: 'getmore', 'cursor.originatingCommand.pipeline.0.$changeStream': { $exists: true } };
  for (const { opid } of await admin.aggregate([{ $currentOp: {} }, { $match: waiting }]).toArray())
    await admin.command({ killOp: 1, op: opid });
}
