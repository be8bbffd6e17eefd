import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { SectionDocument } from '../../src/content/section/section.document.js';
import { loadInto, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const section = (slug: string, parent?: string, more: Partial<SectionDocument> = {}): SectionDocument => ({
  type: 'section',
  slug,
  name: slug,
  ...(parent && { parent }),
  ...more,
});
const slugs = (articles: { slug: string }[]) => articles.map(({ slug }) => slug);
const numbered = (...numbers: number[]) => numbers.map((number) => `herring-${number}`);

for (const kind of storeKinds) {
  describe(`sections on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    before(async () => {
      test = await kind.open();
      await loadInto(test.store, ...world, section('fish', 'north'), section('harbour'));
      const at: Record<number, string> = { 1: 'world', 2: 'fish', 3: 'fish', 4: 'north', 5: 'harbour', 6: 'north' };
      const articles = Object.entries(at).map(([number, slug]) => articleDocument(Number(number), { section: slug }));
      await loadInto(test.store, ...articles, articleDocument(7, { section: 'fish', status: 'WITHDRAWN' }));
    });
    after(() => test.remove());

    const front = async (path: string) => {
      const data = await runQuery(
        test.store,
        `{ section(path: "${path}") { front { id title layout articles { slug } } } }`,
      );
      return data.section.front;
    };
    const filled = async (path: string) =>
      (await front(path)).map(({ articles }: { articles: { slug: string }[] }) => slugs(articles));

    it('have no front unless an editor has made one', async () => {
      assert.deepEqual(await front('harbour'), []);
    });

    it('show what editors chose, then the newest of all below, no article twice', async () => {
      await loadInto(
        test.store,
        section('world', undefined, {
          front: [
            { id: 'lead', layout: 'lead', size: 2 },
            { id: 'fish', title: 'Fish', layout: 'grid', articles: ['herring-6', 'herring-5'], size: 2 },
            { id: 'more', layout: 'list', articles: ['herring-6', 'herring-1'], size: 9 },
          ],
        }),
      );
      assert.deepEqual(await front('world'), [
        { id: 'world:lead', title: null, layout: 'lead', articles: [{ slug: 'herring-4' }, { slug: 'herring-3' }] },
        { id: 'world:fish', title: 'Fish', layout: 'grid', articles: [{ slug: 'herring-6' }, { slug: 'herring-5' }] },
        { id: 'world:more', title: null, layout: 'list', articles: [{ slug: 'herring-1' }, { slug: 'herring-2' }] },
      ]);
    });

    it('leave the place of what is not public to the next choice, then to the newest', async () => {
      await loadInto(
        test.store,
        section('world', undefined, {
          front: [
            { id: 'one', layout: 'lead', articles: ['herring-7', 'herring-1'], size: 1 },
            { id: 'two', layout: 'lead', articles: ['herring-7'], size: 1 },
          ],
        }),
      );
      assert.deepEqual(await filled('world'), [numbered(1), numbered(6)]);
    });

    it('refuse a front with two slots of one id', async () => {
      const slot = { id: 'lead', layout: 'lead', size: 1 };
      const { outcomes } = await loadInto(test.store, section('world', undefined, { front: [slot, slot] }));
      const [outcome] = outcomes;
      assert.ok(outcome?.change === 'rejected');
      assert.deepEqual(
        outcome.problems.map(({ pointer }) => pointer),
        ['/0/front/1/id'],
      );
    });
  });

  describe(`moving a section on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    beforeEach(async () => {
      await test?.remove();
      test = await kind.open();
      await loadInto(
        test.store,
        ...world,
        section('sea'),
        section('fish', 'north'),
        section('cod', 'fish'),
        articleDocument(1, { section: 'north' }),
        articleDocument(2, { section: 'cod' }),
        articleDocument(3, { section: 'cod', status: 'DRAFT' }),
        articleDocument(4, { section: 'sea' }),
      );
    });
    after(() => test.remove());

    const articlesAt = async (path: string) => {
      const data = await runQuery(
        test.store,
        `{ section(path: "${path}") { articles(sort: OLDEST) { totalCount nodes { slug section { path } version } } } }`,
      );
      return data.section && slugs(data.section.articles.nodes);
    };

    it('lists an article in its section and in all above it', async () => {
      assert.deepEqual(await articlesAt('world'), numbered(1, 2));
      assert.deepEqual(await articlesAt('world/north/fish/cod'), numbered(2));
      assert.deepEqual(await articlesAt('sea'), numbered(4));
    });

    it('takes along the sections and articles below it, in the same load', async () => {
      await loadInto(test.store, section('fish', 'sea'));
      assert.deepEqual(await articlesAt('world'), numbered(1));
      assert.deepEqual(await articlesAt('sea'), numbered(2, 4));
      assert.deepEqual(await articlesAt('sea/fish'), numbered(2));
      assert.deepEqual(await articlesAt('sea/fish/cod'), numbered(2));
      assert.equal(await articlesAt('world/north/fish/cod'), null);
      await loadInto(test.store, articleDocument(3, { section: 'cod' }));
      assert.deepEqual(await articlesAt('sea'), numbered(2, 3, 4));
    });

    it('makes no new version of an article', async () => {
      const version = async () => (await runQuery(test.store, '{ article(slug: "herring-2") { version } }')).article;
      const before = await version();
      await loadInto(test.store, section('fish', 'sea'));
      assert.deepEqual(await version(), before);
      const { outcomes } = await loadInto(test.store, articleDocument(2, { section: 'cod' }), section('cod', 'fish'));
      assert.deepEqual(
        outcomes.map(({ change }) => change),
        ['unchanged', 'unchanged'],
      );
    });

    it('counts in the same load for what is loaded with it, in any order', async () => {
      await loadInto(
        test.store,
        articleDocument(5, { section: 'herring-desk' }),
        section('herring-desk', 'cod'),
        section('north', 'sea'),
        section('sea', 'world'),
      );
      assert.deepEqual(await articlesAt('world/sea/north/fish/cod/herring-desk'), numbered(5));
      assert.deepEqual(await articlesAt('world/sea/north/fish'), numbered(2, 5));
      assert.deepEqual(await articlesAt('world'), numbered(1, 2, 4, 5));
    });

    it('is refused below itself', async () => {
      const { outcomes } = await loadInto(test.store, section('north', 'cod'));
      const [outcome] = outcomes;
      assert.ok(outcome?.change === 'rejected');
      assert.deepEqual(
        outcome.problems.map(({ pointer }) => pointer),
        ['/0/parent'],
      );
      assert.deepEqual(await articlesAt('world'), numbered(1, 2));
    });

    it('leaves a story together when its original becomes a translation', async () => {
      await loadInto(test.store, articleDocument(2, { section: 'cod', translationOf: 'herring-1', locale: 'de' }));
      await loadInto(test.store, articleDocument(1, { section: 'north', translationOf: 'herring-4', locale: 'ko' }));
      const { article } = await runQuery(test.store, '{ article(slug: "herring-2") { translations { slug } } }');
      assert.deepEqual(slugs(article.translations).sort(), numbered(1, 4));
    });
  });
}
