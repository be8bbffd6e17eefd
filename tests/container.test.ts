import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readConfig, settings } from '../src/config.js';
import { projectFile } from '../src/project.js';

const read = (path: string) => readFileSync(projectFile(path), 'utf8');
const withoutComments = (file: string) => file.replaceAll(/^\s*#.*\n/gm, '');

/** A line an instruction. What Docker itself would refuse is left to it: this reads the Dockerfile that there is. */
const dockerfile = withoutComments(read('Dockerfile')).replaceAll(/\\\n\s*/g, '');
const image = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
const instructions = (name: string, of: string) =>
  [...of.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, rest]) => rest as string);
const command = (name: string): string[] => JSON.parse(/\[.*\]/.exec(instructions(name, image)[0] ?? '')?.[0] ?? '[]');
const variables = Object.fromEntries(
  instructions('ENV', image).flatMap((line) => line.split(/\s+/).map((pair) => pair.split('='))),
) as Record<string, string>;

function copies(of: string): { stage: string | undefined; sources: string[]; target: string }[] {
  return instructions('COPY', of).map((line) => {
    const words = line.split(/\s+/);
    const paths = words.filter((word) => !word.startsWith('--')).map((path) => path.replace(/^\/app\//, ''));
    const stage = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
    return { stage, sources: paths.slice(0, -1), target: paths.at(-1) as string };
  });
}

const compose = withoutComments(read('compose.yaml'));
/** The lines below `key:` that lie deeper than it does. */
const block = (key: string) => new RegExp(`^( *)${key}:.*\\n((?:\\1 +.*\\n)+)`, 'm').exec(compose)?.[2] ?? '';

describe('Dockerfile and compose.yaml', () => {
  it('copy what is there, and what .dockerignore lets through', () => {
    const kept = read('.dockerignore').match(/(?<=^!).+$/gm) ?? [];
    for (const path of kept) assert.ok(existsSync(projectFile(path)), `.dockerignore: ${path}`);
    const made = ['dist', 'node_modules'];
    for (const source of copies(dockerfile).flatMap(({ sources }) => sources)) {
      if (made.includes(source) || source === '.') continue;
      assert.ok(existsSync(projectFile(source)), `COPY ${source}`);
      assert.ok(
        kept.some((path) => source === path || source.startsWith(`${path}/`)),
        `.dockerignore leaves out ${source}`,
      );
    }
  });

  it('set variables that are settings', () => {
    const names = [
      ...Object.keys(variables),
      ...[...block('environment').matchAll(/^ *(\w+):/gm)].map(([, name]) => name),
    ];
    assert.ok(names.includes('MONGODB_URI'));
    for (const name of names) assert.ok(name && name in settings, `${name} is no setting`);
  });

  it('name the port that the gateway listens on when nobody says otherwise', () => {
    const port = String(readConfig({}).PORT);
    assert.deepEqual(instructions('EXPOSE', image), [port]);
    assert.ok(command('HEALTHCHECK').at(-1)?.includes(`process.env.PORT || ${port}`));
    assert.match(block('ports'), new RegExp(`^ *- "127\\.0\\.0\\.1:\\d+:${port}"\\n$`));
  });

  it('leave the gateway more time to end than it takes', () => {
    const { DRAIN_TIME, OPERATION_TIMEOUT } = readConfig({});
    const [, seconds] = /^ *stop_grace_period: (\d+)s$/m.exec(block('gateway')) ?? [];
    assert.ok(Number(seconds) * 1000 > DRAIN_TIME + OPERATION_TIMEOUT);
  });

  it('put together all that the gateway and the loader need', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-image-'));
    const app = join(folder, 'app');
    const env = {
      ...variables,
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      DATA_DIR: join(folder, 'data'),
      DRAIN_TIME: '0',
    };
    /** As the image runs a command: its folder, its variables, nothing else. */
    const start = ([, ...args]: string[], more: Record<string, string> = {}) =>
      spawn(process.execPath, args, { cwd: app, env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
    const health = async (port: string) => (await once(start(command('HEALTHCHECK'), { PORT: port }), 'close'))[0];
    try {
      await assemble(app);
      const loader = start(['node', 'dist/bundle/seed.js']);
      const [loaded, complaints] = await Promise.all([text(loader.stdout), text(loader.stderr)]);
      assert.match(loaded, /^[1-9]\d* added, 0 updated, 0 unchanged, 0 rejected\n$/m, complaints);

      const server = start(command('CMD'), { PORT: '0' });
      const ended = once(server, 'close');
      const errors = text(server.stderr);
      try {
        const port = await portOf(server.stdout);
        assert.ok(port, port ?? (await errors));
        assert.equal(await health(port), 0);
        server.kill('SIGTERM');
        assert.equal((await ended)[0], 0, await errors);
        assert.equal(await health(port), 1);
      } finally {
        server.kill('SIGKILL');
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Undefined when the server ends without listening. */
async function portOf(output: Readable): Promise<string | undefined> {
  let said = '';
  output.setEncoding('utf8');
  for await (const chunk of output.iterator({ destroyOnReturn: false })) {
    said += chunk;
    const [, port] = /answers at http:\/\/[^/]+:(\d+)\//.exec(said) ?? [];
    if (port) {
      output.resume(); // nobody reads on: the pipe must not fill up
      return port;
    }
  }
  return undefined;
}

/** The folder of the image, from this build: copied, since a link would lead modules back to the project and its files. */
async function assemble(app: string): Promise<void> {
  for (const { stage, sources, target } of copies(image)) {
    assert.ok(stage, 'the image takes nothing straight from the context');
    for (const source of sources) {
      const to = join(app, target.endsWith('/') ? join(target, basename(source)) : target);
      await mkdir(dirname(to), { recursive: true });
      if (source === 'node_modules') await linkPackages(to);
      else if (source === 'dist') await cp(fileURLToPath(new URL('..', import.meta.url)), to, { recursive: true });
      else await cp(projectFile(source), to, { recursive: true });
    }
  }
  await rm(join(app, 'dist/tests'), { recursive: true }); // the context has no tests
}

/** What `npm ci --omit=dev` installs. */
async function linkPackages(to: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(projectFile('package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: true; devOptional?: true }>;
  };
  for (const [path, { dev, devOptional }] of Object.entries(packages)) {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    if (!name || dev || devOptional || !existsSync(projectFile(path))) continue;
    await mkdir(dirname(join(to, name)), { recursive: true });
    await symlink(fileURLToPath(projectFile(path)), join(to, name), 'junction');
  }
}
