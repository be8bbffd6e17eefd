import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { PersonDocument } from '../../src/content/person/person.document.js';
import { toGlobalId } from '../../src/graph/node.js';
import { type Data, loadInto, runOnce, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore, writingBy } from '../support/stores.js';

const person = (slug: string, mergedInto?: string): PersonDocument => ({
  type: 'person',
  slug,
  name: `Name of ${slug}`,
  ...(mergedInto && { mergedInto: `person:${mergedInto}` }),
});
const paragraph = (text: string) => ({ kind: 'paragraph' as const, text });
const article = (number: number, ...people: string[]) =>
  articleDocument(number, {
    mentions: people.map((slug) => ({ concept: `person:${slug}`, relation: 'ABOUT' as const })),
    topics: [],
    body: people.map((slug) => paragraph(`Name of ${slug} came.`)),
  });

for (const kind of storeKinds) {
  describe(`concepts that are merged on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    beforeEach(async () => {
      await test?.remove();
      test = await kind.open();
      await loadInto(
        test.store,
        ...world,
        person('old'),
        person('new'),
        person('newest'),
        person('other'),
        article(1, 'old', 'other'),
        article(2, 'new', 'other'),
        article(3, 'old', 'new'),
      );
    });
    after(() => test.remove());

    const named = async (slug: string): Promise<Data> => {
      const { person: one } = await runQuery(
        test.store,
        `query ($slug: String!) { person(slug: $slug) { slug mergedInto { slug }
          articles(sort: OLDEST, relation: [ABOUT]) { nodes { slug people { slug } mentions { label concept { slug } } } facets(by: [PERSON]) { buckets { label count } } }
          coMentioned { concept { slug } count } } }`,
        { slug },
      );
      return {
        into: one.mergedInto?.slug ?? null,
        articles: one.articles.nodes.map(({ slug: name }: Data) => name),
        people: one.articles.nodes.map(({ people }: Data) => people.map((each: Data) => each.slug)),
        mentions: one.articles.nodes.flatMap(({ mentions }: Data) =>
          mentions.map(({ label, concept }: Data) => `${label}: ${concept.slug}`),
        ),
        facets: one.articles.facets[0].buckets.map(({ label, count }: Data) => `${label} ${count}`),
        beside: one.coMentioned.map(({ concept, count }: Data) => `${concept.slug} ${count}`),
      };
    };
    const merged = {
      into: null,
      articles: ['herring-1', 'herring-2', 'herring-3'],
      people: [['new', 'other'], ['new', 'other'], ['new']],
      mentions: [
        'Name of old: new',
        'Name of other: other',
        'Name of new: new',
        'Name of other: other',
        'Name of old: new',
        'Name of new: new',
      ],
      facets: ['Name of new 3', 'Name of other 2'],
      beside: ['other 2'],
    };

    it('stand for themselves before', async () => {
      const { articles, beside } = await named('old');
      assert.deepEqual(
        [articles, beside],
        [
          ['herring-1', 'herring-3'],
          ['new 1', 'other 1'],
        ],
      );
    });

    it('count as what they were merged into, in articles that were there before', async () => {
      await loadInto(test.store, person('old', 'new'));
      assert.deepEqual(await named('new'), merged);
      assert.deepEqual(await named('old'), { ...merged, into: 'new' });
    });

    it('count so in articles that are loaded later, and in the same load', async () => {
      await loadInto(test.store, article(1, 'other'), article(3, 'other'));
      await loadInto(test.store, article(1, 'old', 'other'), person('old', 'new'), article(3, 'old', 'new'));
      assert.deepEqual(await named('new'), merged);
      const { outcomes } = await loadInto(test.store, article(1, 'old', 'other'), article(3, 'old', 'new'));
      assert.deepEqual(
        outcomes.map(({ change }) => change),
        ['unchanged', 'unchanged'],
      );
    });

    it('are followed where merges follow one another', async () => {
      await loadInto(test.store, person('old', 'new'));
      await loadInto(test.store, person('new', 'newest'));
      assert.deepEqual((await named('newest')).facets, ['Name of newest 3', 'Name of other 2']);
      for (const slug of ['old', 'new']) assert.equal((await named(slug)).into, 'newest');
      await loadInto(test.store, article(4, 'old'));
      assert.equal((await named('newest')).articles.length, 4);
    });

    it('are still found by id and slug, and in searches as what they became', async () => {
      await loadInto(test.store, person('old', 'new'));
      const data = await runQuery(
        test.store,
        `query ($id: ID!) { node(id: $id) { ... on Person { slug mergedInto { slug } } } person(id: $id) { slug }
          search(query: "came", filter: { concepts: { all: [$id] } }) { totalCount facets(by: [PERSON]) { buckets { label count } } } }`,
        { id: toGlobalId('person', 'old') },
      );
      assert.deepEqual(data.node, { slug: 'old', mergedInto: { slug: 'new' } });
      assert.deepEqual(data.person, { slug: 'old' });
      const current = await runQuery(
        test.store,
        `query ($id: ID!) { search(query: "came", filter: { concepts: { all: [$id], relation: [ABOUT] } }) { totalCount facets(by: [PERSON]) { buckets { label count } } } }`,
        { id: toGlobalId('person', 'new') },
      );
      assert.deepEqual(current.search, {
        totalCount: 3,
        facets: [
          {
            buckets: [
              { label: 'Name of new', count: 3 },
              { label: 'Name of other', count: 2 },
            ],
          },
        ],
      });
    });

    it('lack none of their articles while these are being linked to what they are merged into', async () => {
      const many = Array.from({ length: 120 }, (_, at) => article(10 + at, 'other'));
      await loadInto(test.store, ...many);
      const { store } = test;
      const counted: number[] = [];
      const watched = writingBy(store, async (writes) => {
        await store.write(writes);
        const { person: one } = await runOnce(
          store,
          `query ($id: ID!, $slug: String!) { person(slug: $slug) {
            articles(relation: [ABOUT], filter: { concepts: { all: [$id], relation: [ABOUT] } }) { totalCount } } }`,
          { id: toGlobalId('person', 'other'), slug: 'other' },
        );
        counted.push(one.articles.totalCount);
      });
      await loadInto(watched, person('other', 'newest'));
      assert.ok(counted.length > 3, 'more than one transaction');
      assert.deepEqual([...new Set(counted)], [122]);
    });

    it('cannot be merged in a circle', async () => {
      await loadInto(test.store, person('old', 'new'));
      for (const [slug, into] of [
        ['new', 'old'],
        ['other', 'other'],
      ] as const) {
        const { outcomes } = await loadInto(test.store, person(slug, into));
        const [outcome] = outcomes;
        assert.ok(outcome?.change === 'rejected');
        assert.deepEqual(
          outcome.problems.map(({ pointer }) => pointer),
          ['/0/mergedInto'],
        );
      }
    });
  });

  describe(`concepts named together on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let commands: string[] = [];
    after(() => test.remove());

    it('are counted over public articles, most first, one command for all', async () => {
      test = await kind.open(({ collection }) => commands.push(collection));
      await loadInto(
        test.store,
        ...world,
        ...[1, 2, 3, 4].map((number) => articleDocument(number)),
        articleDocument(5, { mentions: [{ concept: 'person:ada-fjord' }, { concept: 'person:cy-quill' }], body: [] }),
        articleDocument(6, { status: 'DRAFT', mentions: [{ concept: 'person:ada-fjord' }], topics: ['fishing'] }),
      );
      const asked = (args: string) => `coMentioned${args} { count concept { __typename slug } }`;
      commands = [];
      const { people, event } = await runOnce(
        test.store,
        `{ people { nodes { slug ${asked('')} } } event(slug: "herring-summit") { ${asked('(first: 2, kind: [TOPIC, PLACE])')} } }`,
      );
      assert.equal(commands.filter((name) => name === 'articles').length, 1);
      const told = (counts: Data[]) => counts.map(({ concept, count }) => `${concept.slug} ${count}`);
      const ada = people.nodes.find(({ slug }: Data) => slug === 'ada-fjord');
      assert.deepEqual(told(ada.coMentioned), [
        'herring 5',
        'herring-summit 4',
        'ministry-of-fish 4',
        'bo-reef 4',
        'norland 4',
        'cy-quill 1',
      ]);
      assert.deepEqual(told(event.coMentioned), ['norland 4', 'herring 4']);
      const { person: none } = await runOnce(
        test.store,
        `{ person(slug: "ada-fjord") { ${asked('(first: 0)')} none: ${asked('(kind: [])')} } }`,
      );
      assert.deepEqual(none, { coMentioned: [], none: [] });
    });
  });
}
