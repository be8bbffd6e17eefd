import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileOf } from './processes.js';

/** Installs the bench's own packages where they are not there yet, and builds the peers. */
export function preparePackage(say: (line: string) => void): void {
  const lock = createHash('sha256')
    .update(readFileSync(fileOf('bench/package-lock.json')))
    .digest('hex');
  const mark = fileOf('bench/node_modules/.dateline-lock');
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
    say('Installing what Dateline is measured against (once) …');
    run('npm', ['ci', '--include=dev', '--loglevel=error']);
    writeFileSync(mark, lock);
  }
  run(process.execPath, [fileOf('node_modules/typescript/bin/tsc'), '-p', '.']);
}

function run(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: fileOf('bench'), stdio: ['ignore', 2, 2] });
  if (status !== 0)
    throw new Error(`${command} ${args.at(-1)} failed in bench/${error ? `: ${error.message}` : '; see above.'}`);
}

/** The version of a package that is installed for the bench. */
export const versionOf = (name: string): string =>
  JSON.parse(readFileSync(fileOf(`bench/node_modules/${name}/package.json`), 'utf8')).version;
