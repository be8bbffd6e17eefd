import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { afterChange } from '../../src/cache/first-page.js';
import { Freshness } from '../../src/cache/freshness.js';
import { Reads } from '../../src/cache/reads.js';
import type { Article } from '../../src/content/article/article.type.js';
import { changedOf, contextFor, tagsOf, unfollowedFields } from '../../src/content/index.js';
import type { PageSpec } from '../../src/graph/question.js';
import type { Doc, Store, StoreChange } from '../../src/store/store.js';
import { loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const order = { sortAt: -1, _id: -1 } as const;
const newest: PageSpec = { filter: {}, sort: order, limit: 4 };
const idOf = (number: number) => `herring-${number}`;

describe('the first page of a list after a change', () => {
  const tag = 'articles/section:world';
  const state = fc.record({
    _id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    sortAt: fc.integer({ min: 1, max: 4 }).map((day) => new Date(Date.UTC(2026, 0, day))),
    listed: fc.boolean(),
    tags: fc.constantFrom<(readonly string[])[]>([tag, 'articles'], ['articles']),
  });
  type State = Doc & { sortAt: Date; listed: boolean; tags: readonly string[] };
  const page = (all: ReadonlyMap<string, State>, limit: number) =>
    [...all.values()]
      .filter((one) => one.listed && one.tags.includes(tag))
      .sort((a, b) => b.sortAt.getTime() - a.sortAt.getTime() || (a._id < b._id ? 1 : -1))
      .slice(0, limit);

  it('is what the store would have, wherever it is known', () => {
    let known = 0;
    fc.assert(
      fc.property(
        fc.array(state, { maxLength: 8 }),
        state,
        fc.integer({ min: 1, max: 5 }),
        (others, document, limit) => {
          const stored = new Map<string, State>(others.map((one) => [one._id, one]));
          const before = page(stored, limit).map((one) => (one._id === document._id ? document : one));
          const found = afterChange({ tag, sort: order, limit }, before, { document, ...document }, document.tags);
          stored.set(document._id, document);
          if (found) assert.deepEqual(found, page(stored, limit));
          if (found) known += 1;
          // What comes in at the top is always known.
          if (limit > 1 && page(stored, 1)[0] === document) assert.ok(found);
        },
      ),
      { numRuns: 5000 },
    );
    assert.ok(known > 2500);
  });

  it('is unknown where the store alone knows the order', () => {
    const [a, b] = [{ _id: 'a' }, { _id: 'b', name: 'B' }];
    assert.equal(
      afterChange({ tag, sort: { name: 1, _id: 1 }, limit: 9 }, [b], { document: a, listed: true }, [tag]),
      undefined,
    );
  });
});

for (const kind of storeKinds) {
  describe(`lists while articles change, on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let commands = 0;
    let changes: AsyncIterator<StoreChange>;
    const freshness = new Freshness({ trusted: () => true, silence: () => 0, maxAge: () => undefined });
    const cache = new Reads(freshness, 1_000_000);
    before(async () => {
      test = await kind.open();
      await loadInto(test.store, ...world, ...[1, 2, 3].map((number) => articleDocument(number)));
      const told = await test.store.watch({ documents: { without: unfollowedFields } });
      changes = told[Symbol.asyncIterator]();
    });
    after(async () => {
      await changes.return?.();
      await test.remove();
    });

    const list = (spec: PageSpec, kept?: Reads): Promise<Article[]> => {
      const aggregate: Store['aggregate'] = (queries, options) => {
        commands += 1;
        return test.store.aggregate(queries, options);
      };
      const context = contextFor({ ...test.store, aggregate }, { cache: kept });
      context.select(light);
      return Promise.resolve(context.reader<Article>('article').page(spec));
    };
    const light = new Set(['Article.headline', 'Article.version']);

    /** Tells the caches of all that one load has changed. */
    async function change(...articles: ReturnType<typeof articleDocument>[]): Promise<void> {
      await loadInto(test.store, ...articles);
      for (let left = articles.length; left > 0; ) {
        const { value: told } = (await changes.next()) as { value: StoreChange };
        freshness.evict(tagsOf(told), changedOf(told, new Date()));
        if (told.collection === 'articles') left -= 1;
      }
    }

    /** With how many commands it is the same list that the store has. */
    async function commandsFor(spec: PageSpec): Promise<number> {
      commands = 0;
      const known = await list(spec, cache);
      const sent = commands;
      const fresh = await list(spec);
      const brief = (all: Article[]) => all.map(({ _id, headline, version }) => ({ _id, headline, version }));
      assert.deepEqual(brief(known), brief(fresh));
      return sent;
    }

    const inSection: PageSpec = { ...newest, filter: { sectionPathIds: 'world' } };
    const paged: PageSpec = { ...newest, filter: { sortAt: { $lt: new Date(Date.UTC(2030, 0)) } } };

    it('are read once', async () => {
      assert.deepEqual([await commandsFor(newest), await commandsFor(inSection)], [1, 1]);
      assert.deepEqual([await commandsFor(newest), await commandsFor(inSection)], [0, 0]);
    });

    it('have what is published, without a command', async () => {
      await change(articleDocument(4));
      assert.deepEqual([await commandsFor(newest), await commandsFor(inSection)], [0, 0]);
      await change(articleDocument(5), articleDocument(6));
      assert.deepEqual([await commandsFor(newest), await commandsFor(inSection)], [0, 0]);
      const [first] = await list(newest, cache);
      assert.equal(first?._id, idOf(6));
      // As the store would give it, no less of it and no more.
      const [read] = await list(newest, new Reads(freshness, 1_000_000));
      assert.deepEqual(first, read);
      assert.equal('blocks' in (first ?? {}), false);
    });

    it('have what is corrected, without a command', async () => {
      await change(articleDocument(5, { headline: 'Corrected' }));
      assert.equal(await commandsFor(newest), 0);
      assert.ok((await list(newest, cache)).some(({ headline }) => headline === 'Corrected'));
    });

    it('are what they were where something changes that is not on them', async () => {
      await change(articleDocument(1, { headline: 'Long past' }));
      assert.equal(await commandsFor(newest), 0);
    });

    it('are read again where something leaves them that another follows', async () => {
      await change(articleDocument(6, { status: 'WITHDRAWN' }));
      assert.equal(await commandsFor(newest), 1);
      await change(articleDocument(5, { section: 'north' }));
      assert.equal(await commandsFor(newest), 0);
    });

    it('do not have what is to come', async () => {
      await commandsFor(newest);
      const later = new Date(Date.now() + 3_600_000).toISOString();
      await change(articleDocument(7, { status: 'EMBARGOED', embargoUntil: later, publishedAt: later }));
      assert.equal(await commandsFor(newest), 0);
      assert.ok(!(await list(newest, cache)).some(({ _id }) => _id === idOf(7)));
    });

    it('are read again where the store alone knows what is on them', async () => {
      await commandsFor(paged);
      await change(articleDocument(8));
      assert.equal(await commandsFor(paged), 1);
    });

    it('are read again where whole articles are asked for', async () => {
      await commandsFor(newest);
      await change(articleDocument(9));
      const whole = await contextFor(test.store, { cache }).reader<Article>('article').page(newest);
      assert.ok(whole.every((one) => 'blocks' in one));
    });
  });
}
