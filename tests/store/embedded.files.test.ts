import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { open } from 'lmdb';
import { openEmbedded } from '../../src/store/embedded/embedded.js';
import { Gate } from '../../src/store/embedded/gate.js';
import { openStore } from '../../src/store/open.js';
import { runCommand } from '../support/command.js';
import { collections, type Item, insert, item, put } from './newsroom.js';

describe('The embedded store in its directory', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'dateline-files-'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  const unusable = (part: RegExp) => (error: Error & { code?: string }) => {
    assert.equal(error.code, 'CONFIGURATION');
    assert.match(error.message, part);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  };

  it('makes the directory, and opens there when no MongoDB is named', async () => {
    const dataDir = join(root, 'deep', 'er.data');
    const store = await openStore({ dataDir, collections });
    assert.equal(store.kind, 'embedded');
    await store.write(insert('items', item(1)));
    await store.close();
    assert.deepEqual((await readdir(dataDir)).sort(), ['data.mdb', 'gate.mdb', 'gate.mdb-lock', 'lock.mdb']);
  });

  it('says that a path is no directory', async () => {
    const directory = join(root, 'file');
    await writeFile(directory, 'text');
    await assert.rejects(openEmbedded({ directory, collections }), unusable(/file" cannot be used/));
    const below = openEmbedded({ directory: join(directory, 'below'), collections });
    await assert.rejects(below, unusable(/cannot be used/));
    // Nobody can make a directory there.
    if (existsSync('/proc/self'))
      await assert.rejects(openEmbedded({ directory: '/proc/none/below', collections }), unusable(/cannot be used/));
  });

  it('says that a file is damaged, and does not crash', async () => {
    const directory = join(root, 'damaged');
    const store = await openEmbedded({ directory, collections });
    await store.write(insert('items', ...Array.from({ length: 500 }, (_, n) => item(n))));
    await store.close();
    const file = join(directory, 'data.mdb');
    await truncate(file, Math.floor((await stat(file)).size / 2));
    await assert.rejects(openEmbedded({ directory, collections }), unusable(/cut short/));
    await writeFile(file, 'x'.repeat(100_000));
    await assert.rejects(openEmbedded({ directory, collections }), unusable(/cannot be used/));
  });

  it('says that another version has written it', async () => {
    const directory = join(root, 'version');
    const files = open({ path: directory, noSubdir: false });
    await files.openDB('meta', {}).put('format', 1);
    await files.close();
    await assert.rejects(
      openEmbedded({ directory, collections }),
      unusable(/written in format 1, this version reads 3 and 4/),
    );
  });

  it('loses a token once 100,000 changes have come after it', async () => {
    const store = await openEmbedded({ directory: join(root, 'log'), collections });
    try {
      const changes = await store.watch();
      const stale = await store.watch();
      await store.write([put('notes', { _id: 'first' }), put('notes', { _id: 'second' })]);
      const tokens: string[] = [];
      for await (const { token } of changes) if (tokens.push(token) === 2) break;
      const fill = (count: number, prefix: string) =>
        store.write(Array.from({ length: count }, (_, n) => put('notes', { _id: prefix + n })));
      await fill(50_000, 'a');
      await fill(49_999, 'b');
      await assert.doesNotReject(store.watch({ after: tokens[0] as string }));
      await store.write([put('notes', { _id: 'last' })]);
      await assert.rejects(store.watch({ after: tokens[0] as string }), { code: 'TOKEN_LOST' });
      await assert.doesNotReject(store.watch({ after: tokens[1] as string }));
      const late = async () => {
        for await (const _ of stale) assert.fail('what came before is gone');
      };
      await assert.rejects(late(), { code: 'TOKEN_LOST' });
    } finally {
      await store.close();
    }
  });

  it('maintains the indexes that another process has added meanwhile', async () => {
    const directory = join(root, 'two');
    const [items] = collections;
    const older = await openEmbedded({ directory, collections: [{ name: 'items', indexes: [] }] });
    await older.write(insert('items', item(1, { slug: 'a' })));
    let reads = 0;
    const newer = await openEmbedded({ directory, collections: items ? [items] : [], onRead: () => (reads += 1) });
    try {
      await assert.rejects(older.write(insert('items', item(2, { slug: 'a' }))), { code: 'DUPLICATE_KEY' });
      await older.write(insert('items', item(3, { slug: 'b' })));
      const found = await newer.collection<Item>('items').find({ slug: 'b' }).toArray();
      assert.deepEqual([found.length, reads], [1, 1]);
    } finally {
      await older.close();
      await newer.close();
    }
  });

  it('lets nobody open it, or write, while another process does', { timeout: 60_000 }, async () => {
    const directory = join(root, 'gate');
    const store = await openEmbedded({ directory, collections });
    const gate = new Gate(join(directory, 'gate.mdb'));
    const ended: string[] = [];
    const note = (what: string) => ended.push(what);
    try {
      let write: Promise<unknown> | undefined;
      // Opens it and closes it, and writes nothing.
      const other = runCommand('tests/store/writer.js', [JSON.stringify({ directory }), '0'], {});
      const exit = other.then(({ code, errors }) => note(`other ${code}${errors}`));
      await gate.pass(async () => {
        write = store.write(insert('items', item(1))).then(() => note('write'));
        await sleep(2000);
        note('passed');
      });
      await Promise.all([write, exit]);
      assert.equal(ended[0], 'passed');
      assert.deepEqual(ended.sort(), ['other 0', 'passed', 'write']);
    } finally {
      await gate.close();
      await store.close();
    }
  });

  it('runs no code that a query brings along', async () => {
    const store = await openEmbedded({ directory: join(root, 'code'), collections });
    try {
      await store.write(insert('items', item(1)));
      const items = store.collection('items');
      await assert.rejects(items.find({ $where: 'return true' }).toArray());
      const aggregate = (stage: object) => store.aggregate([{ collection: 'items', pipeline: [{ ...stage }] }]);
      const body = { $function: { body: 'function () { return 1; }', args: [], lang: 'js' } };
      await assert.rejects(aggregate({ $set: { x: body } }));
      await assert.rejects(aggregate({ $out: 'parts' }), { code: 'UNSUPPORTED' });
    } finally {
      await store.close();
    }
  });
});
