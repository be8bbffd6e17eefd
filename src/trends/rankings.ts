import { windows } from '../graph/readership.js';
import { StoreError } from '../store/errors.js';
import type { Store, Write } from '../store/store.js';
import { maxRanked, newest, type RankingDocument, rankingCollection } from './document.js';
import { rankArticles } from './rank.js';
import { readCounts } from './trends.js';

/** There is a new ranking at most this often, and pages of one that was replaced for this long, in milliseconds. */
const interval = 10_000;
const keptFor = 3 * windows.HOUR;
const { name: collection } = rankingCollection;

/** The order that lists follow page by page; the first instance to write it decides for all. */
export async function publishRanking(store: Store, now: Date): Promise<void> {
  const name = new Date(Math.floor(now.getTime() / interval) * interval).toISOString();
  const [last] = await store.collection<RankingDocument>(collection).find({ _id: newest }).toArray();
  if (last && last.name >= name) return;
  const scores = rankArticles(await readCounts(store, now, ['DAY']), 'DAY', now);
  const ids = scores.slice(0, maxRanked).map(({ id }) => id);
  if (last && last.ids.join() === ids.join()) return;
  const document = (_id: string): RankingDocument => ({ _id, name, ids });
  await writeUnlessDone(store, [
    { collection, insertOne: { document: document(name) } },
    last
      ? { collection, replaceOne: { filter: { _id: newest, name: last.name }, replacement: document(newest) } }
      : { collection, insertOne: { document: document(newest) } },
  ]);
}

/** Of the rankings that were replaced, those that have been for so long that nobody still turns their pages. */
export async function dropRankings(store: Store, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keptFor).toISOString();
  const kept = await store
    .collection(collection)
    .find({ _id: { $lt: newest } }, { projection: { _id: 1 }, sort: { _id: 1 } })
    .toArray();
  const old = kept.filter((_, at) => (kept[at + 1]?._id ?? oldest) < oldest);
  await store.write(old.map(({ _id }) => ({ collection, deleteOne: { filter: { _id } } })));
}

/** Another instance that has done the same before is no problem. */
export async function writeUnlessDone(store: Store, writes: readonly Write[]): Promise<void> {
  try {
    await store.write(writes);
  } catch (error) {
    if (!(error instanceof StoreError && (error.code === 'CONFLICT' || error.code === 'DUPLICATE_KEY'))) throw error;
  }
}
