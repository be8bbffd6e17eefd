import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openEmbedded } from '../../src/store/embedded/embedded.js';
import type { Doc } from '../../src/store/store.js';
import { mongoPlace, skip } from './mongodb.place.js';
import { insert } from './newsroom.js';
import { randomCollections, randomDocuments, randomQuestion } from './random.js';

describe('The embedded store finds what MongoDB finds, in the same order', { skip }, () => {
  it('for random documents and questions', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'dateline-equal-'));
    const place = await mongoPlace();
    const stores = [
      await openEmbedded({ directory, collections: randomCollections }),
      await place.open({ collections: randomCollections }),
    ] as const;
    try {
      let stored: Doc[] = [];
      const sample = fc.tuple(randomDocuments(true), fc.array(randomQuestion(true), { minLength: 10, maxLength: 10 }));
      await fc.assert(
        fc.asyncProperty(sample, async ([documents, questions]) => {
          const cleared = stored.map(({ _id }) => ({ collection: 'things', deleteOne: { filter: { _id } } }));
          const writes = [...cleared, ...insert('things', ...documents)];
          await Promise.all(stores.map((store) => store.write(writes)));
          stored = documents;
          for (const { filter, sort, limit } of questions) {
            const [embedded, mongodb] = await Promise.all(
              stores.map((store) => store.collection('things').find(filter, { sort, limit }).toArray()),
            );
            assert.deepEqual(embedded, mongodb, JSON.stringify({ filter, sort, limit }));
          }
        }),
        { numRuns: 100 },
      );
    } finally {
      await Promise.all(stores.map((store) => store.close()));
      await place.remove();
      await rm(directory, { recursive: true, force: true });
    }
  });
});
