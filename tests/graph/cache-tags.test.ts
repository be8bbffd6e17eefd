import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { typeByName } from '../../src/content/index.js';
import { headerTag, tagsOfList, tagsOfStep } from '../../src/graph/cache-tags.js';
import type { ContentType } from '../../src/graph/content-type.js';
import { loadInto, runOnce } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds } from '../support/stores.js';

const article = typeByName.get('article') as ContentType;
const naming = (count: number, from = 0) => ({
  _id: 'a',
  listedUnder: Array.from({ length: count }, (_, n) => `person:p-${from + n}`),
});

describe('cache tags', () => {
  it('of a step are those of what was and of what is, each once', () => {
    assert.deepEqual(tagsOfStep(article, [naming(2), naming(2, 1)]), [
      'article:a',
      'articles',
      'articles/person:p-0',
      'articles/person:p-1',
      'articles/person:p-2',
    ]);
  });

  it('of a step that touches very many lists are one that every list has', () => {
    const tags = tagsOfStep(article, [naming(150), naming(150, 100)]);
    assert.deepEqual(tags, ['article:a', 'articles', 'articles/*']);
    for (const filter of [{}, { listedUnder: 'person:p-7' }])
      assert.ok(tagsOfList(article, filter).includes('articles/*'));
  });

  it('fit into headers', () => {
    assert.equal(headerTag('articles/section:world'), 'articles/section:world');
    assert.equal(headerTag('topic:기후, 100%'), 'topic:%EA%B8%B0%ED%9B%84%2C%20100%25');
  });

  it('of an article name all that its page is made of, but no other articles, which may be drafts', async () => {
    const [embedded] = storeKinds;
    const test = await (embedded as NonNullable<typeof embedded>).open();
    try {
      await loadInto(
        test.store,
        ...world,
        articleDocument(2, { status: 'DRAFT' }),
        articleDocument(1, { related: ['herring-2'] }),
      );
      const { article: found } = await runOnce(test.store, '{ article(slug: "herring-1") { cacheTags } }');
      assert.deepEqual(found.cacheTags.sort(), [
        'article:herring-1',
        'event:herring-summit',
        'image:harbour',
        'image:portrait',
        'organisation:ministry-of-fish',
        'person:ada-fjord',
        'person:bo-reef',
        'person:cy-quill',
        'place:harbour-city',
        'place:norland',
        'section:north',
        'section:world',
        'source:example-news',
        'source:example-wire',
        'topic:herring',
      ]);
    } finally {
      await test.remove();
    }
  });
});
