import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectFile } from '../../src/project.js';
import { Command, runCommand } from '../support/command.js';
import { world } from '../support/newsroom.js';
import { storeKinds } from '../support/stores.js';

const main = 'bundle/main.js';
const seed = 'bundle/seed.js';

describe('npm start', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-start-'));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** A line each, exit 1, and not after minutes: 10 s are promised, where the machine does nothing else. */
  async function fails(settings: Record<string, string>, ...lines: RegExp[]): Promise<void> {
    const started = process.hrtime.bigint();
    const { code, errors } = await runCommand(main, [], { DATA_DIR: join(folder, 'data'), PORT: '0', ...settings });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    assert.equal(code, 1, errors);
    const written = errors.trim().split('\n');
    assert.equal(written.length, lines.length, errors);
    for (const [at, line] of lines.entries()) assert.match(written[at] as string, line);
    assert.ok(seconds < 40, `${seconds} s`);
  }

  it('names every setting that is wrong', () =>
    fails(
      { PORT: 'high', LOG_LEVEL: 'loud', MONGODB_URI: 'localhost' },
      /^PORT: .*high/,
      /^MONGODB_URI: .*mongodb:\/\//,
      /^LOG_LEVEL: .*loud/,
    ));

  it('says that the port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    try {
      await fails({ PORT: String(port) }, new RegExp(`127.0.0.1:${port}: something listens there already; .*PORT`));
    } finally {
      server.close();
    }
  });

  it('says that MongoDB does not answer, without its password', () =>
    fails(
      { MONGODB_URI: 'mongodb://user:secret@127.0.0.1:1/news' },
      /^MongoDB at "mongodb:\/\/127\.0\.0\.1:1\/news" does not answer .*: start it/,
    ));

  it('says that the data folder cannot be used', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await fails({ DATA_DIR: join(file, 'data') }, /DATA_DIR|file/);
    if (process.getuid?.() !== 0) {
      await chmod(folder, 0o500);
      await fails({ DATA_DIR: join(folder, 'other') }, /other/);
      await chmod(folder, 0o700);
    }
  });
});

for (const kind of storeKinds) {
  describe(`a server and a loader on one ${kind.name}`, { skip: kind.skip }, () => {
    it('work at the same time, and the server ends well', async () => {
      const place = await kind.open();
      const folder = await mkdtemp(join(tmpdir(), 'dateline-seed-'));
      const settings = {
        HOST: '127.0.0.1',
        PORT: '0',
        LOG_LEVEL: 'silent',
        DRAIN_TIME: '0',
        SAMPLE: 'off',
        ...place.settings,
      };
      const server = new Command(main, [], settings);
      try {
        const address = await server.says(/answers at (\S+)/);
        const ask = async (query: string) => {
          const response = await fetch(address, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query }),
          });
          return (await response.json()) as unknown;
        };
        const query = '{ person(slug: "ada-fjord") { name } }';
        assert.deepEqual(await ask(query), { data: { person: null } });

        const file = join(folder, 'world.json');
        await writeFile(file, JSON.stringify([...world, { type: 'topic', slug: 'wrong' }]));
        const dry = await runCommand(seed, ['--dry-run', file], settings);
        assert.match(
          dry.out,
          new RegExp(
            `would be added *person ada-fjord.*\\n(.*\\n)*${world.length} added, 0 updated, 0 unchanged, 1 rejected\\n$`,
          ),
        );
        assert.deepEqual(await ask(query), { data: { person: null } });

        const loaded = await runCommand(seed, [file], settings);
        assert.equal(loaded.code, 1);
        assert.match(loaded.errors, /world\.json \/\d+: expected the field 'name', found none/);
        assert.match(loaded.out, new RegExp(`\\n${world.length} added, 0 updated, 0 unchanged, 1 rejected\\n$`));
        assert.deepEqual(await ask(query), { data: { person: { name: 'Ada Fjord' } } });

        const again = new Command(seed, ['-'], settings);
        again.child.stdin?.end(JSON.stringify(world));
        const { code, out } = await again.end();
        assert.equal(code, 0, again.errors);
        assert.match(out, new RegExp(`\\n0 added, 0 updated, ${world.length} unchanged, 0 rejected\\n$`));

        for (const path of ['/healthz', '/readyz']) assert.equal((await fetch(new URL(path, address))).status, 200);
        // Joined into few files, modules must not have got in each other's way: types have the names of their classes.
        const graph = await fetch(new URL('/schema.graphql', address));
        assert.equal(await graph.text(), await readFile(projectFile('schema.graphql'), 'utf8'));
      } finally {
        server.child.kill('SIGTERM');
        const { code, errors } = await server.end();
        await place.remove();
        await rm(folder, { recursive: true, force: true });
        assert.equal(code, 0, errors);
      }
    });
  });
}
