import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { openEmbedded } from '../../src/store/embedded/embedded.js';
import type { Doc, Store } from '../../src/store/store.js';
import { append, collections, insert, put } from './newsroom.js';

const names = Array.from('abcdefgh');
/** A document with any of these fields, in any order, and with a part that has them too. */
const shape = fc.record({
  fields: fc.shuffledSubarray(names),
  below: fc.shuffledSubarray(names),
});
const step = fc.record({
  store: fc.constantFrom(0, 1),
  shape,
  id: fc.integer({ min: 0, max: 20 }),
  how: fc.constantFrom('put', 'append', 'give up'),
});

const having = (fields: string[], value: unknown) => Object.fromEntries(fields.map((name) => [name, value]));

describe('Shapes of documents in the embedded store', () => {
  let root: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'dateline-shapes-'));
  });
  after(() => rm(root, { recursive: true, force: true }));

  const all = (store: Store, name = 'notes'): Promise<Doc[]> =>
    store
      .collection(name)
      .find({}, { sort: { _id: 1 } })
      .toArray();

  it('are known to all who have the directory open, whatever they write and give up at once', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        run += 1;
        const directory = join(root, `run-${run}`);
        const stores = [await openEmbedded({ directory, collections }), await openEmbedded({ directory, collections })];
        const expected = new Map<string, Doc>();
        const entries: object[] = [];
        try {
          const done = steps.map(async ({ store, shape: { fields, below }, id, how }, at) => {
            const document = { _id: `n-${id}`, ...having(fields, { at, ...having(below, 60 + at) }) };
            const write = put('notes', document);
            const { _id, ...entry } = document;
            if (how === 'append') {
              await stores[store]?.write(append('log', entry));
              entries.push(entry);
            } else if (how === 'give up') {
              const taken = { collection: 'notes', replaceOne: { filter: { _id: 'nobody' }, replacement: document } };
              await assert.rejects(stores[store]?.write([write, taken]) as Promise<void>, { code: 'CONFLICT' });
            } else {
              await stores[store]?.write([write]);
              expected.set(_id, document);
            }
          });
          for (const each of done) await each;
          const right = [...expected.values()].sort((a, b) => (a._id < b._id ? -1 : 1));
          for (const store of [...stores, await openEmbedded({ directory, collections })]) {
            assert.deepEqual(await all(store), right);
            const logged = (await all(store, 'log')).map(
              ({ _id, log, number, ...entry }: Doc & { log?: string; number?: number }) => entry,
            );
            assert.deepEqual(
              new Set(logged.map((entry) => JSON.stringify(entry))),
              new Set(entries.map((entry) => JSON.stringify(entry))),
            );
            if (!stores.includes(store)) await store.close();
          }
        } finally {
          for (const store of stores) await store.close();
          await rm(directory, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('may be more than are remembered', async () => {
    const directory = join(root, 'many');
    const store = await openEmbedded({ directory, collections });
    const documents = Array.from({ length: 1500 }, (_, n) => ({
      _id: `n-${String(n).padStart(4, '0')}`,
      [`field${n}`]: n,
    }));
    for (let at = 0; at < documents.length; at += 500)
      await store.write(insert('notes', ...documents.slice(at, at + 500)));
    assert.deepEqual(await all(store), documents);
    await store.close();
    const again = await openEmbedded({ directory, collections });
    assert.deepEqual(await all(again), documents);
    await again.close();
  });
});
