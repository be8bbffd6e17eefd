import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadInto, runForErrors, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const slugs = (articles: { slug: string }[]) => articles.map(({ slug }) => slug);

for (const kind of storeKinds) {
  describe(`locales on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    before(async () => {
      test = await kind.open();
      await loadInto(
        test.store,
        ...world,
        {
          type: 'topic',
          slug: 'ships',
          name: 'Ships',
          names: { zh: '船', 'zh-Hant': '船隻' },
          description: 'What swims.',
          descriptions: { de: 'Was schwimmt.' },
        },
        {
          type: 'image',
          slug: 'ship',
          url: 'https://images.example/ship.jpg',
          alt: 'A ship',
          alts: { de: 'Ein Schiff' },
        },
        articleDocument(1),
        articleDocument(2, { translationOf: 'herring-1', locale: 'ko' }),
        articleDocument(3, { translationOf: 'herring-2', locale: 'de' }),
        articleDocument(4, { translationOf: 'herring-1', locale: 'fr', status: 'DRAFT' }),
        articleDocument(5, { translationOf: 'herring-1', locale: 'ar', status: 'WITHDRAWN' }),
        articleDocument(6),
      );
    });
    after(() => test.remove());

    const translations = async (slug: string) => {
      const { article } = await runQuery(
        test.store,
        `{ article(slug: "${slug}") { translations { slug locale direction } } }`,
      );
      return slugs(article.translations);
    };

    it('lead from each language version of a story to all others that are public', async () => {
      assert.deepEqual(await translations('herring-1'), ['herring-3', 'herring-2']);
      assert.deepEqual(await translations('herring-2'), ['herring-3', 'herring-1']);
      assert.deepEqual(await translations('herring-3'), ['herring-1', 'herring-2']);
      assert.deepEqual(await translations('herring-6'), []);
    });

    it('stay one story when a translation is loaded later, of a translation', async () => {
      await loadInto(test.store, articleDocument(7, { translationOf: 'herring-3', locale: 'zh' }));
      assert.deepEqual(await translations('herring-1'), ['herring-3', 'herring-2', 'herring-7']);
      await loadInto(test.store, articleDocument(7));
      assert.deepEqual(await translations('herring-1'), ['herring-3', 'herring-2']);
    });

    it('refuse an article as its own translation', async () => {
      const { outcomes } = await loadInto(test.store, articleDocument(8, { translationOf: 'herring-8' }));
      const [outcome] = outcomes;
      assert.ok(outcome?.change === 'rejected');
      assert.deepEqual(
        outcome.problems.map(({ pointer }) => pointer),
        ['/0/translationOf'],
      );
    });

    it('fall back to shorter tags and then to the newsroom’s own text, and say what answered', async () => {
      const { topic } = await runQuery(
        test.store,
        `{ topic(slug: "ships") {
          own: name ownLocale: nameLocale
          hant: name(locale: "zh-Hant-TW") hantLocale: nameLocale(locale: "zh-Hant-TW")
          zh: name(locale: "zh-CN") zhLocale: nameLocale(locale: "zh-CN")
          de: name(locale: "de") deLocale: nameLocale(locale: "de")
          description(locale: "de-AT") descriptionLocale(locale: "de-AT")
          missing: description(locale: "ko") missingLocale: descriptionLocale(locale: "ko")
        } }`,
      );
      assert.deepEqual(topic, {
        own: 'Ships',
        ownLocale: null,
        hant: '船隻',
        hantLocale: 'zh-Hant',
        zh: '船',
        zhLocale: 'zh',
        de: 'Ships',
        deLocale: null,
        description: 'Was schwimmt.',
        descriptionLocale: 'de',
        missing: 'What swims.',
        missingLocale: null,
      });
    });

    it('answer one language only where falling back is off', async () => {
      const { data, errors } = await runForErrors(
        test.store,
        `query ($fallback: Boolean) { topic(slug: "ships") {
          exact: name(locale: "zh-Hant", fallback: $fallback)
          name(locale: "zh-CN", fallback: $fallback) nameLocale(locale: "zh-CN", fallback: $fallback)
          description(locale: "de-AT", fallback: $fallback) descriptionLocale(locale: "de-AT", fallback: $fallback)
          own: description(fallback: $fallback)
        } }`,
        { fallback: false },
      );
      assert.deepEqual(errors, []);
      assert.deepEqual(data.topic, {
        exact: '船隻',
        name: 'Ships',
        nameLocale: null,
        description: null,
        descriptionLocale: null,
        own: 'What swims.',
      });
      const { images } = await runQuery(
        test.store,
        '{ images { nodes { url alt(locale: "de", fallback: false) altLocale(locale: "de") none: alt(locale: "ko", fallback: false) } } }',
      );
      assert.deepEqual(images.nodes.at(-1), {
        url: 'https://images.example/ship.jpg',
        alt: 'Ein Schiff',
        altLocale: 'de',
        none: null,
      });
    });
  });
}
