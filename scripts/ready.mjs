// Sets up what is missing, and only that: packages when the lockfile changed, the build when a source changed.
// Plain JavaScript without packages: it runs before there are any.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = (name) => join(root, name);
const bundler = 'scripts/bundle.mjs';
const sources = ['package.json', 'package-lock.json', 'tsconfig.json', bundler, 'src', 'seed', 'tests', 'bench'];
/** The bench has packages and a build of its own. */
const notOurs = ['bench/node_modules', 'bench/dist'];

/** Brings packages and build up to date. Exits with 1 and a line of advice where that is not possible. */
export function ready() {
  if (isReady()) return;
  withLock(() => {
    if (!isReady()) makeReady();
  });
}

const lockDigest = () => digest(['package-lock.json']);
const sourceDigest = () => digest(sources);
const installed = () => readIf('node_modules/.dateline-lock') === lockDigest();
const isReady = () => installed() && readIf('dist/.digest') === sourceDigest();

function makeReady() {
  const lock = lockDigest();
  if (!installed()) {
    say('Installing packages (once) …');
    // Building needs the development packages, whatever NODE_ENV says.
    run(npm(), ['ci', '--include=dev', '--loglevel=error'], 'The packages could not be installed; see above.');
    writeFileSync(path('node_modules/.dateline-lock'), lock);
  }
  const source = sourceDigest();
  say('Building …');
  rmSync(path('dist.next'), { recursive: true, force: true });
  const tsc = [path('node_modules/typescript/bin/tsc'), '-p', root, '--outDir', path('dist.next')];
  for (const step of [tsc, [path(bundler), 'dist.next']]) run([process.execPath], step, 'The build failed; see above.');
  writeFileSync(path('dist.next/.digest'), source);
  rmSync(path('dist'), { recursive: true, force: true });
  renameSync(path('dist.next'), path('dist'));
}

/** npm that runs this script, else the one on the PATH. */
function npm() {
  const script = process.env.npm_execpath;
  return script && /\.[cm]?js$/.test(script) ? [process.execPath, script] : ['npm'];
}

function run([command, ...first], args, advice) {
  const { status, error } = spawnSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  say(error ? `${advice} (${error.message})` : advice);
  releaseLock();
  process.exit(1);
}

function digest(names) {
  const hash = createHash('sha256');
  for (const name of names) hashFile(hash, name);
  return hash.digest('hex');
}

function hashFile(hash, name) {
  if (notOurs.includes(name) || !existsSync(path(name))) return;
  if (statSync(path(name)).isDirectory()) {
    for (const entry of readdirSync(path(name)).sort()) hashFile(hash, `${name}/${entry}`);
  } else if (/\.(ts|json|mjs)$/.test(name) && !name.startsWith('seed/newsroom')) {
    hash
      .update(name)
      .update('\0')
      .update(readFileSync(path(name)));
  }
}

const lockFile = path('.cache/ready.lock');
const releaseLock = () => rmSync(lockFile, { force: true });

/** Two commands on a fresh clone must not install over each other: the second waits for the first. */
function withLock(work) {
  mkdirSync(path('.cache'), { recursive: true });
  while (!takeLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  try {
    work();
  } finally {
    releaseLock();
  }
}

function takeLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isRunning(Number(readIf('.cache/ready.lock')))) releaseLock(); // left by a process that was killed
    return false;
  }
}

function isRunning(pid) {
  if (!pid) return true; // being written right now
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readIf(name) {
  try {
    return readFileSync(path(name), 'utf8');
  } catch {
    return undefined; // what it asks: whether there is such a file
  }
}

const say = (text) => process.stderr.write(`${text}\n`);
