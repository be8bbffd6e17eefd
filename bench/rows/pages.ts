import { type Bench, operations, type Part } from '../bench.js';
import { nameOf, type Operation, search } from '../content/queries.js';
import { mapped } from '../mapped.js';
import { difference } from '../report/difference.js';
import type { Figure, Goal } from '../report/figures.js';
import { against, type Sampled, sampled } from '../report/sampled.js';
import type { Row, Speed } from '../report/table.js';
import { interleaved, type Round, type Target } from '../running/load.js';
import { ask, type Server } from '../running/servers.js';

/** Everything that works the same query out on MongoDB. */
const computing = (bench: Bench) => ({
  warm: bench.gateway('warm'),
  cold: bench.gateway('cold'),
  apollo: bench.peer('apollo'),
  yoga: bench.peer('yoga'),
  mercurius: bench.peer('mercurius'),
  mercuriusWithoutJit: bench.peer('mercuriusWithoutJit'),
  handwritten: bench.peer('handwritten'),
});

/** And what has its answer ready. */
const servers = (bench: Bench) =>
  started({ hot: bench.gateway('hot'), ...computing(bench), bytes: bench.peer('bytes') });

/** They start side by side. */
async function started<K extends string>(servers: Record<K, Promise<Server>>): Promise<Record<K, Server>> {
  const entries = Object.entries<Promise<Server>>(servers).map(async ([name, server]) => [name, await server] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<K, Server>;
}

type Measured = Record<keyof Awaited<ReturnType<typeof servers>>, Sampled>;

const rounds = ({ quick }: Bench, full: Round, few = 2): Round => (quick ? { warmUp: 1, rounds: few, each: 1 } : full);

/**
 * In several processes, one after the other: two of the same program differ by up to 7 % where they answer from a cache, and by up
 * to 16 % where they compute, for as long as they run.
 */
async function oftenCompared<K extends string>(
  bench: Bench,
  full: Round,
  start: () => Promise<Record<K, Target>>,
): Promise<Record<K, Sampled>> {
  const all: Record<K, Sampled>[] = [];
  for (let left = bench.quick ? 1 : 3; left > 0; left -= 1) {
    await bench.endServers();
    all.push(await interleaved(bench.load, await start(), rounds(bench, full, 3)));
  }
  return mapped(all[0] as Record<K, Sampled>, (_, name) => sampled(all.flatMap((each) => each[name].rounds)));
}

/** V8 has the code of a server that answers a hundred times a second optimized after seconds, not at once. */
const computingRound: Round = { warmUp: 6, rounds: 5, each: 1 };
/** Many: where one is half as fast as the next because of what else the machine does, a few tell little. */
const readyRound: Round = { warmUp: 3, rounds: 10, each: 1 };
/** How many of the pages the quick run compares. */
const checkedQuickly = 4;

/** What every frontend asks most, by POST and, where it is cached, by GET. */
export const front: Part = {
  name: 'front',
  quick: true,
  async measure(bench) {
    const { FrontPage } = operations;
    const all = await servers(bench);
    await mustAgree(Object.values(all), bench.quick ? FrontPage.slice(0, checkedQuickly) : FrontPage);
    const computed = await oftenCompared(bench, computingRound, async () =>
      targets(await started(computing(bench)), FrontPage),
    );
    const ready = await oftenCompared(bench, readyRound, async () => {
      const { hot, bytes } = await started({ hot: bench.gateway('hot'), bytes: bench.peer('bytes') });
      const gets = { hotGet: target(hot, FrontPage, 'GET'), bytesGet: target(bytes, FrontPage, 'GET') };
      return { ...targets({ hot, bytes }, FrontPage), ...gets };
    });
    const speeds = { ...ready, ...computed };
    const goals: Goals = {
      bytes: [],
      hot: [against(speeds.hot, speeds.bytes, 'ready bytes', { is: '≥', limit: 0.9 })],
      warm: againstMercurius(speeds, 'warm', { is: '≥', limit: 4.3 }),
      cold: [
        ...againstMercurius(speeds, 'cold', { is: '>', limit: 1 }),
        against(speeds.cold, speeds.handwritten, 'hand-written', { is: '≥', limit: 0.4 }),
      ],
    };
    const byGet = (server: Server, speed: Speed, figures: Figure[] = []) => ({
      what: `front page: ${server.name}, by GET`,
      speed,
      figures,
    });
    return [
      ...rowsOf('front page', all, speeds, goals),
      byGet(all.hot, speeds.hotGet, [against(speeds.hotGet, speeds.bytesGet, 'ready bytes', { is: '≥', limit: 0.9 })]),
      byGet(all.bytes, speeds.bytesGet),
    ];
  },
};

/** An article in full. */
export const article = page('article', 'article', operations.Article);
/** A topic with counts over all of its articles. */
export const topic = page('topic', 'topic with facets', operations.Topic);

function page(name: string, what: string, asked: readonly Operation[]): Part {
  return {
    name,
    quick: false,
    async measure(bench) {
      const all = await servers(bench);
      await mustAgree(Object.values(all), asked);
      const speeds = await interleaved(
        bench.load,
        targets(all, asked),
        rounds(bench, { warmUp: 2, rounds: 4, each: 2 }),
      );
      return rowsOf(what, all, speeds);
    },
  };
}

/** Once it has started, a gateway on the embedded store makes the index of its texts; who searches waits for it. */
async function embeddedGateway(bench: Bench, mode: 'hot' | 'cold'): Promise<Server> {
  const server = await bench.gateway(mode, 'embedded');
  await ask(server, search('harbour'));
  return server;
}

/** The embedded store against MongoDB. */
export const embedded: Part = {
  name: 'embedded',
  quick: false,
  async measure(bench) {
    const { FrontPage } = operations;
    await bench.seed(await bench.file(bench.articles), bench.embedded);
    const stores = await started({ cold: embeddedGateway(bench, 'cold'), mongodb: bench.gateway('cold') });
    await mustAgree(Object.values(stores), FrontPage);
    const computed = targets(stores, FrontPage);
    const slow = await interleaved(bench.load, computed, rounds(bench, { warmUp: 2, rounds: 13, each: 1 }));
    const fast = await oftenCompared(bench, readyRound, async () => {
      const ready = await started({ hot: embeddedGateway(bench, 'hot'), bytes: bench.peer('bytes') });
      await mustAgree(Object.values(ready), FrontPage);
      return targets(ready, FrontPage);
    });
    return [
      {
        what: 'embedded store, front page: Dateline, hot',
        speed: fast.hot,
        figures: [against(fast.hot, fast.bytes, 'ready bytes', { is: '≥', limit: 0.9 })],
      },
      {
        what: 'embedded store, front page: Dateline, cold',
        speed: slow.cold,
        figures: [against(slow.cold, slow.mongodb, 'cold on MongoDB', { is: '≥', limit: 1 })],
      },
    ];
  },
};

export const target = (server: Server, operations: readonly Operation[], method: 'GET' | 'POST' = 'POST'): Target => ({
  server,
  operations,
  method,
});

const targets = <K extends string>(all: Record<K, Server>, asked: readonly Operation[]) =>
  mapped(all, (server) => target(server, asked));

type Goals = Partial<Record<keyof Measured, Figure[]>>;

/** Dateline has no compiler: the second figure compares it with a server that has none either. */
const againstMercurius = (speeds: Measured, name: 'warm' | 'cold', goal?: Goal): Figure[] => [
  against(speeds[name], speeds.mercurius, 'Mercurius', goal),
  against(speeds[name], speeds.mercuriusWithoutJit, 'Mercurius without JIT'),
];

function figuresOf(speeds: Measured, name: keyof Measured): Figure[] {
  if (name === 'mercurius') return [];
  if (name === 'warm' || name === 'cold') return againstMercurius(speeds, name);
  return [against(speeds[name], speeds.mercurius, 'Mercurius')];
}

function rowsOf(what: string, all: Record<keyof Measured, Server>, speeds: Measured, goals: Goals = {}): Row[] {
  const names = Object.keys(all) as (keyof Measured)[];
  return names.map((name) => ({
    what: `${what}: ${all[name].name}`,
    speed: speeds[name],
    figures: goals[name] ?? figuresOf(speeds, name),
  }));
}

/** Nothing is compared that does not answer the same. */
async function mustAgree([first, ...others]: Server[], asked: readonly Operation[]): Promise<void> {
  if (!first) return;
  for (const operation of asked) {
    const expected: unknown = JSON.parse(await ask(first, operation));
    for (const other of others) {
      const found = difference(expected, JSON.parse(await ask(other, operation)));
      if (found)
        throw new Error(`${nameOf(operation)}: ${first.name} and ${other.name} answer differently at ${found}`);
    }
  }
}
