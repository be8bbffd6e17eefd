import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Part, section } from '../bench.js';
import { newestOf, sectionOf } from '../content/article.js';
import { articlePage, frontPage, type Operation } from '../content/queries.js';
import { percentile } from '../report/figures.js';
import type { Row } from '../report/table.js';
import { LoadGenerator } from '../running/load.js';
import { Newsroom } from '../running/newsroom.js';
import { ask, type Server, startGateway } from '../running/servers.js';

/** The 99th percentile of 200 would rest on two of them: it came out as anything from 14 to 51 ms, where that of 600 was 17 and 18. */
const corrections = { quick: 60, full: 600, atFullLoad: 200 };
/** Requests a second at each gateway: a load that leaves the machine room to breathe. */
const rate = 500;
/** An answer that is still old after this long, in milliseconds, is an error. */
const never = 2000;
/** How long each correction is looked at after the first new answers, for an old one that comes back. */
const afterwards = 60;

/** How long any of two gateways goes on answering with a headline after its correction was committed. */
export const staleness: Part = {
  name: 'staleness',
  quick: true,
  async measure(bench) {
    const rounds = bench.quick ? corrections.quick : corrections.full;
    const rows = [await measured(bench, rounds, `at ${rate} requests/s each`, rate, { is: '<', limit: 25 })];
    if (!bench.quick) rows.push(await measured(bench, corrections.atFullLoad, 'at full load'));
    return rows;
  },
};

async function measured(
  bench: Bench,
  rounds: number,
  load: string,
  perSecond?: number,
  goal?: { is: '<'; limit: number },
): Promise<Row> {
  const gateways = [
    await startGateway('hot', { MONGODB_URI: bench.uri() }),
    await startGateway('hot', { MONGODB_URI: bench.uri() }),
  ];
  const newsroom = await Newsroom.open(bench.uri());
  const generators = gateways.map(() => new LoadGenerator());
  // What is corrected must be on the page: later than whatever was published before.
  const number = newestOf(section, bench.articles + 3_000_000);
  try {
    await newsroom.write({ number, section: sectionOf(number).slug, headline: 'As it was' });
    const ended = { yet: false };
    const loads = gateways.map((server, at) => keepBusy(generators[at] as LoadGenerator, server, ended, perSecond));
    for (const one of loads) one.catch(() => undefined); // told below, where they are waited for
    const times: number[] = [];
    try {
      for (let round = 0; round < rounds; round += 1) times.push(await correct(newsroom, gateways, number, round));
    } finally {
      ended.yet = true;
      await Promise.all(loads);
    }
    return {
      what: `stale after a correction, two gateways ${load}`,
      figures: [
        { value: percentile(times, 0.99), unit: 'ms (p99)', ...(goal && { goal }) },
        {
          value: Math.max(...times),
          unit: 'ms at most',
          ...(goal && { goal: { is: '≤' as const, limit: 250 } }),
        },
        { value: percentile(times, 0.5), unit: 'ms (p50)' },
      ],
    };
  } finally {
    await Promise.all([...gateways.map(({ process }) => process.end()), ...generators.map((one) => one.end())]);
    await newsroom.end();
  }
}

async function keepBusy(load: LoadGenerator, server: Server, ended: { yet: boolean }, rate?: number): Promise<void> {
  while (!ended.yet) await load.run({ server, operations: [frontPage(section)] }, 1, rate);
}

/** Corrects the headline and asks until all have it: milliseconds from the commit to the last old answer to somebody who asked after it. */
async function correct(newsroom: Newsroom, gateways: Server[], number: number, round: number): Promise<number> {
  const headline = `Correction ${round} of ${process.hrtime.bigint()}`;
  let committed: bigint | undefined;
  const pages = [frontPage(section), articlePage(`article-${number}`)];
  const probes = gateways.flatMap((gateway) => pages.map((page) => lastOld(gateway, page, headline, () => committed)));
  committed = await newsroom.write({ number, section: sectionOf(number).slug, headline });
  const last = await Promise.all(probes);
  await sleep(Math.random() * 20);
  return Math.max(...last.map((at) => (at === undefined ? 0 : Number(at - (committed as bigint)) / 1e6)));
}

/** When the last old answer came to a question that was asked after the commit; undefined for none. */
async function lastOld(
  gateway: Server,
  page: Operation,
  headline: string,
  committed: () => bigint | undefined,
): Promise<bigint | undefined> {
  let old: bigint | undefined;
  let fresh: bigint | undefined;
  for (;;) {
    const asked = process.hrtime.bigint();
    const isNew = (await ask(gateway, page)).includes(headline);
    const at = process.hrtime.bigint();
    const since = committed();
    if (isNew) fresh ??= at;
    if (since === undefined || asked <= since) continue;
    if (!isNew) old = at;
    if (fresh !== undefined && milliseconds(at - fresh) > afterwards) return old;
    if (fresh === undefined && milliseconds(at - since) > never)
      throw new Error(`${gateway.name} answered ${page.operationName} with the old headline for ${never} ms.`);
  }
}

const milliseconds = (nanoseconds: bigint) => Number(nanoseconds) / 1e6;
