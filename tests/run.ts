import { readdir } from 'node:fs/promises';
import { relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startMongod } from './support/mongod.js';
import { findMongod } from './support/mongod-binary.js';

/**
 * `npm test`: every suite, on the embedded store and, where a mongod can be had, on a real replica set.
 * Arguments name the suites to run, by a part of their path; `acceptance` runs only when it is named.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

const files = (await readdir(here, { recursive: true }))
  .filter((name) => name.endsWith('.test.js'))
  .filter((name) => (wanted.length > 0 ? wanted.some((part) => name.includes(part)) : !name.startsWith('acceptance')))
  .map((name) => `${here}${name}`)
  .sort();

const search = process.env.TEST_MONGODB_URI ? { binary: '' } : await findMongod(say);
const mongod = search.binary ? await startMongod({ binary: search.binary }) : undefined;
if (mongod && search.binary) {
  process.env.TEST_MONGODB_URI = mongod.uri;
  process.env.TEST_MONGOD = search.binary;
}

const counts = { pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
const withoutMongo = new Set<string>();
// Of three at a time one is mostly waiting: for a server, a browser, an election, a clock.
const stream = run({ files, concurrency: 3 });
stream.on('test:pass', (test) => {
  if (test.skip === 'no MongoDB') withoutMongo.add(relative(here, test.file ?? ''));
});
stream.on('test:diagnostic', ({ nesting, message }) => {
  const [, name, value] = /^(pass|fail|cancelled|skipped|todo) (\d+)$/.exec(message) ?? [];
  if (nesting === 0 && name) counts[name as keyof typeof counts] = Number(value);
});
stream.pipe(new spec()).pipe(process.stdout);
await new Promise((resolve) => stream.once('end', resolve));
await mongod?.stop();

const hasMongo = process.env.TEST_MONGODB_URI !== undefined;
if (!hasMongo) {
  say(
    `\nWithout MongoDB (${'why' in search ? search.why : ''}), so these ran on the embedded store alone or not at all:`,
  );
  for (const suite of [...withoutMongo].sort()) say(`  ${suite.replace(/\.js$/, '.ts')}`);
  say('Set MONGOD to a mongod, or put one on the PATH, to run them.');
}
const missing = !hasMongo && process.env.CI === 'true';
if (missing) say('With CI=true a missing MongoDB is a failure.');
const failed = counts.fail + counts.cancelled + (missing ? 1 : 0);
say(`${counts.pass} passed, ${failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exit(failed === 0 && counts.pass > 0 ? 0 : 1);
