import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { Bench } from './bench.js';
import { type Row, table } from './report/table.js';
import { parts } from './rows/index.js';
import { generator } from './running/load.js';
import { versionOf } from './running/package.js';
import { fileOf, killAll } from './running/processes.js';

const usage = `npm run bench -- [--quick] [--only <part>]… [--growth <articles>]
Measures Dateline against other servers and writes bench/RESULTS.md.
--quick   the main parts, in less than two minutes; prints only
--only    just this part, which may be repeated; prints only: ${parts.map(({ name }) => name).join(', ')}
--growth  how large the large store of the part "growth" is; 1000000 if left out`;

/** Nothing goes on for longer than this, in minutes. */
const longest = { quick: 10, full: 40 };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      growth: { type: 'string', default: '1000000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const unknown = values.only.filter((name) => !parts.some((part) => part.name === name));
  if (values.help || unknown.length > 0 || !/^[1-9]\d{0,7}$/.test(values.growth)) {
    say(usage);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const minutes = values.quick ? longest.quick : longest.full;
  setTimeout(() => stop(new Error(`Not done after ${minutes} minutes.`)), minutes * 60_000).unref();
  const isWhole = !values.quick && values.only.length === 0;
  const wanted = parts.filter(({ name, quick }) =>
    values.only.length > 0 ? values.only.includes(name) : quick || !values.quick,
  );
  bench = await Bench.open(values.quick, Number(values.growth), say);
  const rows: Row[] = [];
  const head = await conditions(bench);
  const report = () => `${head}\n\n${table(rows)}\n`;
  try {
    for (const part of wanted) {
      say(`Measuring: ${part.name} …`);
      rows.push(...(await part.measure(bench)));
      await bench.endServers();
    }
  } finally {
    // What was measured before something failed took its time too.
    process.stdout.write(`\n${report()}`);
  }
  if (isWhole) writeFileSync(fileOf('bench/RESULTS.md'), `# What Dateline was measured at\n\n${report()}`);
  await close();
}

let bench: Bench | undefined;
const say = (line: string) => process.stderr.write(`${line}\n`);

async function close(): Promise<void> {
  const open = bench;
  bench = undefined;
  await open?.close();
}

let stopping: Promise<void> | undefined;

/** Ends everything that was started, whatever it is doing. What fails because of that is no news. */
function stop(reason: unknown): Promise<void> {
  stopping ??= end(reason);
  return stopping;
}

async function end(reason: unknown): Promise<void> {
  say((reason as Error).stack ?? String(reason));
  await close().catch((error: unknown) => say(String(error)));
  killAll();
  process.exit(1);
}

/** Where, when and with what: a table of numbers says nothing without. */
async function conditions({ client, quick, articles }: Bench): Promise<string> {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: fileOf('.'), encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--short', 'HEAD');
  // What the run before has written is no change of what is measured.
  const measured = ['src', 'bench', 'scripts', 'package-lock.json', ':!bench/RESULTS.md'];
  const changed = git('status', '--porcelain', '--', ...measured) === '' ? '' : ', with changes';
  const { version } = await client.db('admin').command({ buildInfo: 1 });
  const [cpu] = cpus();
  const packages = ['@apollo/server', 'graphql-yoga', 'mercurius', 'fastify', 'mongodb', 'graphql'];
  return [
    `- ${new Date().toISOString().slice(0, 10)}, commit ${commit}${changed}${quick ? `, a quick run with ${articles.toLocaleString('en')} articles` : ''}`,
    `- ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB; everything, load generator (${generator}) included, runs on it`,
    `- Node.js ${process.versions.node}, MongoDB ${version} (a replica set of one), ${packages.map((name) => `${name} ${versionOf(name)}`).join(', ')}`,
    '- 16 connections; medians over interleaved rounds, ratios too; CPU: milliseconds that the server’s process computes for one answer',
  ].join('\n');
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(new Error(signal)));
process.once('exit', killAll);
main().catch(stop);
