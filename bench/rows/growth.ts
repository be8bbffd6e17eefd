import { collectionSpecs } from '../../src/content/index.js';
import { openStore } from '../../src/store/open.js';
import { type Bench, operations, type Part } from '../bench.js';
import { interleaved } from '../running/load.js';
import { startGateway } from '../running/servers.js';
import { target } from './pages.js';

const few = 10_000;
const day = 86_400_000;

/** The front page, cold, from a store that has grown a hundredfold. */
export const growth: Part = {
  name: 'growth',
  quick: false,
  async measure(bench) {
    const many = bench.growth;
    bench.say(`Growing a store to ${many.toLocaleString('en')} articles …`);
    await grow(bench, 'few', few);
    await grow(bench, 'many', many);
    const small = await startGateway('cold', { MONGODB_URI: bench.uri('few') });
    const large = await startGateway('cold', { MONGODB_URI: bench.uri('many') });
    try {
      const { FrontPage } = operations;
      const speeds = await interleaved(
        bench.load,
        { small: target(small, FrontPage), large: target(large, FrontPage) },
        { warmUp: 2, rounds: 13, each: 1 },
      );
      const goal = { is: '≤' as const, limit: 1.5 };
      const unit = `× p50 with ${few.toLocaleString('en')}`;
      return [
        {
          what: `front page: Dateline, cold, with ${many.toLocaleString('en')} articles`,
          speed: speeds.large,
          figures: [{ value: speeds.large.p50 / speeds.small.p50, unit, goal }],
        },
      ];
    } finally {
      await Promise.all([small.process.end(), large.process.end()]);
      await bench.db('few').dropDatabase();
      await bench.db('many').dropDatabase();
    }
  },
};

/** Documents that the importer made, again and again under other ids and earlier dates, copied within the server; indexes come last. */
async function grow(bench: Bench, database: string, count: number): Promise<void> {
  for (const { name } of collectionSpecs.filter((spec) => spec.name !== 'articles')) {
    const others = { $match: { _id: { $not: /^article:/ } } };
    await bench
      .db()
      .collection(name)
      .aggregate([others, { $out: { db: database, coll: name } }])
      .toArray();
  }
  const source = bench.db().collection('articles');
  const { articles } = bench;
  for (let copy = 0; copy * articles < count; copy += 1) {
    const id = { $concat: ['$_id', `-${copy}`] };
    const path = { $concat: ['$path', `-${copy}`] };
    const earlier = (field: string) => ({ $subtract: [`$${field}`, copy * 15 * day] });
    await source
      .aggregate([
        { $match: { _id: /^article-\d{1,5}$/ } },
        { $limit: Math.min(articles, count - copy * articles) },
        {
          $set: {
            _id: id,
            slug: id,
            path,
            paths: [path],
            storyId: id,
            sortAt: earlier('sortAt'),
            publishedAt: earlier('publishedAt'),
            firstPublishedAt: earlier('firstPublishedAt'),
            updatedAt: earlier('updatedAt'),
          },
        },
        { $merge: { into: { db: database, coll: 'articles' }, on: '_id', whenMatched: 'fail' } },
      ])
      .toArray();
  }
  const grown = await bench.db(database).collection('articles').estimatedDocumentCount();
  if (grown !== count) throw new Error(`The store grew to ${grown} articles instead of ${count}.`);
  const store = await openStore({ mongodbUri: bench.uri(database), dataDir: '', collections: collectionSpecs });
  await store.close();
}
