import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import type { Article } from '../../src/content/article/article.type.js';
import { toGlobalId } from '../../src/graph/node.js';
import { clear } from '../../src/import/clear.js';
import { describe as inWords } from '../../src/import/problem.js';
import { buildGraph } from '../../src/schema.js';
import { depthsByCollection } from '../support/depths.js';
import { asInputs, type Data, loadInto, runForErrors, runOnce, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const fields = 'id number at signal headline note by origin body { text blocks { id } } article { slug version }';
const diffFields = 'from to headlineChanged addedBlocks changedBlocks removedBlocks';

for (const kind of storeKinds) {
  describe(`revisions on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let commands = new Map<string, number>();
    let articles = 0;
    let slug: string;
    before(async () => {
      test = await kind.open(({ collection }) => commands.set(collection, (commands.get(collection) ?? 0) + 1));
      await loadInto(test.store, ...world);
    });
    beforeEach(() => {
      articles += 1;
      slug = `herring-${articles}`;
    });
    after(() => test.remove());

    const text = (...paragraphs: string[]) => paragraphs.map((words) => ({ kind: 'paragraph', text: words }) as const);
    /** Loads the article once for each of these. */
    async function seed(...versions: Partial<ArticleDocument>[]): Promise<void> {
      for (const changes of versions) {
        const { outcomes } = await loadInto(test.store, articleDocument(articles, changes));
        assert.notEqual(outcomes[0]?.change, 'rejected', JSON.stringify(outcomes));
      }
    }
    const ask = async (selection: string): Promise<Data> =>
      (await runQuery(test.store, `{ article(slug: "${slug}") { ${selection} } }`)).article;
    const revisions = async (args = ''): Promise<Data> =>
      (
        await ask(
          `revisions${args} { totalCount nodes { ${fields} } edges { cursor } pageInfo { hasNextPage hasPreviousPage } }`,
        )
      ).revisions;
    const numbers = ({ nodes }: Data) => nodes.map(({ number }: Data) => number);
    const node = (number: number | string) =>
      runForErrors(test.store, `query ($id: ID!) { node(id: $id) { ... on Revision { ${fields} } } }`, {
        id: toGlobalId('revision', `${slug}@${number}`),
      });
    const stored = async () => {
      const found = await test.store.collection('revisions').find({ articleId: slug }).toArray();
      return found.map(({ _id }) => _id).sort();
    };
    const feed = async (): Promise<string[]> => {
      const { changes } = await runQuery(
        test.store,
        '{ changes { endCursor hasMore changes { signal nodeId cacheTags } } }',
      );
      let steps = changes.changes;
      for (let page = changes; page.hasMore; steps = [...steps, ...page.changes]) {
        const next =
          'query ($since: String) { changes(since: $since) { endCursor hasMore changes { signal nodeId cacheTags } } }';
        page = (await runQuery(test.store, next, { since: page.endCursor })).changes;
      }
      const id = toGlobalId('article', slug);
      return steps.filter(({ nodeId }: Data) => nodeId === id).map(({ signal }: Data) => signal);
    };

    it('are one for each version, the newest first, as it was', async () => {
      await seed(
        { body: text('One.') },
        { body: text('One.', 'Two.'), revisionNote: 'Adds the second.', revisionBy: 'Night desk' },
      );
      await seed({ headline: 'Three', body: text('Three.'), updatedAt: '2024-03-09T10:00:00Z' });
      const { totalCount, nodes } = await revisions();
      assert.equal(totalCount, 3);
      const [three, two, one] = nodes;
      assert.deepEqual(
        nodes.map(({ number, signal, headline, body, note, by, origin }: Data) => [
          number,
          signal,
          headline,
          body.text,
          note,
          by,
          origin,
        ]),
        [
          [3, 'UPDATE', 'Three', 'Three.', null, null, 'DOCUMENT'],
          [
            2,
            'UPDATE',
            `Herring agreement ${articles} reached`,
            'One.\n\nTwo.',
            'Adds the second.',
            'Night desk',
            'DOCUMENT',
          ],
          [1, 'NEW', `Herring agreement ${articles} reached`, 'One.', null, null, 'DOCUMENT'],
        ],
      );
      assert.equal(three.at, '2024-03-09T10:00:00.000Z');
      assert.equal(one.at, new Date(Date.UTC(2024, 2, 5, 12, articles)).toISOString());
      assert.equal(two.body.blocks[0].id, one.body.blocks[0].id);
      for (const revision of nodes) {
        assert.deepEqual(revision.article, { slug, version: 3 });
        assert.deepEqual((await node(revision.number)).data.node, revision);
      }
    });

    it('carry mentions, pictures and posts of the day as the article did', async () => {
      await seed({}, { body: text('Nobody is named.'), mentions: [] });
      const { revisions: found } = await ask(`revisions { nodes { body { html blocks { kind
        ... on ParagraphBlock { spans { text mention { label concept { slug } roleAtPublication { title } } } } } } } }`);
      const [now, before] = found.nodes;
      assert.equal(now.body.html, '<p>Nobody is named.</p>');
      assert.match(before.body.html, /<img src="https:\/\/images\.example\/portrait\.jpg"/);
      const { mention } = before.body.blocks[0].spans.find(({ text: words }: Data) => words === 'Ada Fjord');
      assert.deepEqual([mention.concept.slug, mention.roleAtPublication.title], ['ada-fjord', 'Minister of Fish']);
    });

    it('come in pages of any size from both ends, and cursors hold while the article goes on', async () => {
      await seed(...[1, 2, 3, 4, 5].map((at) => ({ kicker: `${at}` })));
      for (const size of [1, 2, 3, 4, 5, 6, 0]) {
        for (const [way, other, cursor] of [
          ['first', 'hasNextPage', 'after'],
          ['last', 'hasPreviousPage', 'before'],
        ] as const) {
          const seen: number[][] = [];
          for (let at = ''; ; ) {
            const page = await revisions(`(${way}: ${size}${at})`);
            assert.equal(page.totalCount, 5);
            seen.push(numbers(page));
            assert.equal(
              page.pageInfo[other],
              size === 0 || seen.flat().length < 5,
              `${way} ${size} ${JSON.stringify(seen)}`,
            );
            if (!page.pageInfo[other] || size === 0) break;
            at = `, ${cursor}: "${page.edges.at(way === 'first' ? -1 : 0).cursor}"`;
          }
          const all = (way === 'first' ? seen : [...seen].reverse()).flat();
          assert.deepEqual(all, size === 0 ? [] : [5, 4, 3, 2, 1], `${way} ${size}`);
        }
      }
      const { edges } = await revisions('(first: 2)');
      await seed({ kicker: '6' });
      assert.deepEqual(numbers(await revisions(`(after: "${edges[0].cursor}")`)), [4, 3, 2, 1]);
      assert.deepEqual(numbers(await revisions(`(before: "${edges[1].cursor}")`)), [6, 5]);
      assert.deepEqual(numbers(await revisions(`(last: 1, before: "${edges[1].cursor}")`)), [5]);
      assert.deepEqual(numbers(await revisions(`(after: "${edges[0].cursor}", last: 2)`)), [2, 1]);
      const { errors } = await runForErrors(
        test.store,
        `{ article(slug: "${slug}") { revisions(after: "x") { nodes { id } } } }`,
      );
      assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
    });

    it('are not found under numbers that there are not', async () => {
      await seed({}, { kicker: 'Two' });
      for (const number of [0, 3, '01', '1e0', '', '-1', '1@1', '99999999999'])
        assert.deepEqual(await node(number), { data: { node: null }, errors: [] }, `${number}`);
    });

    it('say what has changed since a version', async () => {
      await seed({ body: text('The first stays.', 'The second will be edited soon.', 'Gone.') });
      await seed({
        headline: 'Another',
        body: text('The third is new.', 'The second has been edited soon.', 'The first stays.'),
      });
      const {
        revisions: found,
        changesSince,
        same,
        unknown,
      } = await ask(`revisions { nodes { body { blocks { id } } } }
        changesSince(version: 1) { ${diffFields} } same: changesSince(version: 2) { ${diffFields} } unknown: changesSince(version: 3) { to }`);
      const [now, before] = found.nodes.map(({ body }: Data) => body.blocks.map(({ id }: Data) => id));
      assert.deepEqual([now[2], now[1]], [before[0], before[1]], 'moved and edited');
      assert.deepEqual(changesSince, {
        from: 1,
        to: 2,
        headlineChanged: true,
        addedBlocks: [now[0]],
        changedBlocks: [now[1]],
        removedBlocks: [before[2]],
      });
      assert.deepEqual(same, {
        from: 2,
        to: 2,
        headlineChanged: false,
        addedBlocks: [],
        changedBlocks: [],
        removedBlocks: [],
      });
      assert.equal(unknown, null);
      for (const version of [0, -1]) {
        const { errors } = await runForErrors(
          test.store,
          `{ article(slug: "${slug}") { changesSince(version: ${version}) { to } } }`,
        );
        assert.deepEqual(
          errors.map(({ extensions }) => [extensions.code, extensions.argument]),
          [['BAD_USER_INPUT', 'version']],
        );
      }
    });

    it('take no link for a change of a block, nor the number of a picture or an anchor', async () => {
      const { body } = articleDocument(articles);
      await seed({ mentions: [] });
      await seed({
        body: [{ kind: 'image', image: { image: 'harbour' } }, { kind: 'heading', text: 'What was agreed' }, ...body],
      });
      const { changesSince, blocks } = await ask(
        `changesSince(version: 1) { ${diffFields} } blocks: body { blocks { id } }`,
      );
      assert.deepEqual([changesSince.changedBlocks, changesSince.removedBlocks], [[], []]);
      assert.equal(changesSince.addedBlocks.length, 2);
      assert.equal(blocks.blocks.length, body.length + 2);
    });

    it('say the same as the change feed, of corrections too', async () => {
      const correction = { id: 'one', kind: 'CORRECTION', text: 'It was four.', at: '2024-03-06T10:00:00Z' } as const;
      const update = { id: 'more', kind: 'UPDATE', text: 'It rains.', at: '2024-03-07T10:00:00Z' } as const;
      await seed({}, { kicker: 'New' }, { corrections: [correction] });
      await seed(
        { corrections: [correction], kicker: 'Newer' },
        { corrections: [correction, update], kicker: 'Newer' },
      );
      await seed(
        { corrections: [{ ...correction, text: 'It was five.' }, update], kicker: 'Newer' },
        { kicker: 'Newer' },
      );
      const signals = ['NEW', 'UPDATE', 'CORRECTION', 'UPDATE', 'UPDATE', 'CORRECTION', 'UPDATE'];
      const { nodes } = await revisions();
      assert.deepEqual(nodes.map(({ signal }: Data) => signal).reverse(), signals);
      assert.deepEqual(await feed(), signals);
      const { changesSince } = await ask(`changesSince(version: 2) { ${diffFields} }`);
      assert.deepEqual(changesSince.addedBlocks, [], 'corrections that were taken out again');
    });

    it('keep the note of a version until another is given, and are no more for a note', async () => {
      await seed({ revisionNote: 'First.' }, {}, { revisionNote: 'First of all.' }, {});
      const { nodes } = await revisions();
      assert.deepEqual(
        nodes.map(({ number, note }: Data) => [number, note]),
        [[1, 'First of all.']],
      );
    });

    it('show nothing of what was a draft, whatever comes of it', async () => {
      await seed({ status: 'DRAFT', body: text('Secret one.') }, { status: 'EMBARGOED', body: text('Secret two.') });
      assert.deepEqual([(await node(1)).data.node, (await node(2)).data.node], [null, null]);
      await seed({ body: text('Public.') }, { status: 'DRAFT', body: text('Secret four.') });
      assert.deepEqual([(await node(3)).data.node, (await node(4)).data.node], [null, null]);
      await seed({ body: text('Public again.') }, { body: text('Public still.') });
      const found = await revisions();
      assert.deepEqual([numbers(found), found.totalCount], [[6, 5, 3], 3]);
      assert.deepEqual(
        found.nodes.map(({ signal }: Data) => signal),
        ['UPDATE', 'NEW', 'NEW'],
      );
      assert.ok(!JSON.stringify(found).includes('Secret'));
      for (const number of [1, 2, 4]) assert.deepEqual(await node(number), { data: { node: null }, errors: [] });
      const { hidden } = await ask('hidden: changesSince(version: 1) { removedBlocks }');
      assert.equal(hidden, null);
    });

    it('go with the article when it is withdrawn: what is left says so and nothing else', async () => {
      await seed({ body: text('Libel one.') }, { body: text('Libel two.') }, { body: text('Libel three.') });
      assert.deepEqual(await stored(), [`${slug}@1`, `${slug}@2`]);
      await seed({ status: 'WITHDRAWN', body: text('Libel four.'), revisionNote: 'Withdrawn by order of a court.' });
      assert.deepEqual(await stored(), []);
      for (const number of [1, 3, 4]) {
        const { data, errors } = await node(number);
        assert.deepEqual([data.node, errors[0]?.extensions.code], [null, 'WITHDRAWN']);
      }
      await seed({ body: text('Fair.') });
      const { nodes } = await revisions();
      assert.deepEqual(
        nodes.map(({ number, signal, headline, body, note }: Data) => [number, signal, headline, body.text, note]),
        [
          [5, 'NEW', `Herring agreement ${articles} reached`, 'Fair.', null],
          [4, 'DELETE', '', '', 'Withdrawn by order of a court.'],
        ],
      );
      assert.ok(
        !JSON.stringify(await test.store.collection('revisions').find({ articleId: slug }).toArray()).includes('Libel'),
      );
    });

    it('are gone with an article that has expired, and back with it', async () => {
      await seed({ body: text('Tickets.') }, { status: 'EXPIRED', body: text('No tickets.') });
      const { data, errors } = await node(1);
      assert.deepEqual([data.node, errors[0]?.extensions.code], [null, 'GONE']);
      await seed({ body: text('Tickets again.') });
      const { nodes } = await revisions();
      assert.deepEqual(
        nodes.map(({ signal, body }: Data) => [signal, body.text]),
        [
          ['NEW', 'Tickets again.'],
          ['DELETE', ''],
          ['NEW', 'Tickets.'],
        ],
      );
    });

    it('are the current one alone where the store was filled before there were any', async () => {
      await seed({ status: 'CORRECTED' }, { status: 'CORRECTED', kicker: 'Two' });
      const [found] = await test.store.collection<Article & { rev: number }>('articles').find({ slug }).toArray();
      const { revision: _, ...older } = found as Article;
      await test.store.write([
        { collection: 'articles', replaceOne: { filter: { _id: slug }, replacement: older } },
        { collection: 'revisions', deleteOne: { filter: { _id: `${slug}@1` } } },
      ]);
      const { totalCount, nodes } = await revisions();
      assert.equal(totalCount, 1);
      assert.deepEqual(
        nodes.map(({ number, signal, origin, note }: Data) => [number, signal, origin, note]),
        [[2, 'CORRECTION', null, null]],
      );
      assert.equal((await ask('changesSince(version: 1) { to }')).changesSince, null);
      const { summary } = await loadInto(test.store, articleDocument(articles, { status: 'CORRECTED', kicker: 'Two' }));
      assert.equal(summary.unchanged, 1, 'the same document changes nothing');
      await seed({ status: 'CORRECTED', kicker: 'Three' });
      assert.deepEqual(numbers(await revisions()), [3, 2]);
    });

    it('may come with the document from where it was before', async () => {
      const correction = { kind: 'CORRECTION', text: 'It was four.', at: '2024-03-06T10:00:00Z' } as const;
      const document: Partial<ArticleDocument> = {
        body: text('Ada Fjord paid four crowns for it.'),
        updatedAt: '2024-03-07T10:00:00Z',
        mentions: [{ concept: 'person:ada-fjord', occurrences: [{ block: 0, start: 0, end: 9 }], label: 'Ada Fjord' }],
        corrections: [{ ...correction, blocks: [0] }],
        revisionNote: 'The price is put right.',
        earlierVersions: [
          { updatedAt: '2024-03-05T10:00:00Z', headline: 'First', body: text('It costs something.') },
          {
            updatedAt: '2024-03-05T11:00:00Z',
            headline: 'Second',
            body: text('Ada Fjord paid five crowns for it.'),
            revisionBy: 'Desk',
          },
        ],
      };
      await seed(document, document);
      const { nodes } = await revisions();
      assert.deepEqual(
        nodes.map(({ number, at, signal, headline, by, note }: Data) => [
          number,
          at.slice(5, 13),
          signal,
          headline,
          by,
          note,
        ]),
        [
          [3, '03-07T10', 'CORRECTION', `Herring agreement ${articles} reached`, null, 'The price is put right.'],
          [2, '03-05T11', 'UPDATE', 'Second', 'Desk', null],
          [1, '03-05T10', 'NEW', 'First', null, null],
        ],
      );
      assert.equal(nodes[0].body.blocks[0].id, nodes[1].body.blocks[0].id);
      assert.deepEqual(await feed(), ['NEW']);
      const { outcomes } = await loadInto(
        test.store,
        articleDocument(999, {
          earlierVersions: [{ updatedAt: '2024-03-05T10:00:00Z', body: [...text('x'), { kind: 'paragraph' }] }],
        }),
      );
      assert.deepEqual(
        outcomes.flatMap((outcome) => (outcome.change === 'rejected' ? outcome.problems.map(inWords) : [])),
        ['documents /0/earlierVersions/0/body/1: expected exactly one of text and spans'],
      );
    });

    it('cost one command for each collection and depth, for 50 articles as for one', async () => {
      await loadInto(test.store, ...Array.from({ length: 50 }, (_, at) => articleDocument(at + 1000)));
      const corrections = [{ kind: 'CORRECTION', text: 'It was four.', at: '2024-03-06T10:00:00Z' } as const];
      for (const kicker of ['Two', 'Three'])
        await loadInto(
          test.store,
          ...Array.from({ length: 50 }, (_, at) => articleDocument(at + 1000, { kicker, corrections })),
        );
      const query = `query ($first: Int!) { articles(first: $first) { nodes { corrections { text blockIds } changesSince(version: 1) { addedBlocks }
        revisions { totalCount pageInfo { hasNextPage } nodes { number article { slug } body { html blocks { ... on CorrectionBlock { correction { text } } ... on ImageBlock { image { image { url } } } } } } } } } }`;
      const allowed = depthsByCollection(buildGraph(), query);
      const count = async (first: number) => {
        commands = new Map();
        const { articles: found } = await runOnce(test.store, query, { first });
        assert.equal(found.nodes.length, first);
        for (const { revisions: some } of found.nodes) assert.equal(some.nodes.length, 3);
        return commands;
      };
      const one = await count(1);
      assert.ok(one.has('revisions') && one.has('images'), [...one.keys()].join());
      for (const [collection, number] of one) assert.ok(number <= (allowed.get(collection) ?? 0), collection);
      for (const [collection, number] of await count(50)) {
        assert.ok(number <= (one.get(collection) ?? 0), `${collection}: ${number}, ${one.get(collection)} for one`);
      }
    });

    it('go with an article that is cleared', async () => {
      await seed({}, { kicker: 'Two' }, { kicker: 'Three' });
      assert.equal((await stored()).length, 2);
      const before = (await test.store.collection('revisions').find({}).toArray()).length;
      await clear(asInputs([articleDocument(articles)]), test.store);
      assert.deepEqual(await stored(), []);
      assert.equal((await test.store.collection('revisions').find({}).toArray()).length, before - 2);
      assert.deepEqual(await feed(), ['NEW', 'UPDATE', 'UPDATE', 'DELETE']);
    });
  });
}
