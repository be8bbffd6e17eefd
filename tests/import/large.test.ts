import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readInputs } from '../../src/import/input.js';
import { load } from '../../src/import/load.js';
import { Command, runCommand } from '../support/command.js';
import { largeNewsroom, writeNdjson } from '../support/large.js';
import { storeKinds } from '../support/stores.js';

/** What the articles point at, and what of it can be searched: all but the sections. */
const others = 920;
const searchable = 900;
const lastLine = (out: string) => out.trimEnd().split('\n').at(-1);

describe('loading large files', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-large-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('needs little memory, however large the file', async () => {
    const path = join(folder, 'large.ndjson');
    await writeNdjson(path, largeNewsroom(20_000));
    const settings = { DATA_DIR: join(folder, 'data'), NODE_OPTIONS: '--max-old-space-size=96' };
    const { code, out, errors } = await runCommand('bundle/seed.js', ['--dry-run', path], settings);
    assert.deepEqual([code, errors], [0, '']);
    assert.equal(lastLine(out), `${20_000 + others} added, 0 updated, 0 unchanged, 0 rejected`);
  });

  it('reads standard input twice', async () => {
    for (const form of ['lines', 'array']) {
      const documents = [...largeNewsroom(20)].map((document) => JSON.stringify(document));
      const settings = { DATA_DIR: join(folder, form) };
      const command = new Command('bundle/seed.js', ['-'], settings);
      command.child.stdin?.end(form === 'lines' ? documents.join('\n') : `[${documents.join(',')}]`);
      const { code, out, errors } = await command.end();
      assert.deepEqual([code, errors], [0, '']);
      assert.equal(lastLine(out), `${20 + others} added, 0 updated, 0 unchanged, 0 rejected`);
    }
  });

  it('says so when a file changes while it is loaded', async () => {
    const path = join(folder, 'changing.ndjson');
    await writeNdjson(path, largeNewsroom(30));
    const test = await (storeKinds[0] as (typeof storeKinds)[number]).open();
    try {
      async function* thenEmptied() {
        yield* readInputs([path]);
        await writeFile(path, '');
      }
      const summary = await load(thenEmptied(), test.store);
      assert.deepEqual(summary, { added: 0, updated: 0, unchanged: 0, rejected: 30 + others });
    } finally {
      await test.remove();
    }
  });

  for (const kind of storeKinds) {
    it(`writes what goes to one collection together (${kind.name})`, { skip: kind.skip }, async () => {
      const path = join(folder, 'together.ndjson');
      await writeNdjson(path, largeNewsroom(20));
      const inserts: Record<string, number> = {};
      const test = await kind.open(({ name, collection }) => {
        if (name === 'insert') inserts[collection] = (inserts[collection] ?? 0) + 1;
      });
      try {
        await load(readInputs([path]), test.store);
        const { people, roles, images, articles } = inserts;
        assert.deepEqual({ people, roles, images, articles }, { people: 1, roles: 1, images: 1, articles: 1 });
      } finally {
        await test.remove();
      }
    });

    it(`is complete after a load that was killed (${kind.name})`, { skip: kind.skip }, async () => {
      const articles = 1200;
      const path = join(folder, 'killed.ndjson');
      await writeNdjson(path, largeNewsroom(articles));
      const test = await kind.open();
      try {
        const stored = async (name: string) =>
          (
            await test.store
              .collection(name)
              .find({}, { projection: { _id: 1 } })
              .toArray()
          ).length;
        const killed = new Command('bundle/seed.js', [path], test.settings);
        const ended = killed.end();
        while ((await stored('articles')) === 0 && killed.child.exitCode === null) await sleep(5);
        killed.child.kill('SIGKILL');
        await ended;
        await sleep(500); // what the server was sent before may still be on its way into the store
        const before = await stored('articles');
        assert.ok(before > 0 && before < articles, `${before} articles were written when it was killed`);
        // One more says by which rules they were made.
        assert.equal(await stored('search'), before + searchable + 1, 'a document and what it is found by go together');
        const { out, errors } = await runCommand('bundle/seed.js', [path], test.settings);
        assert.equal(errors, '');
        assert.equal(lastLine(out), `${articles - before} added, 0 updated, ${before + others} unchanged, 0 rejected`);
        assert.equal(await stored('articles'), articles);
      } finally {
        await test.remove();
      }
    });
  }
});
