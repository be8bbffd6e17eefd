import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Db, MongoClient } from 'mongodb';
import type { Article } from '../../src/content/article/article.type.js';
import { collectionSpecs, contentTypes, typeByName } from '../../src/content/index.js';
import type { LivePostDocument } from '../../src/content/live-post/live-post.document.js';
import type { LivePost } from '../../src/content/live-post/live-post.type.js';
import { type ContentType, never } from '../../src/graph/content-type.js';
import { toGlobalId } from '../../src/graph/node.js';
import { searchWrites } from '../../src/import/search.js';
import { alternatives } from '../../src/search/tokens.js';
import { openEmbedded } from '../../src/store/embedded/embedded.js';
import type { Doc, Store, Write } from '../../src/store/store.js';
import { newest, rankingCollection } from '../../src/trends/document.js';
import { type Data, loadInto, runOnce } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const size = 20_000;

/** The small world, and as many articles as a site has in some years; every list of the graph has hundreds to choose from. */
async function fill(store: Store): Promise<void> {
  await loadInto(
    store,
    ...world,
    articleDocument(1),
    articleDocument(2, { slug: 'blog', kind: 'LIVEBLOG' }),
    firstPost,
  );
  await fillBlog(store);
  const [template] = await store.collection<Article>('articles').find({ slug: 'herring-1' }).toArray();
  for (let from = 0; from < size; from += 1000) {
    const documents = Array.from({ length: 1000 }, (_, at) => variant(template as Article, from + at));
    await store.write(documents.map((document): Write => ({ collection: 'articles', insertOne: { document } })));
    const searched = documents.filter((_, at) => at % searchedEvery === 7);
    await store.write(searched.flatMap((document) => searchWrites(typeByName.get('article') as ContentType, document)));
  }
}

const firstPost: LivePostDocument = {
  type: 'livePost',
  slug: 'post',
  article: 'blog',
  pinned: true,
  keyEvent: true,
  publishedAt: '2024-01-01T00:00:00Z',
  body: [{ kind: 'paragraph', text: 'The herring are here.' }],
};
const posts = 2000;
const keyEventEvery = 40;
async function fillBlog(store: Store): Promise<void> {
  const [template] = await store.collection<LivePost>('livePosts').find({}).toArray();
  const documents = Array.from({ length: posts }, (_, number): Doc => {
    const publishedAt = new Date(Date.UTC(2024, 0, 2) + number * 60_000);
    const slug = `post-${number}`;
    return {
      ...(template as LivePost),
      _id: slug,
      ...{ slug, publishedAt, pinned: false, keyEvent: number % keyEventEvery === 7 },
    };
  });
  await store.write(documents.map((document): Write => ({ collection: 'livePosts', insertOne: { document } })));
}

/** One of so many articles is in the search: more than are ranked, and few enough to be written in time. */
const searchedEvery = 10;
/** A tenth of them are still to come and another tenth is over; the latest of all are, where a list would start. */
const isUpcoming = (number: number) => Math.floor(number / 1000) % 10 === 8;
const isOver = (number: number) => Math.floor(number / 1000) % 10 === 9;
const here = (size * 8) / 10;
/** All of them say “herring”, and so do both of the small world; these say “quorum”, and these “quorum sensing” one after the other. */
const herrings = here / searchedEvery + 2;
const quorums = here / searchedEvery / 10;
const sensing = quorums / 2;
/** `asked` is the word that the text index is asked for, the longest: the store cannot know which is the rarest. */
const searches: [query: string, totalCount: number, matching: number, asked: string][] = [
  ['herring', herrings, herrings, 'herring'],
  ['quorum', quorums, quorums, 'quorum'],
  ['herring -quorum', herrings - quorums, herrings, 'herring'],
  ['"quorum sensing"', sensing, quorums, 'sensing'],
  ['quorum herring', quorums, quorums, 'herring'],
];
const searchFor = 'query ($query: String!) { search(query: $query) { nodes { __typename } } }';
const countsFor = `query ($query: String!) { search(query: $query, filter: {}) { totalCount counts { kind count } facets(by: [KIND, SECTION]) { buckets { count } }
  edges { node { __typename } } } }`;

const dateOf = (number: number) => new Date(Date.UTC(2000, 0, 1) + number * 600_000).toISOString();
function variant(template: Article, number: number): Article {
  const at = new Date(Date.UTC(isUpcoming(number) ? 2090 : 2000, 0, 1) + number * 600_000);
  return {
    ...template,
    _id: `v-${number}`,
    slug: `v-${number}`,
    path: `/articles/v-${number}`,
    paths: [`/articles/v-${number}`],
    headline: `Herring ${number}${number % 100 === 7 ? (number % 200 === 7 ? ' quorum sensing' : ' sensing a quorum') : ''}`,
    publishedAt: at,
    sortAt: at,
    visibleUntil: isOver(number) ? new Date(at.getTime() + 86_400_000) : never,
    updatedAt: new Date(at.getTime() + (number % 7) * 86_400_000),
    listed: number % 10 !== 0,
    sectionId: number % 3 === 0 ? 'north' : 'world',
    sectionPathIds: number % 3 === 0 ? ['world', 'north'] : ['world'],
    conceptKeys: number % 50 === 7 ? template.conceptKeys : ['place:norland'],
    listedUnder: number % 50 === 7 ? template.listedUnder : ['place:norland'],
    authorIds: number % 40 === 7 ? template.authorIds : [],
    sourceIds: number % 2 === 0 ? ['example-news'] : ['example-wire'],
    imageIds: number % 30 === 7 ? template.imageIds : [],
    dateline: number % 20 === 7 ? template.dateline : null,
    kind: number % 100 === 7 ? 'OPINION' : 'STORY',
    fingerprints: [`f-${number}`],
  };
}

/** So many articles are read, and there is a ranking of them. */
const ranked = 400;
const mostRead = '{ articles(first: 20, sort: MOST_READ) { nodes { slug } pageInfo { endCursor } } }';
async function rank(store: Store): Promise<void> {
  const ids = Array.from({ length: ranked }, (_, at) => `v-${1000 + at}`);
  await store.write(
    [newest, 'a'].map(
      (_id): Write => ({ collection: rankingCollection.name, insertOne: { document: { _id, name: 'a', ids } as Doc } }),
    ),
  );
}

/** What is counted in an index, and how many there are. */
const counts: [query: string, count: number][] = [
  ['{ counted: articles { totalCount } }', (here * 9) / 10 + 2],
  ['{ person(slug: "ada-fjord") { counted: articles { totalCount } } }', here / 50 + 2],
  ['{ section(path: "world") { counted: articles { totalCount } } }', (here * 9) / 10 + 2],
  [
    `{ counted: articles(filter: { published: { from: "${dateOf(1000)}", to: "${dateOf(2000)}" } }) { totalCount } }`,
    900,
  ],
  [
    `{ counted: articles(filter: { published: { from: "${dateOf(1000)}" } }) { totalCount } }`,
    ((here - 1000) * 9) / 10 + 2,
  ],
  [`{ counted: articles(filter: { published: { to: "${dateOf(1000)}" } }) { totalCount } }`, 900],
];
const countIn = (data: Data): number => (data.counted ? data.counted.totalCount : countIn(Object.values(data)[0]));

const nodes = '{ nodes { slug } pageInfo { hasNextPage endCursor } }';
/** The lists that fronts, section pages, concept pages and dispatches ask for; a second page where there is an `$after`. */
const lists: Record<string, string> = {
  'articles, newest first': `articles(first: 20, after: $after) ${nodes}`,
  'articles, oldest first': `articles(first: 20, after: $after, sort: OLDEST) ${nodes}`,
  'articles, latest changed first': `articles(first: 20, after: $after, sort: UPDATED) ${nodes}`,
  'articles published in a span': `articles(first: 20, after: $after, filter: { published: { from: "${dateOf(1000)}", to: "${dateOf(2000)}" } }) ${nodes}`,
  'articles published since': `articles(first: 20, after: $after, filter: { published: { from: "${dateOf(1000)}" } }) ${nodes}`,
  'section.articles': `section(path: "world/north") { articles(first: 20, after: $after) ${nodes} }`,
  'concept.articles': `person(slug: "ada-fjord") { articles(first: 20, after: $after) ${nodes} }`,
  'person.authored': `person(slug: "cy-quill") { authored(first: 20, after: $after) ${nodes} }`,
  'place.dispatches': `place(slug: "harbour-city") { dispatches(first: 20, after: $after) ${nodes} }`,
  'source.articles': `source(slug: "example-wire") { articles(first: 20, after: $after) ${nodes} }`,
  'liveBlog.posts': `article(slug: "blog") { liveBlog { posts(first: 20, after: $after) ${nodes} } }`,
  'liveBlog.posts, key events': `article(slug: "blog") { liveBlog { posts(keyEventsOnly: true, first: 20, after: $after) ${nodes} } }`,
  'image.usedIn': `image(id: "${toGlobalId('image', 'harbour')}") { usedIn(first: 20, after: $after) ${nodes} }`,
};

/** Nine articles each, where a page has room for more. */
const few = ['NEWEST', 'OLDEST'].map(
  (sort) =>
    `{ articles(first: 20, sort: ${sort}, filter: { published: { from: "${dateOf(1000)}", to: "${dateOf(1010)}" } }) { nodes { slug } } }`,
);

async function pages(list: string, each: (query: string, variables: object) => Promise<Data>): Promise<void> {
  const query = `query ($after: String) { ${list} }`;
  const find = (data: Data): Data => (data.pageInfo ? data : find(Object.values(data)[0]));
  const first = find(await each(query, {}));
  assert.equal(first.nodes.length, 20);
  assert.equal(find(await each(query, { after: first.pageInfo.endCursor })).nodes.length, 20);
}

describe(`what lists read of ${size} articles on the embedded store`, () => {
  let folder: string;
  let store: Store;
  let reads = 0;
  let searchReads = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-reads-'));
    store = await openEmbedded({
      directory: folder,
      collections: collectionSpecs,
      onRead: (collection) => {
        if (collection === 'articles' || collection === 'livePosts') reads += 1;
        if (collection === 'search') searchReads += 1;
      },
    });
    await fill(store);
  });
  after(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const [name, list] of Object.entries(lists)) {
    it(`${name}: no more than they return and one`, async () => {
      await pages(list, async (query, variables) => {
        reads = 0;
        const data = await runOnce(store, query, { ...variables });
        // The page asks for one more than it shows, and that one tells whether there is more.
        const beside = list.startsWith('article(') ? 1 : 0;
        assert.ok(reads <= 22 + beside, `${reads} read for a page of 20`);
        return data;
      });
    });
  }

  for (const [query, count] of counts) {
    it(`no article to count them: ${query}`, async () => {
      reads = 0;
      assert.equal(countIn(await runOnce(store, query)), count);
      assert.equal(reads, 0);
    });
  }

  it('articles, most read first: the ranked ones, and of the others no more than a page', async () => {
    await rank(store);
    reads = 0;
    const { articles } = await runOnce(store, mostRead);
    assert.deepEqual(articles.nodes.slice(0, 2), [{ slug: 'v-1001' }, { slug: 'v-1002' }]);
    assert.ok(reads <= ranked + 22, `${reads} read`);
  });
  for (const [query, totalCount, matching] of searches) {
    it(`a search for ${query}: no more than match its words, with totals and facets`, async () => {
      searchReads = 0;
      reads = 0;
      const { search } = await runOnce(store, countsFor, { query });
      assert.equal(search.totalCount, totalCount);
      const byKind = search.facets[0].buckets.reduce((sum: number, { count }: Data) => sum + count, 0);
      assert.deepEqual([byKind, search.counts], [totalCount, [{ kind: 'ARTICLE', count: totalCount }]]);
      // The page, its counts and its two facets; the order of words is all that a document has to be read for.
      assert.ok(searchReads <= (query.startsWith('"') ? 4 * matching : 0), `${searchReads} read`);
      assert.ok(reads <= 20, `${reads} articles read`);
    });
  }

  it('articles published in a span that has few: no more than those', async () => {
    for (const query of few) {
      reads = 0;
      assert.equal((await runOnce(store, query)).articles.nodes.length, 9);
      assert.ok(reads <= 10, `${reads} read: ${query}`);
    }
  });

  it('a combined filter: no more than its most selective part matches', async () => {
    reads = 0;
    const { articles } = await runOnce(
      store,
      `query ($concept: ID!) { articles(first: 20, filter: { kind: [OPINION], concepts: { all: [$concept] } }) { totalCount nodes { slug } } }`,
      { concept: toGlobalId('person', 'ada-fjord') },
    );
    assert.ok(articles.totalCount > 20);
    const matching = size / 50;
    // Twice: the page and the total.
    assert.ok(reads <= 2 * matching, `${reads} read where ${matching} match`);
  });
});

const [, mongo] = storeKinds;
describe(`what lists read of ${size} articles on MongoDB`, { skip: mongo?.skip ?? false }, () => {
  let test: TestStore;
  let client: MongoClient;
  let db: Db;
  before(async () => {
    test = await (mongo as NonNullable<typeof mongo>).open();
    await fill(test.store);
    client = await MongoClient.connect(test.settings.MONGODB_URI as string);
    db = client.db();
    await db.command({ profile: 2 });
  });
  after(async () => {
    await db.command({ profile: 0 });
    await client.close();
    await test.remove();
  });

  /** What MongoDB itself says of the commands that a query sent. */
  async function profiled(query: string, variables: object): Promise<{ data: Data; commands: Data[] }> {
    const since = new Date();
    const data = await runOnce(test.store, query, { ...variables });
    const commands = await db
      .collection('system.profile')
      .find({ ts: { $gte: since }, op: 'command', 'command.aggregate': { $exists: true } })
      .toArray();
    return { data, commands: commands.filter(({ command }) => command.aggregate !== 'system.profile') };
  }

  /** Of several questions in one command MongoDB names the plan of the first alone: the others are asked again by themselves. */
  async function plansOf(commands: readonly Data[]): Promise<string[]> {
    const since = new Date();
    for (const { command } of commands) {
      for (const { $unionWith: union } of command.pipeline) {
        if (union) await db.collection(union.coll).aggregate(union.pipeline).toArray();
      }
    }
    const again = await db
      .collection('system.profile')
      .find({ ts: { $gte: since }, op: 'command', 'command.aggregate': { $nin: ['system.profile', null] } })
      .toArray();
    return [...commands, ...again].map(({ planSummary }) => planSummary);
  }

  for (const [name, list] of Object.entries(lists)) {
    it(`${name}: from an index, and no more than they return and one`, async () => {
      await pages(list, async (query, variables) => {
        const { data, commands } = await profiled(query, variables);
        const articles = commands.filter(({ command }) => command.aggregate === 'articles');
        assert.equal(articles.length, 1);
        for (const { docsExamined } of commands) assert.ok(docsExamined <= 22, `${name}: ${docsExamined} examined`);
        for (const plan of await plansOf(commands)) assert.match(plan, /^(IXSCAN|IDHACK|EXPRESS)/, `${name}: ${plan}`);
        return data;
      });
    });
  }

  for (const [query, count] of counts) {
    it(`no article to count them: ${query}`, async () => {
      const { data, commands } = await profiled(query, {});
      assert.equal(countIn(data), count);
      const [counting] = commands.filter(({ command }) => command.aggregate === 'articles');
      assert.equal(counting?.docsExamined, 0, counting?.planSummary);
    });
  }

  it('articles, most read first: from indexes, the ranked ones, and of the others no more than a page', async () => {
    await rank(test.store);
    const { data, commands } = await profiled(mostRead, {});
    assert.deepEqual(data.articles.nodes[0], { slug: 'v-1001' });
    assert.equal(commands.length, 1);
    const { planSummary, docsExamined } = commands[0] as Data;
    assert.match(planSummary, /^IXSCAN/);
    assert.ok(docsExamined <= ranked + 22, `${docsExamined} examined`);
  });
  for (const [query, totalCount, , asked] of searches) {
    it(`a search for ${query}: from the text index, and no more than have the word that it is asked for`, async () => {
      const tokens = { $in: alternatives(asked) };
      const matching = (await db.collection('search').find({ tokens }).project({ _id: 1 }).toArray()).length;
      const { commands } = await profiled(searchFor, { query });
      const [search, another] = commands.filter(({ command }) => command.aggregate === 'search');
      assert.ok(search && !another);
      assert.match(search.planSummary, /^(IXSCAN \{ _fts: "text", _ftsx: 1 \}(, |$))+/);
      // MongoDB counts each document twice: when it is fetched, and when the audience and other conditions are tested on it.
      assert.ok(search.docsExamined <= 2 * matching, `${search.docsExamined} examined where ${matching} match`);
      const { data } = await profiled(countsFor, { query });
      assert.equal(data.search.totalCount, totalCount);
    });
  }

  it('articles published in a span that has few: from an index, and no more than those', async () => {
    for (const query of few) {
      const { data, commands } = await profiled(query, {});
      assert.equal(data.articles.nodes.length, 9);
      for (const { docsExamined } of commands) assert.ok(docsExamined <= 10, `${docsExamined} examined: ${query}`);
    }
  });

  it('every declared index is used by the query that it serves', async () => {
    const used = new Set<string>();
    const note = async (query: string, variables: object = {}) => {
      const { commands } = await profiled(query, variables);
      for (const plan of await plansOf(commands)) used.add(plan);
    };
    for (const list of Object.values(lists)) await note(`query ($after: String) { ${list} }`);
    for (const [question] of counts) await note(question);
    for (const question of [
      'article(slug: "v-7") { translations { slug } }',
      'article(slug: "v-7") { revisions { nodes { number } } }',
      'people { nodes { slug } }',
      'person(slug: "ada-fjord") { roles { title } }',
      'organisation(slug: "ministry-of-fish") { people { nodes { title } } }',
      'organisation(slug: "ministry-of-fish") { children { nodes { slug } } }',
      'organisations { nodes { slug } }',
      'places { nodes { slug } }',
      'events { nodes { slug } }',
      'event(slug: "herring-summit") { subEvents { slug } }',
      'topics { nodes { slug } }',
      'topic(slug: "fishing") { narrower { slug } }',
      'sections { slug }',
      'sources { slug }',
      'source(slug: "example-news") { policies { title } }',
      'images { nodes { url } }',
      'article(slug: "blog") { liveBlog { posts { nodes { slug } } } }',
      'article(slug: "blog") { liveBlog { posts(keyEventsOnly: true) { nodes { slug } } } }',
      'article(slug: "blog") { liveBlog { pinned { slug } } }',
      'resolve(path: "/articles/v-7") { status }',
      'resolve(path: "/people/ada-fjord") { status }',
      'resolve(path: "/organisations/herring-office") { status }',
      'resolve(path: "/places/norland") { status }',
      'resolve(path: "/events/herring-summit") { status }',
      'resolve(path: "/topics/herring") { status }',
    ]) {
      await note(`{ ${question} }`);
    }
    assert.ok(![...used].some((plan) => plan.includes('COLLSCAN')), [...used].join(' | '));
    // The look-ups of the importer and of the agenda are tried by their tests; what the graph asks for must come from the indexes.
    const importer = new Set(['nameKeys', 'fingerprints', 'slug', 'path', 'pathIds', 'untold']);
    for (const { collection, indexes } of contentTypes) {
      for (const { name, key } of indexes) {
        if (importer.has(name)) continue;
        const fields = Object.keys(key).join(',');
        const pattern = `IXSCAN { ${Object.entries(key)
          .map(([field, direction]) => `${field}: ${direction}`)
          .join(', ')} }`;
        assert.ok(
          [...used].some((plan) => plan.includes(pattern)),
          `${collection}.${name} (${fields}) in ${[...used].join(' | ')}`,
        );
      }
    }
  });
});
