import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { describe as inWords } from '../../src/import/problem.js';
import { type Data, loadInto, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const paragraphs = ['The harbour opens at nine.', 'Entry costs four crowns.', 'Dogs may come along.'];
const body = paragraphs.map((text) => ({ kind: 'paragraph', text }) as const);
const wrongPrice = {
  kind: 'CORRECTION',
  text: 'Entry costs four crowns, not <five>.',
  at: '2024-03-06T10:00:00Z',
} as const;
const dogs = { id: 'dogs', kind: 'CLARIFICATION', text: 'Dogs need a lead.', at: '2024-03-07T10:00:00Z' } as const;
const query = `{ article(slug: "herring-1") { version status corrections { id kind text at blockIds }
  body { text html blocks { id kind text html __typename ... on CorrectionBlock { correction { id kind text at blockIds } } } } } }`;

for (const kind of storeKinds) {
  describe(`corrections on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    before(async () => {
      test = await kind.open();
      await loadInto(test.store, ...world);
    });
    after(() => test.remove());

    const seed = (changes: Partial<ArticleDocument>) =>
      loadInto(test.store, articleDocument(1, { body, mentions: [], ...changes }));
    async function loaded(changes: Partial<ArticleDocument>): Promise<Data> {
      const { outcomes } = await seed(changes);
      assert.notEqual(outcomes[0]?.change, 'rejected', JSON.stringify(outcomes));
      return (await runQuery(test.store, query)).article;
    }
    async function problems(changes: Partial<ArticleDocument>): Promise<string[]> {
      const { outcomes } = await seed(changes);
      return outcomes.flatMap((outcome) => (outcome.change === 'rejected' ? outcome.problems.map(inWords) : []));
    }

    it('stand at the end of the body, the oldest first, and in a list, the newest first', async () => {
      const before = await loaded({});
      assert.deepEqual([before.version, before.status, before.corrections], [1, 'PUBLISHED', []]);
      const article = await loaded({ corrections: [dogs, { ...wrongPrice, blocks: [1] }] });
      assert.deepEqual([article.version, article.status], [2, 'CORRECTED']);
      const [newest, older] = article.corrections;
      assert.deepEqual(newest, { ...dogs, at: '2024-03-07T10:00:00.000Z', blockIds: [] });
      assert.deepEqual(
        [older.kind, older.text, older.blockIds],
        ['CORRECTION', wrongPrice.text, [before.body.blocks[1].id]],
      );
      const blocks = article.body.blocks.slice(3);
      assert.deepEqual(
        blocks.map(({ kind, text, correction, __typename }: Data) => [kind, text, correction, __typename]),
        [older, newest].map((correction) => ['correction', correction.text, correction, 'CorrectionBlock']),
      );
      assert.equal(
        blocks[0].html,
        '<aside class="correction"><p>Entry costs four crowns, not &lt;five&gt;.</p></aside>',
      );
      assert.equal(article.body.text, [...paragraphs, wrongPrice.text, dogs.text].join('\n\n'));
      assert.deepEqual(article.body.blocks.slice(0, 3), before.body.blocks);
    });

    it('stand where the document puts them, and keep their blocks', async () => {
      const before = await loaded({ corrections: [dogs] });
      const placed = [body[0], { kind: 'correction', correction: 'dogs' }, body[1], body[2]] as typeof body;
      const article = await loaded({ body: placed, corrections: [{ ...dogs, blocks: [3] }] });
      const ids = before.body.blocks.map(({ id }: Data) => id);
      assert.deepEqual(
        article.body.blocks.map(({ id }: Data) => id),
        [ids[0], ids[3], ids[1], ids[2]],
      );
      assert.deepEqual(article.corrections[0].blockIds, [ids[2]]);
      const again = await loaded({ body: placed, corrections: [{ ...dogs, blocks: [ids[2]] }] });
      assert.equal(again.version, article.version, 'an id says the same as an index');
    });

    it('may concern what was removed since', async () => {
      const before = await loaded({ corrections: [{ ...dogs, blocks: [2] }] });
      const id = before.body.blocks[2].id;
      const article = await loaded({ body: body.slice(0, 2), corrections: [{ ...dogs, blocks: [id] }] });
      assert.deepEqual(article.corrections[0].blockIds, [id]);
      assert.ok(!article.body.blocks.some((block: Data) => block.id === id));
    });

    it('do not make an article CORRECTED that says something else, nor where nothing was wrong', async () => {
      const update = { ...wrongPrice, kind: 'UPDATE' } as const;
      assert.equal((await loaded({ corrections: [update] })).status, 'PUBLISHED');
      assert.equal((await loaded({ corrections: [update, dogs] })).status, 'CORRECTED');
      assert.equal((await loaded({ status: 'CORRECTED' })).status, 'CORRECTED');
      await loaded({});
      await seed({ status: 'EMBARGOED', corrections: [dogs] });
      assert.equal((await runQuery(test.store, query)).article, null);
      await seed({});
    });

    it('are refused with the place where they are wrong', async () => {
      const at = 'documents /0';
      const price = { ...wrongPrice, id: 'price' };
      assert.deepEqual(await problems({ corrections: [dogs, { ...price, blocks: [0, 3] }] }), [
        `${at}/corrections/1/blocks/1: expected the id or index of a block of the body, found 3`,
      ]);
      assert.deepEqual(await problems({ corrections: [{ ...price, blocks: ['b0'] }] }), [
        `${at}/corrections/0/blocks/0: expected the id or index of a block of the body, found "b0"`,
      ]);
      assert.deepEqual(await problems({ corrections: [dogs, { ...price, id: 'dogs' }] }), [
        `${at}/corrections/1/id: correction id 'dogs' is used twice`,
      ]);
      const [twice = ''] = await problems({ corrections: [wrongPrice, wrongPrice] });
      assert.match(twice, /^documents \/0\/corrections\/1\/id: correction id 'c\w+' is used twice$/);
      assert.deepEqual(
        await problems({ body: [...body, { kind: 'correction', correction: 'cats' }], corrections: [dogs] }),
        [`${at}/body/3/correction: expected the id of one of the corrections, found 'cats'`],
      );
      const wrong = { ...dogs, kind: 'ERRATUM', at: 'yesterday', blocks: [-1, '', {}] } as unknown as typeof dogs;
      assert.deepEqual(
        (await problems({ corrections: [wrong] })).map((problem) => problem.split(':')[0]?.trim()),
        ['kind', 'at', 'blocks/0', 'blocks/1', 'blocks/2'].map((field) => `${at}/corrections/0/${field}`),
      );
    });

    it('belong to articles: no other document has any to place', async () => {
      const { outcomes } = await loadInto(test.store, {
        type: 'policy',
        slug: 'p',
        kind: 'TERMS',
        title: 'Terms',
        version: '1',
        locale: 'en',
        effectiveFrom: '2024-01-01T00:00:00Z',
        body: [{ kind: 'correction', correction: 'dogs' }],
      });
      assert.equal(outcomes[0]?.change, 'rejected');
    });
  });
}
