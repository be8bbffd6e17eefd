import type { AnyBulkWriteOperation, Document } from 'mongodb';
import { collectionSpecs } from '../../src/content/index.js';
import { openStore } from '../../src/store/open.js';
import type { Bench, Part, Seeding } from '../bench.js';

const batch = 1000;
const megabyte = 1024 * 1024;
const many = 60_000;

/**
 * Loading by `npm run seed` against the driver's own bulk writes of the very documents that it made: one, twice the other, and the
 * first again, so that a machine which becomes faster or slower meanwhile does so for both.
 */
export const loading: Part = {
  name: 'loading',
  quick: false,
  async measure(bench) {
    const { documents, seconds: first } = await bulkWrites(bench);
    const { seconds: second } = await bulkWrites(bench);
    const seeding = bench.seeded.seconds + (await seeded(bench, bench.articles)).seconds;
    const row = {
      what: `loading ${bench.articles.toLocaleString('en')} articles (${documents.toLocaleString('en')} stored documents)`,
      figures: [
        {
          value: (first + second) / seeding,
          unit: '× bulkWrite',
          goal: { is: '≥' as const, limit: 0.7 },
        },
        { value: seeding / 2, unit: 's' },
      ],
    };
    return bench.quick ? [row] : [row, await memory(bench)];
  },
};

async function bulkWrites(bench: Bench): Promise<{ documents: number; seconds: number }> {
  const store = await openStore({ mongodbUri: bench.uri('bulk'), dataDir: '', collections: collectionSpecs });
  await store.close();
  let documents = 0;
  let milliseconds = 0;
  for (const { name } of collectionSpecs) {
    const all = await bench.db().collection<Document>(name).find().toArray();
    documents += all.length;
    const started = performance.now();
    for (let at = 0; at < all.length; at += batch) {
      const writes = all.slice(at, at + batch).map((document): AnyBulkWriteOperation => ({ insertOne: { document } }));
      await bench
        .db('bulk')
        .collection(name)
        .bulkWrite(writes, { ordered: false, writeConcern: { w: 'majority' } });
    }
    milliseconds += performance.now() - started;
  }
  await bench.db('bulk').dropDatabase();
  return { documents, seconds: milliseconds / 1000 };
}

/** Loads as many articles into a store that is gone afterwards. */
async function seeded(bench: Bench, articles: number): Promise<Seeding> {
  const seeding = await bench.seed(await bench.file(articles), { MONGODB_URI: bench.uri('seeded') });
  await bench.db('seeded').dropDatabase();
  return seeding;
}

async function memory(bench: Bench) {
  const { peak = Number.NaN, seconds } = await seeded(bench, many);
  const { peak: few = Number.NaN } = bench.seeded;
  return {
    what: `loading ${many.toLocaleString('en')} articles: memory at most`,
    figures: [
      {
        value: peak / few,
        unit: `× with ${bench.articles.toLocaleString('en')}`,
        goal: { is: '≤' as const, limit: 1.25 },
      },
      { value: peak / megabyte, unit: 'MB' },
      { value: few / megabyte, unit: `MB with ${bench.articles.toLocaleString('en')}` },
      { value: seconds, unit: 's' },
    ],
  };
}
