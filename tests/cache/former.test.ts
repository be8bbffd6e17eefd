import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parse } from 'graphql';
import { Freshness } from '../../src/cache/freshness.js';
import { Reads } from '../../src/cache/reads.js';
import type { Article } from '../../src/content/article/article.type.js';
import type { Image } from '../../src/content/image/image.type.js';
import { contextFor, tagsOf } from '../../src/content/index.js';
import { selectionOf } from '../../src/graph/selection.js';
import { buildGraph } from '../../src/schema.js';
import type { Doc, Query, Store } from '../../src/store/store.js';
import { loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const schema = buildGraph();
const idOf = (number: number) => `herring-${number}`;

for (const kind of storeKinds) {
  describe(`a list that is read again after a change, on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let store: Store;
    let sent: Doc[] = [];
    let meanwhile = () => {};
    const freshness = new Freshness({ trusted: () => true, silence: () => 0, maxAge: () => undefined });
    const cache = new Reads(freshness, 1_000_000);
    before(async () => {
      test = await kind.open();
      store = {
        ...test.store,
        aggregate: async (queries: readonly Query[]) => {
          const rows = await test.store.aggregate(queries);
          sent = rows.flat() as Doc[];
          meanwhile();
          return rows;
        },
      };
      await loadInto(test.store, ...world, ...[1, 2, 3].map((number) => articleDocument(number)));
    });
    after(() => test.remove());

    const newest = { filter: {}, sort: { sortAt: -1, _id: -1 }, limit: 10 } as const;
    const list = async (kept: Reads | undefined): Promise<Article[]> =>
      contextFor(store, { cache: kept }).reader<Article>('article').page(newest);
    const change = async (article: ReturnType<typeof articleDocument>) => {
      await loadInto(test.store, article);
      const [document] = await test.store.collection('articles').find({ slug: article.slug }).toArray();
      assert.ok(document);
      return () =>
        freshness.evict(tagsOf({ collection: 'articles', id: document._id, kind: 'replace', token: '', document }));
    };
    const wholeOnes = () => sent.filter((row) => 'headline' in row).map(({ _id }) => _id);

    it('is sent the documents that are not known yet', async () => {
      const before = await list(cache);
      assert.deepEqual(
        wholeOnes(),
        before.map(({ _id }) => _id),
      );
      (await change(articleDocument(4)))();
      const now = await list(cache);
      assert.deepEqual(wholeOnes(), [idOf(4)]);
      assert.equal(sent.length, 4);
      assert.deepEqual(now, await list(undefined));
      assert.equal(wholeOnes().length, 4);
    });

    it('has what has changed as it is now', async () => {
      (await change(articleDocument(2, { headline: 'Corrected' })))();
      const now = await list(cache);
      assert.deepEqual(wholeOnes(), [idOf(2)]);
      assert.deepEqual(now, await list(undefined));
      assert.ok(now.some(({ headline }) => headline === 'Corrected'));
    });

    it('has nothing as it was while it was not public', async () => {
      (await change(articleDocument(3, { status: 'WITHDRAWN', headline: 'Not for anybody' })))();
      const held = await contextFor(store, { cache }).reader<Article>('article').held(idOf(3));
      assert.equal(held?.headline, 'Not for anybody');
      // Public again, and not told of yet.
      await change(articleDocument(3, { headline: 'For everybody' }));
      const now = await list(cache);
      assert.deepEqual(wholeOnes(), [idOf(3)]);
      assert.equal(now.find(({ _id }) => _id === idOf(3))?.headline, 'For everybody');
    });

    it('keeps nothing for longer that was not sent', async () => {
      (await change(articleDocument(3, { headline: 'Told of' })))();
      // As when their time is up, which is while the store is asked.
      meanwhile = () => cache.documents.clear();
      await list(cache);
      meanwhile = () => {};
      assert.deepEqual(wholeOnes(), [idOf(3)]);
      assert.equal(cache.documents.size, 1);
    });

    it('is one command with the pictures of what has come into it, where pictures are asked for', async () => {
      const asking = (query: string) => contextFor(store, { cache, selection: selectionOf(schema, parse(query)) });
      await list(cache);
      (await change(articleDocument(5)))();
      const withPictures = asking('{ articles { nodes { leadImage { image { credit } } } } }');
      await withPictures.reader<Article>('article').page(newest);
      assert.equal(withPictures.tags.has('image:harbour'), false);
      const picture = await withPictures.reader<Image>('image').one('_id', 'harbour');
      assert.equal(picture?._id, 'harbour');
      assert.equal(withPictures.tags.has('image:harbour'), true);
      assert.equal(withPictures.commands.count, 1);

      cache.documents.clear();
      (await change(articleDocument(6)))();
      const without = asking('{ articles { nodes { headline } } }');
      await without.reader<Article>('article').page(newest);
      assert.equal(without.commands.count, 1);
    });
  });
}
