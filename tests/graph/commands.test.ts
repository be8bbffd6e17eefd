import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NativeDocument } from '../../src/content/documents.js';
import { buildGraph } from '../../src/schema.js';
import { depthsByCollection } from '../support/depths.js';
import { everything } from '../support/everything.js';
import { loadInto, runOnce } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const schema = buildGraph();

/** Everything that an article leads to, and on from there. */
const article = `
  slug headline translations { slug locale section { name } }
  related(first: 9) { edges { cursor why shared { name __typename } node { slug section { name } } } nodes { topics { name } } pageInfo { hasNextPage } }
  contributions { creditedAs person { name roles { title organisation { name parent { name } } } } organisation { name } }
  dateline { text place { name within { name } dispatches(first: 2) { totalCount nodes { slug } } } }
  sources { role source { name country { name } policies { title } } }
  section { name parent { name } children { name } articles(first: 3) { totalCount nodes { slug } } front { id articles { slug topics { name } } } }
  topics { name broader { name } narrower { name } articles(first: 2) { totalCount } }
  mentions { label relation roleAtPublication { title person { name } organisation { name parent { name country { name } } } }
    concept { name __typename articles(first: 2) { totalCount pageInfo { hasNextPage } nodes { slug } }
      ... on Organisation { parent { name } people(first: 5) { nodes { title person { name } } } children { totalCount } }
      ... on Place { within { name } }
      ... on Event { place { name } participants { concept { name } role { title } } subEvents { name } partOf { name } } } }
  people { name image { url photographer { name } } } organisations { name } places { name } events { name }
  leadImage { caption alt credit image { url depicts { name } usedIn(first: 2) { totalCount } } }
  images { totalCount nodes { alt image { url source { name } } } }
  body { html blocks { html ... on QuoteBlock { speaker { name } } ... on ImageBlock { image { image { url } } } ... on ParagraphBlock { spans { text mention { concept { name } } } } } }
  policies { title source { name } }`;

/** All that a body leads to. */
const body = `
  body { html text markdown blocks { text html
    ... on ParagraphBlock { spans { link { url article { slug section { name } } } mention { concept { name } } } }
    ... on QuoteBlock { speaker { name } } ... on ImageBlock { image { caption image { url photographer { name } } } }
    ... on GalleryBlock { images { caption alt image { url photographer { name } } } } ... on VideoBlock { poster { url } }
    ... on EmbedBlock { fallback { text html ... on ImageBlock { image { image { url } } } } }
    ... on RelatedBlock { articles { slug section { name } } } ... on TimelineBlock { entries { event { name place { name } } } } } }`;
const bodyPage = `query ($slug: String!) { article(slug: $slug) { ${body} } }`;
const bodies = `query ($first: Int!) { articles(first: $first) { nodes { ${body} } } }`;

const page = `query ($slug: String!) { article(slug: $slug) { ${article} } }`;
const list = `query ($first: Int!) { articles(first: $first) { totalCount pageInfo { hasNextPage } nodes { ${article} } } }`;

/** As many people, offices and pictures as articles: nothing is cheap because it is shared. */
function crowd(size: number): NativeDocument[] {
  return Array.from({ length: size }, (_, at): NativeDocument[] => [
    { type: 'organisation', slug: `office-${at}`, name: `Office ${at}`, parent: 'ministry-of-fish' },
    {
      type: 'section',
      slug: `desk-${at}`,
      name: `Desk ${at}`,
      parent: 'world',
      front: [
        { id: 'lead', layout: 'lead', articles: [`herring-${at}`], size: 2 },
        { id: 'more', layout: 'list', size: 3 },
      ],
    },
    { type: 'image', slug: `picture-${at}`, url: `https://images.example/${at}.jpg`, photographer: `writer-${at}` },
    { type: 'source', slug: `paper-${at}`, name: `Paper ${at}`, category: 'STAFF', logo: `logo-${at}` },
    { type: 'image', slug: `logo-${at}`, url: `https://images.example/logo-${at}.png` },
    {
      type: 'person',
      slug: `writer-${at}`,
      name: `Writer ${at}`,
      image: `picture-${at}`,
      roles: [{ organisation: `office-${at}`, title: 'Writer', startedAt: '2020' }],
    },
    articleDocument(at, {
      contributions: [{ person: `writer-${at}`, creditedAs: `Writer ${at}` }],
      mentions: [
        { concept: `person:writer-${at}` },
        { concept: `organisation:office-${at}` },
        { concept: 'person:ada-fjord' },
        { concept: 'event:herring-summit' },
      ],
      sources: [
        { source: `paper-${at}`, role: 'PUBLISHER' },
        { source: 'example-wire', role: 'AGENCY_INPUT' },
      ],
      leadImage: { image: `picture-${at}` },
      section: `desk-${at}`,
      related: [`herring-${(at + 7) % size}`, `herring-${(at + 8) % size}`],
      ...(at % 3 === 0 ? {} : { translationOf: `herring-${at - (at % 3)}`, locale: at % 3 === 1 ? 'de' : 'ko' }),
    }),
  ]).flat();
}

/** Everything that a body can have, and as many galleries, each of other pictures and all without captions of their own. */
const galleries = (number: number): typeof everything => [
  ...everything,
  ...Array.from({ length: number }, (_, at) => ({
    kind: 'gallery' as const,
    images: [{ image: `picture-${at}` }, { image: `picture-${(at + 1) % number}` }],
  })),
  { kind: 'related', articles: Array.from({ length: 30 }, (_, at) => `herring-${at}`) },
];

for (const kind of storeKinds) {
  describe(`store commands on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let commands: Map<string, number>;
    before(async () => {
      test = await kind.open(({ collection }) => commands.set(collection, (commands.get(collection) ?? 0) + 1));
      commands = new Map();
      await loadInto(test.store, ...world, ...crowd(50), articleDocument(100, { body: galleries(50) }));
    });
    after(() => test.remove());

    async function count(query: string, variables: Record<string, unknown>): Promise<Map<string, number>> {
      commands = new Map();
      await runOnce(test.store, query, variables);
      return new Map([...commands].sort());
    }

    for (const [name, query, variables] of [
      ['an article page', page, { slug: 'herring-7' }],
      ['a list of 50 articles', list, { first: 50 }],
      ['a body with everything and 50 galleries', bodyPage, { slug: 'herring-100' }],
      ['a list of 50 bodies', bodies, { first: 50 }],
    ] as const) {
      it(`${name} costs at most one for each collection and depth`, async () => {
        const allowed = depthsByCollection(schema, query);
        const sent = await count(query, variables);
        assert.ok(sent.size >= (query.includes('mentions') ? 9 : 6), `asks many collections: ${[...sent.keys()]}`);
        for (const [collection, number] of sent) {
          assert.ok(
            number <= (allowed.get(collection) ?? 0),
            `${collection}: ${number} commands at ${allowed.get(collection)} depths`,
          );
        }
      });
    }

    it('are one for the pictures of a body and one for the articles that it leads to, in whatever form', async () => {
      for (const form of ['html', 'text', 'markdown', 'html text markdown blocks { html text }']) {
        assert.deepEqual(
          await count(`{ article(slug: "herring-100") { body { ${form} } } }`, {}),
          new Map([
            ['articles', 2],
            ['images', 1],
          ]),
        );
      }
    });

    it('are no more for 50 articles than for 1', async () => {
      // They may be fewer: of many articles, some have already brought what others lead to.
      const one = await count(list, { first: 1 });
      for (const [collection, number] of await count(list, { first: 50 })) {
        assert.ok(
          number <= (one.get(collection) ?? 0),
          `${collection}: ${number} commands, ${one.get(collection)} for one`,
        );
      }
    });

    it('of exports: one for each collection, and one more for logos and for what bodies lead to', async () => {
      const formats = ['JSON_LD', 'NINJS', 'NEWSML_G2', 'HTML', 'MARKDOWN', 'TEXT'];
      const exports = `query ($first: Int!) { articles(first: $first) { nodes {
        url aliasPaths { path } summary seo { description jsonLd openGraph breadcrumbs { name } } ${formats.map((format) => `${format}: export(format: ${format})`).join(' ')} } } }`;
      const one = await count(exports, { first: 1 });
      assert.ok(one.size >= 8, `asks many collections: ${[...one.keys()]}`);
      // Logos of sources come after pictures, and what bodies lead to after the articles that were asked for.
      const twice = new Set(['images', 'articles']);
      for (const [collection, number] of [...one, ...(await count(exports, { first: 50 }))])
        assert.ok(number <= (twice.has(collection) ? 2 : 1), `${collection}: ${number}`);
    });

    it('are none for what is not selected', async () => {
      assert.deepEqual(await count('{ articles { totalCount } }', {}), new Map([['articles', 1]]));
      assert.deepEqual(
        await count('{ articles { totalCount nodes { slug } edges { cursor } pageInfo { endCursor } } }', {}),
        new Map([['articles', 1]]),
      );
      assert.deepEqual(await count('{ __typename }', {}), new Map());
    });
  });
}
