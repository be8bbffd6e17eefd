import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { article, newestOf, sectionOf } from '../../bench/content/article.js';
import { articlePage, frontPage, type Operation, topicPage } from '../../bench/content/queries.js';
import { Random } from '../../bench/content/random.js';
import { world } from '../../bench/content/world.js';
import { loadInto, runQuery } from '../support/graph.js';
import { storeKinds } from '../support/stores.js';

describe('the newsroom that is measured', () => {
  it('is the same in every run', () => {
    assert.deepEqual(article(7), article(7));
    assert.notDeepEqual(article(7), article(8));
    assert.deepEqual([...world()], [...world()]);
    const draws = (seed: number) =>
      Array.from(
        { length: 5 },
        (
          (random) => () =>
            random.below(1000)
        )(new Random(seed)),
      );
    assert.notDeepEqual(draws(1), draws(2));
  });

  it('has articles of some 2 kB of text', () => {
    const sizes = Array.from({ length: 50 }, (_, number) =>
      article(number).body.reduce((sum, block) => sum + ('text' in block ? (block.text?.length ?? 0) : 0), 0),
    );
    for (const size of sizes) assert.ok(size > 1200 && size < 3000, `${size}`);
  });

  it('knows the newest article of a section', () => {
    const number = newestOf('harbour', 100);
    assert.equal(sectionOf(number).top, 'harbour');
    for (let later = number + 1; later < 100; later += 1) assert.notEqual(sectionOf(later).top, 'harbour');
  });

  it('is loaded whole, and fills every field of the three queries', async () => {
    const [embedded] = storeKinds;
    const { store, remove } = await (embedded as (typeof storeKinds)[number]).open();
    try {
      const articles = Array.from({ length: 200 }, (_, number) => article(number));
      const { summary } = await loadInto(store, ...world(), ...articles);
      assert.equal(summary.rejected, 0);
      assert.equal(summary.added, [...world()].length + articles.length);
      const ask = ({ query, variables }: Operation) => runQuery(store, query, variables);

      const front = await ask(frontPage('harbour'));
      assert.equal(front.section.articles.nodes.length, 20);
      const size = JSON.stringify(front).length;
      assert.ok(size > 10_000 && size < 20_000, `${size}`);
      const found = { ...(await ask(articlePage('article-7'))), ...(await ask(topicPage('ferries'))) };
      assert.deepEqual(emptyFields(front).concat(emptyFields(found)), []);
    } finally {
      await remove();
    }
  });
});

/** Fields that are null, or empty lists, wherever they stand. */
function emptyFields(value: unknown, path = ''): string[] {
  if (value === null || (Array.isArray(value) && value.length === 0)) return expected.test(path) ? [] : [path];
  return typeof value === 'object'
    ? Object.entries(value).flatMap(([name, member]) => emptyFields(member, `${path}/${name}`))
    : [];
}

/** Plain words name nothing, most words are not marked, and only a person has a post. */
const expected = /\/(mention|marks|roleAtPublication)$/;
