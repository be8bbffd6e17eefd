import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { type Data, loadInto, runForErrors, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const about = (...concepts: string[]) => concepts.map((concept) => ({ concept, relation: 'ABOUT' as const }));
const paragraphs = (...texts: string[]) =>
  texts.map((text) => ({ kind: 'paragraph' as const, text: `${text} is what the desk wrote on that day.` }));

/** An article with a text of its own that names only what it is told to. */
const article = (number: number, changes: Partial<ArticleDocument>) => {
  const text = paragraphs(`First ${number}`, `Second ${number}`);
  return articleDocument(number, { topics: [], mentions: [], body: text, ...changes });
};

for (const kind of storeKinds) {
  describe(`related articles on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    before(async () => {
      test = await kind.open();
      const common = 'place:norland';
      const copied = paragraphs('Herring swam north', 'Herring swam south', 'Herring swam home');
      await loadInto(
        test.store,
        ...world,
        article(1, {
          topics: ['fishing'],
          mentions: about(common, 'person:bo-reef', 'event:herring-summit'),
          related: ['herring-9', 'herring-8', 'herring-7', 'herring-1'],
          body: copied,
        }),
        article(2, { mentions: about(common) }),
        article(3, { mentions: about('person:bo-reef') }),
        article(4, { mentions: about('event:herring-summit') }),
        article(5, { translationOf: 'herring-1', locale: 'de', mentions: about(common, 'event:herring-summit') }),
        article(6, { body: [...copied.slice(1), ...paragraphs('And more')], mentions: about('person:bo-reef') }),
        article(7, { status: 'WITHDRAWN' }),
        article(8, {}),
        article(9, { mentions: about('event:herring-summit', common) }),
        article(10, { mentions: about('person:bo-reef'), status: 'DRAFT' }),
        article(11, { body: [...copied.slice(2), ...paragraphs('Else', 'Other')] }),
        ...Array.from({ length: 30 }, (_, at) => article(20 + at, { mentions: about(common), topics: [] })),
      );
    });
    after(() => test.remove());

    const related = async (slug: string, args = '') => {
      const data = await runQuery(
        test.store,
        `{ article(slug: "${slug}") { related${args} { edges { cursor why node { slug } shared { slug } } nodes { slug } pageInfo { hasNextPage endCursor } } } }`,
      );
      const { edges, nodes, pageInfo } = data.article.related;
      assert.deepEqual(
        nodes,
        edges.map(({ node }: Data) => node),
      );
      assert.equal(pageInfo.endCursor, edges.at(-1)?.cursor ?? null);
      return { edges, pageInfo };
    };
    const told = ({ edges }: { edges: Data[] }) =>
      edges.map(({ why, node, shared }) => [why, node.slug, ...shared.map(({ slug }: Data) => slug)].join(' '));

    it('are the editor’s choice, the same event, what shares rare concepts, the same story; none hidden, none twice', async () => {
      const answer = told(await related('herring-1', '(first: 100)'));
      assert.deepEqual(answer.slice(0, 4), [
        'EDITOR herring-9 herring-summit norland',
        'EDITOR herring-8',
        'EVENT herring-4 herring-summit',
        'CONCEPTS herring-3 bo-reef',
      ]);
      assert.match(answer[4] ?? '', /^CONCEPTS herring-\d+ norland$/);
      assert.deepEqual(answer.slice(-2), [
        'SAME_STORY herring-6 bo-reef',
        'SAME_STORY herring-5 herring-summit norland',
      ]);
      const slugs = answer.map((one) => one.split(' ')[1]);
      assert.equal(new Set(slugs).size, slugs.length);
      for (const hidden of [1, 7, 10, 11]) assert.ok(!slugs.includes(`herring-${hidden}`), `herring-${hidden}`);
    });

    it('are those of the reasons asked for', async () => {
      assert.deepEqual(told(await related('herring-1', '(by: [EVENT])')), [
        'EVENT herring-9 herring-summit norland',
        'EVENT herring-4 herring-summit',
      ]);
      assert.deepEqual(told(await related('herring-1', '(by: [SAME_STORY])')), [
        'SAME_STORY herring-6 bo-reef',
        'SAME_STORY herring-5 herring-summit norland',
      ]);
      assert.deepEqual(told(await related('herring-1', '(by: [EDITOR])')), [
        'EDITOR herring-9 herring-summit norland',
        'EDITOR herring-8',
      ]);
      assert.deepEqual(told(await related('herring-1', '(by: [])')), []);
      assert.deepEqual(told(await related('herring-11', '(by: [SAME_STORY, EDITOR])')), []);
    });

    it('page forward', async () => {
      const first = await related('herring-1', '(first: 3)');
      assert.equal(first.pageInfo.hasNextPage, true);
      const next = await related('herring-1', `(first: 1, after: "${first.pageInfo.endCursor}")`);
      assert.deepEqual(told(next), ['CONCEPTS herring-3 bo-reef']);
      const { errors } = await runForErrors(
        test.store,
        '{ article(slug: "herring-1") { related(first: 101) { nodes { slug } } } }',
      );
      assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
    });
  });
}
