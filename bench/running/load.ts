import { spawnSync } from 'node:child_process';
import type { Task } from '../client/task.js';
import type { Operation } from '../content/queries.js';
import { mapped } from '../mapped.js';
import { type Sampled, sampled } from '../report/sampled.js';
import type { Speed } from '../report/table.js';
import { cpuOf, fileOf, type Started, start, startModule } from './processes.js';
import type { Server } from './servers.js';

export const connections = 16;
/** `Task.timeout`: wrk's own of two seconds is too short for a server that has just started while others write. */
const timeout = 30;
/** How much of the usual length answers must have on average: connections that ask for longer ones are now ahead, now behind. */
const leastOfUsual = 0.9;

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
  /** Seconds of load for each before anything is measured. */
  warmUp: number;
  rounds: number;
  /** Seconds of one load. */
  each: number;
}
interface Result extends Omit<Speed, 'cpu'> {
  answers: number;
  failed: number;
}
interface Loaded extends Result {
  /** Of all answers, heads included. */
  bytes: number;
}

/**
 * What every answer is asked for by: wrk, a thread for each connection, where there is one. Else, and at a fixed rate, which wrk does not
 * know, autocannon; it computes as much for a request as a gateway does for a cached answer, so that where they share a machine it
 * takes half of what is to be measured.
 */
export const generator = spawnSync('wrk', ['-v']).error ? 'autocannon' : 'wrk';

export class LoadGenerator {
  #autocannon: Started | undefined;
  /** Bytes of a target's answers on average, when each of them was looked at. */
  readonly #usual = new Map<string, number>();

  /**
   * As many requests as are answered, or at a fixed rate. Rejects where any was not.
   * @param seconds whole ones: wrk knows no others
   */
  async run(target: Target, seconds: number, rate?: number): Promise<Result> {
    const task = { ...asked(target), connections, seconds, timeout, ...(rate ? { rate } : {}) };
    const { name } = target.server;
    const result = generator === 'wrk' && !rate ? await this.#byWrk(task, name) : await this.#byAutocannon(task);
    if (result.failed > 0)
      throw new Error(`${name}: ${result.failed} of ${result.answers} requests were not answered.`);
    return result;
  }

  /**
   * To look at each answer takes wrk a third more, of a machine that it shares with what is measured. So that is done in the
   * first load of a target, which only warms it up; in later ones answers must have been as long on average.
   */
  async #byWrk(task: Task, name: string): Promise<Result> {
    const target = JSON.stringify([task.url, task.method, task.requests]);
    const usual = this.#usual.get(target);
    const { bytes, ...result } = await byWrk(task, usual === undefined);
    if (result.failed > 0) return result;
    const average = bytes / result.answers;
    if (usual === undefined) this.#usual.set(target, average);
    else if (average < leastOfUsual * usual) {
      throw new Error(
        `${name}: ${average.toFixed()} bytes for an answer, after ${usual.toFixed()} as it was warmed up.`,
      );
    }
    return result;
  }

  async #byAutocannon(task: Task): Promise<Result> {
    this.#autocannon ??= startModule('bench/dist/client/load.js');
    this.#autocannon.child.send(task);
    return this.#autocannon.message();
  }

  async end(): Promise<void> {
    await this.#autocannon?.end();
  }
}

async function byWrk({ url, method, requests, seconds, timeout }: Task, look: boolean): Promise<Loaded> {
  const size = [
    `-t${connections}`,
    `-c${connections}`,
    `-d${seconds}s`,
    '--timeout',
    `${timeout}s`,
    '-s',
    fileOf('bench/client/readers.lua'),
  ];
  const each = requests.flatMap(({ path, body = '' }) => [path, body]);
  const wrk = start('wrk', [...size, url, '--', look ? 'look' : '', method, ...each], {});
  await wrk.done();
  return JSON.parse(wrk.out.trim().split('\n').at(-1) as string);
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
  const results = mapped(targets, (): Speed[] => []);
  for (const name of names) await load.run(targets[name], warmUp);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      results[name].push(await speedOf(load, targets[name], each));
    }
  }
  return mapped(results, sampled);
}

/** One load, and what the server computed for it. */
export async function speedOf(load: LoadGenerator, target: Target, seconds: number): Promise<Speed> {
  const { pid } = target.server.process;
  const before = await cpuOf(pid);
  const { answers, perSecond, p50, p99 } = await load.run(target, seconds);
  return { perSecond, p50, p99, cpu: ((await cpuOf(pid)) - before) / answers };
}

function asked({ server: { url }, operations, method = 'POST' }: Target): Pick<Task, 'url' | 'method' | 'requests'> {
  const { pathname: path } = new URL(url);
  const requests = operations.map((operation) =>
    method === 'POST' ? { path, body: JSON.stringify(operation) } : { path: `${path}?${inAddress(operation)}` },
  );
  return { url, method, requests };
}

const inAddress = (operation: Operation) =>
  new URLSearchParams({ ...operation, variables: JSON.stringify(operation.variables) });
