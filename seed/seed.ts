import { isAbsolute, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../src/config.js';
import { openContentStore } from '../src/content-store.js';
import { readInputs } from '../src/import/input.js';
import { Report } from '../src/import/report.js';
import { newsroom } from '../src/sample.js';
import { StoreError } from '../src/store/errors.js';

const usage = `npm run seed -- [--dry-run] [--clear-sample] [paths…]
Loads documents (JSON, NDJSON) and news pages (plain text) into the store that the settings name.
paths      files, folders, or - for standard input; none: the sample newsroom
--dry-run  says what would change and writes nothing
--clear-sample
           removes the sample newsroom first, but for what other content points at`;

async function seed(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      'clear-sample': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const paths = positionals.length > 0 ? positionals.map(asTyped) : [newsroom];
  const dryRun = values['dry-run'];
  // Where they are new, the server makes its collections and indexes while the loader is read.
  const [store, { load }] = await Promise.all([
    openContentStore(readConfig(process.env)),
    import('../src/import/load.js'),
  ]);
  try {
    if (values['clear-sample'] && !dryRun) {
      const { clear } = await import('../src/import/clear.js');
      const { removed, kept } = await clear(readInputs([newsroom]), store);
      process.stdout.write(
        `Sample newsroom: ${removed} documents removed, ${kept} kept because other content points at them.\n`,
      );
      if (positionals.length === 0) return 0;
    }
    const report = new Report(dryRun);
    const summary = await load(readInputs(paths), store, { dryRun, onOutcome: report.onOutcome });
    report.end(summary);
    return summary.rejected === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** npm runs scripts in the project's root; paths are meant from where the command was typed. */
const asTyped = (path: string) =>
  path === '-' || isAbsolute(path) ? path : relative('.', resolve(process.env.INIT_CWD ?? '.', path)) || '.';

seed().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const expected =
      error instanceof ConfigError ||
      error instanceof StoreError ||
      String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
    process.stderr.write(`${expected ? (error as Error).message : (error as Error).stack}\n`);
    process.exitCode = 1;
  },
);
