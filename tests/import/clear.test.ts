import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clear } from '../../src/import/clear.js';
import { asInputs, loadInto, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds } from '../support/stores.js';

for (const kind of storeKinds) {
  describe(`clearing the sample from the ${kind.name}`, { skip: kind.skip }, () => {
    it('removes it, but for what other content points at', async () => {
      const test = await kind.open();
      try {
        const sample = [...world, articleDocument(1), articleDocument(2)];
        await loadInto(
          test.store,
          ...sample,
          { type: 'organisation', slug: 'real', name: 'Real', country: 'norland' },
          {
            type: 'article',
            slug: 'real',
            locale: 'en',
            headline: 'Real',
            body: [{ kind: 'paragraph', text: 'Bo Reef came.' }],
            mentions: [{ concept: 'person:bo-reef' }],
          },
        );
        const { removed, kept } = await clear(asInputs(sample), test.store);
        assert.equal(removed + kept, sample.length);
        const data = await runQuery(
          test.store,
          `{ articles { nodes { slug } } people { nodes { slug } } places { nodes { slug } } organisations { nodes { slug } } topics { totalCount } images { totalCount } sections { slug } sources { slug }
             article(slug: "real") { people { name articles { totalCount } } } organisation(slug: "real") { country { name } } }`,
        );
        const slugs = (name: string) => data[name].nodes.map(({ slug }: { slug: string }) => slug);
        assert.deepEqual(slugs('articles'), ['real']);
        assert.deepEqual(slugs('people'), ['bo-reef']);
        assert.deepEqual(slugs('places'), ['norland']);
        assert.deepEqual(slugs('organisations'), ['real']);
        assert.deepEqual([data.topics.totalCount, data.images.totalCount, data.sections, data.sources], [0, 0, [], []]);
        assert.deepEqual(data.article.people, [{ name: 'Bo Reef', articles: { totalCount: 1 } }]);
        assert.equal(data.organisation.country.name, 'Norland');
        const found = await test.store
          .collection('search')
          .find({ type: { $exists: true } })
          .toArray();
        assert.deepEqual(found.map(({ _id }) => _id).sort(), [
          'article:real',
          'organisation:real',
          'person:bo-reef',
          'place:norland',
        ]);
      } finally {
        await test.remove();
      }
    });
  });
}
