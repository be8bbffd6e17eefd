import type { Operation } from '../content/queries.js';
import { type Sampled, sampled } from '../report/sampled.js';
import type { Speed } from '../report/table.js';
import { cpuOf, type Started, startModule } from './processes.js';
import type { Server } from './servers.js';

export const connections = 16;

export interface Target {
  server: Server;
  /**
   * Each connection asks one of them: a server that works out once what several ask at the same time would otherwise be
   * measured at that.
   */
  operations: readonly Operation[];
  method?: 'GET' | 'POST';
}
export interface Round {
  warmUp: number;
  rounds: number;
  /** Milliseconds of one load. */
  each: number;
}
interface Result extends Omit<Speed, 'cpu'> {
  answers: number;
  failed: number;
}

/** The load generator, a process of its own. */
export class LoadGenerator {
  readonly #process: Started = startModule('bench/dist/client/load.js');

  /** As many requests as are answered, or at a fixed rate. */
  async run(target: Target, milliseconds: number, rate?: number): Promise<Result> {
    this.#process.child.send({ ...request(target), connections, milliseconds, ...(rate ? { rate } : {}) });
    const result = await this.#process.message<Result>();
    if (result.failed > 0)
      throw new Error(`${target.server.name}: ${result.failed} of ${result.answers} requests were not answered.`);
    return result;
  }

  end(): Promise<void> {
    return this.#process.end();
  }
}

/**
 * Each in turn, again and again, every other round in the opposite order, so that whatever else the machine does hits all of
 * them alike.
 */
export async function interleaved<K extends string>(
  load: LoadGenerator,
  targets: Record<K, Target>,
  { warmUp, rounds, each }: Round,
): Promise<Record<K, Sampled>> {
  const names = Object.keys(targets) as K[];
  const results = new Map<K, Speed[]>(names.map((name) => [name, []]));
  for (const name of names) await load.run(targets[name], warmUp);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      results.get(name)?.push(await speedOf(load, targets[name], each));
    }
  }
  return Object.fromEntries(names.map((name) => [name, sampled(results.get(name) ?? [])])) as Record<K, Sampled>;
}

/** One load, and what the server computed for it. */
export async function speedOf(load: LoadGenerator, target: Target, milliseconds: number): Promise<Speed> {
  const { pid } = target.server.process;
  const before = await cpuOf(pid);
  const { answers, perSecond, p50, p99 } = await load.run(target, milliseconds);
  return { perSecond, p50, p99, cpu: ((await cpuOf(pid)) - before) / answers };
}

function request({ server: { url }, operations, method = 'POST' }: Target) {
  const headers = { 'content-type': 'application/json' };
  const { pathname: path } = new URL(url);
  const requests = operations.map((operation) =>
    method === 'POST' ? { path, body: JSON.stringify(operation) } : { path: `${path}?${inAddress(operation)}` },
  );
  return { url, method, headers, requests };
}

const inAddress = (operation: Operation) =>
  new URLSearchParams({ ...operation, variables: JSON.stringify(operation.variables) });
