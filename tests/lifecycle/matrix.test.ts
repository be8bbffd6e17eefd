import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { graphql } from 'graphql';
import { Agenda } from '../../src/cache/agenda.js';
import { Freshness } from '../../src/cache/freshness.js';
import { Reads } from '../../src/cache/reads.js';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { type Article, ArticleStatus } from '../../src/content/article/article.type.js';
import type { NativeDocument } from '../../src/content/documents.js';
import { comingOf, contextFor } from '../../src/content/index.js';
import type { Coming } from '../../src/graph/coming.js';
import { toGlobalId } from '../../src/graph/node.js';
import { buildGraph } from '../../src/schema.js';
import { StoredTrends } from '../../src/trends/trends.js';
import { type Data, enoughAskers, loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { fieldsAsked, nodeTypes, pathsToArticle } from '../support/paths-to-article.js';
import { instance, readers } from '../support/readers.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const schema = buildGraph();

/** When the article appears, and when it goes. */
const appears = Date.UTC(2024, 5, 1, 12);
const goes = appears + 3_600_000;
const iso = (time: number) => new Date(time).toISOString();

const slug = 'subject';
const id = toGlobalId('article', slug);

/** The one that comes and goes; whatever leads to an article leads to it. */
const subject = (changes: Partial<ArticleDocument>): ArticleDocument =>
  articleDocument(9, {
    slug,
    kind: 'LIVEBLOG',
    locale: 'de',
    translationOf: 'herring-1',
    headline: 'Zephyrine herring',
    mentions: [{ concept: 'person:quilla-b' }, ...(articleDocument().mentions ?? [])],
    publishedAt: iso(appears),
    firstPublishedAt: iso(appears),
    updatedAt: iso(appears),
    ...changes,
  });

/** Words that lead to it, wherever words can stand. */
const spans = [{ text: 'Read this', link: { article: slug } }];
const paragraph = { kind: 'paragraph' as const, spans };
const leading: ArticleDocument['body'] = [
  paragraph,
  { kind: 'heading', spans },
  { kind: 'list', items: [{ spans }] },
  { kind: 'quote', spans },
  { kind: 'embed', provider: 'x', url: 'https://x.example/1', fallback: [paragraph] },
  { kind: 'related', articles: [slug] },
  { kind: 'timeline', entries: [{ title: 'Then', spans }] },
  { kind: 'fact', items: [{ term: 'What', spans }] },
];

const surroundings: NativeDocument[] = [
  ...world.filter(({ slug }) => slug !== 'north'),
  { type: 'person', slug: 'quilla-a', name: 'Quilla Ahlsen' },
  { type: 'person', slug: 'quilla-b', name: 'Quilla Bergen' },
  articleDocument(1, { mentions: [{ concept: 'person:quilla-a' }, ...(articleDocument().mentions ?? [])] }),
  subject({}),
  articleDocument(2, { related: [slug], mentions: [{ concept: 'person:quilla-b' }], body: leading }),
  { type: 'livePost', slug: 'subject-post', article: slug, publishedAt: iso(appears), body: [paragraph] },
  {
    type: 'policy',
    slug: 'house-rules',
    kind: 'TERMS',
    title: 'House rules',
    body: [paragraph],
    version: '1',
    effectiveFrom: '2024-01-01T00:00:00Z',
    locale: 'en',
    links: [{ url: 'https://news.example/rules' }],
  },
  articleDocument(3),
  {
    type: 'section',
    slug: 'north',
    name: 'North',
    parent: 'world',
    front: [{ id: 'lead', layout: 'lead', articles: [slug], size: 2 }],
  },
];

const shown = '__typename slug status';
const any = `__typename ... on Article { ${shown} }`;
const facets =
  'facets(by: [SECTION, TOPIC, PERSON, ORGANISATION, PLACE, EVENT, SOURCE, LOCALE, KIND, DAY]) { by buckets { value label count concept { slug } } }';
const connection = `{ totalCount nodes { ${shown} } edges { cursor node { ${shown} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ${facets} }`;
const concept = (field: string) =>
  `{ ${field} { articles ${connection} coMentioned(first: 50) { concept { slug } count } } }`;
const words = `spans { text link { url article { ${shown} } } }`;
const block = `text html ... on ParagraphBlock { ${words} } ... on HeadingBlock { ${words} } ... on ListBlock { items { ${words} } }
  ... on QuoteBlock { ${words} } ... on EmbedBlock { fallback { text } } ... on RelatedBlock { articles { ${shown} } }
  ... on TimelineBlock { entries { ${words} } } ... on FactBlock { items { ${words} } }`;
const search = (text: string) =>
  `{ search(query: "${text}") { totalCount didYouMean counts { kind count } nodes { ${any} } edges { cursor node { ${any} } highlights { field fragment } } pageInfo { endCursor } ${facets} } }`;

/** Questions whose answers are other ones once the article is there. The fields that they ask for are all that lead to it. */
const questions: Record<string, string> = {
  'articles, newest': `{ articles ${connection} }`,
  'articles, a page of one': `{ articles(first: 1) ${connection} }`,
  'articles, oldest': `{ articles(last: 1, sort: OLDEST) ${connection} }`,
  'articles, latest changed': `{ articles(sort: UPDATED, first: 1) ${connection} }`,
  'articles, most read': `{ articles(sort: MOST_READ) ${connection} }`,
  'articles by id': `{ articles(filter: { ids: ["${id}"] }) ${connection} }`,
  'articles of a day': `{ articles(filter: { published: { from: "${iso(appears)}" } }) ${connection} }`,
  person: concept('person(slug: "ada-fjord")'),
  'person.authored': `{ person(slug: "cy-quill") { authored ${connection} } }`,
  organisation: concept('organisation(slug: "ministry-of-fish")'),
  place: concept('place(slug: "norland")'),
  'place.dispatches': `{ place(slug: "harbour-city") { dispatches ${connection} } }`,
  event: concept('event(slug: "herring-summit")'),
  topic: concept('topic(slug: "herring")'),
  source: `{ source(slug: "example-wire") { articles ${connection} } }`,
  image: `{ image(id: "${toGlobalId('image', 'harbour')}") { usedIn ${connection} } }`,
  section: `{ section(path: "world") { articles ${connection} } }`,
  'section.front': `{ section(path: "world/north") { front { id articles { ${shown} } } } }`,
  'section.mostRead': `{ section(path: "world/north") { mostRead { rank article { ${shown} } } } }`,
  translations: `{ article(slug: "herring-1") { translations { ${shown} } } }`,
  related: `{ article(slug: "herring-2") { related { nodes { ${shown} } edges { cursor why shared { slug } node { ${shown} } } pageInfo { endCursor } } } }`,
  'related by event': `{ article(slug: "herring-3") { related(by: [EVENT, CONCEPTS]) { nodes { ${shown} } edges { why shared { slug } } } } }`,
  'a search for its word': search('zephyrine'),
  'a search for what it shares': search('herring'),
  'a search for its word with a slip': search('zephyrime'),
  'a search with a filter': `{ search(query: "herring", filter: { locale: ["de"] }) { totalCount nodes { ${any} } ${facets} } }`,
  suggest: '{ suggest(prefix: "quil") { slug } }',
  trending: `{ trending { articles { rank article { ${shown} } } concepts(first: 50) { concept { slug } count } } }`,
  'trending in a section': `{ trending(section: "${toGlobalId('section', 'north')}") { articles { rank article { ${shown} } } } }`,
  changes: `{ changes { changes { node { ${any} } } } }`,
  'a body that leads to it': `{ article(slug: "herring-2") { body { html markdown text blocks { ${block} } } } }`,
  'a revision that leads to it': `{ article(slug: "herring-2") { revisions(first: 1) { nodes { article { slug } body { html text } } } } }`,
  'a policy that leads to it': `{ policy(kind: TERMS) { links { url } body { html blocks { ${block} } } } }`,
  resolve: `{ resolve(path: "/articles/${slug}") { status location node { ${any} } } }`,
};
/** Those that name the article: what was public and is gone is an error there. */
const lookUps: Record<string, string> = {
  'article by slug': `{ article(slug: "${slug}") { ${shown} } }`,
  'article by id': `{ article(id: "${id}") { ${shown} } }`,
  node: `{ node(id: "${id}") { ${any} } }`,
  'its newest revision': `{ article(slug: "${slug}") { revisions(first: 1) { nodes { headline article { ${shown} } } } } }`,
  'a post of its live blog': `{ node(id: "${toGlobalId('livePost', 'subject-post')}") { ... on LivePost { title body { text } article { ${shown} } } } }`,
  nodes: `{ nodes(ids: ["${id}", "${toGlobalId('article', 'herring-1')}"]) { ${any} } }`,
};
const all = { ...questions, ...lookUps };

/** Types with ids of their own that belong to no article. */
const independent = new Set(
  'Person Role Organisation Place Event Topic Image Section Source Policy Article'.split(' '),
);
/** Those that do, and are asked for by their ids: posts of live blogs above, revisions with every case. */
const parts = new Set(['LivePost', 'Revision']);

/** What somebody sees of it: its status, or that it is as if it had never been, or why it is gone. */
type Sight = 'DRAFT' | 'SCHEDULED' | 'EMBARGOED' | 'PUBLISHED' | 'CORRECTED' | 'nothing' | 'WITHDRAWN' | 'GONE';
interface Case {
  name: string;
  changes: Partial<ArticleDocument>;
  /** In the order of time, with no write between them. */
  moments: [now: number, toThePublic: Sight, inPreview: Sight][];
  /** It stands elsewhere in lists than at its instant. */
  timeless?: true;
}
const [early, late] = [appears - 1, appears];
const [last, over] = [goes - 1, goes];
const noTime = { publishedAt: undefined } as unknown as Partial<ArticleDocument>;
const embargo = { embargoUntil: iso(appears) };
const cases: Case[] = [
  {
    name: 'DRAFT',
    changes: { status: 'DRAFT' },
    moments: [
      [early, 'nothing', 'DRAFT'],
      [over, 'nothing', 'DRAFT'],
    ],
  },
  {
    name: 'SCHEDULED',
    changes: { status: 'SCHEDULED' },
    moments: [
      [early, 'nothing', 'SCHEDULED'],
      [late, 'PUBLISHED', 'PUBLISHED'],
    ],
  },
  {
    name: 'SCHEDULED without a time',
    changes: { status: 'SCHEDULED', ...noTime },
    moments: [[over, 'nothing', 'SCHEDULED']],
    timeless: true,
  },
  {
    name: 'EMBARGOED',
    changes: { status: 'EMBARGOED', publishedAt: '2024-01-01T00:00:00Z', ...embargo },
    moments: [
      [early, 'nothing', 'EMBARGOED'],
      [late, 'PUBLISHED', 'PUBLISHED'],
    ],
  },
  {
    name: 'EMBARGOED without a time',
    changes: { status: 'EMBARGOED' },
    moments: [[over, 'nothing', 'EMBARGOED']],
    timeless: true,
  },
  {
    name: 'EMBARGOED and expiring',
    changes: { status: 'EMBARGOED', ...embargo, expiresAt: iso(goes) },
    moments: [
      [early, 'nothing', 'EMBARGOED'],
      [late, 'PUBLISHED', 'PUBLISHED'],
      [last, 'PUBLISHED', 'PUBLISHED'],
      [over, 'GONE', 'GONE'],
    ],
  },
  {
    name: 'an embargo without a status',
    changes: embargo,
    moments: [
      [early, 'nothing', 'EMBARGOED'],
      [late, 'PUBLISHED', 'PUBLISHED'],
    ],
  },
  {
    name: 'PUBLISHED',
    changes: { status: 'PUBLISHED' },
    moments: [
      [late, 'PUBLISHED', 'PUBLISHED'],
      [over, 'PUBLISHED', 'PUBLISHED'],
    ],
  },
  {
    name: 'PUBLISHED under an embargo',
    changes: { status: 'PUBLISHED', ...embargo },
    moments: [
      [early, 'nothing', 'PUBLISHED'],
      [late, 'PUBLISHED', 'PUBLISHED'],
    ],
  },
  {
    name: 'PUBLISHED and expiring',
    changes: { status: 'PUBLISHED', expiresAt: iso(goes) },
    moments: [
      [last, 'PUBLISHED', 'PUBLISHED'],
      [over, 'GONE', 'GONE'],
    ],
  },
  {
    name: 'PUBLISHED whose rights end',
    changes: { rights: { expiresAt: iso(goes) } },
    moments: [
      [last, 'PUBLISHED', 'PUBLISHED'],
      [over, 'GONE', 'GONE'],
    ],
  },
  { name: 'CORRECTED', changes: { status: 'CORRECTED' }, moments: [[late, 'CORRECTED', 'CORRECTED']] },
  {
    name: 'CORRECTED and expiring',
    changes: { status: 'CORRECTED', expiresAt: iso(goes) },
    moments: [
      [last, 'CORRECTED', 'CORRECTED'],
      [over, 'GONE', 'GONE'],
    ],
  },
  {
    name: 'WITHDRAWN',
    changes: { status: 'WITHDRAWN' },
    moments: [
      [early, 'WITHDRAWN', 'WITHDRAWN'],
      [over, 'WITHDRAWN', 'WITHDRAWN'],
    ],
  },
  {
    name: 'EXPIRED',
    changes: { status: 'EXPIRED' },
    moments: [
      [late, 'GONE', 'GONE'],
      [over, 'GONE', 'GONE'],
    ],
  },
];

describe('the schema', () => {
  it('has no way to an article, or to a number of articles, that is not tried here', () => {
    const asked = new Set(Object.values(all).flatMap((query) => [...fieldsAsked(schema, query)]));
    assert.deepEqual(
      [...pathsToArticle(schema)].filter((path) => !asked.has(path)),
      [],
    );
  });

  it('has no type with ids of its own of which nobody has said whether it belongs to an article', () => {
    assert.deepEqual(
      nodeTypes(schema).filter((type) => !independent.has(type) && !parts.has(type)),
      [],
    );
  });

  it('has no status that is not tried here', () => {
    const tried = new Set(cases.map(({ name }) => name));
    const statuses = Object.keys(ArticleStatus);
    assert.deepEqual(
      statuses.filter((status) => !tried.has(status)),
      [],
    );
  });
});

for (const kind of storeKinds) {
  describe(`who sees what when on the ${kind.name}`, { skip: kind.skip }, () => {
    let place: TestStore;
    const without = new Map<string, Answer>();
    const withIt = new Map<string, Answer>();
    const clock = { now: late };
    const agenda = new Agenda(() => clock.now);
    const freshness = new Freshness({ trusted: () => true, silence: () => 0, maxAge: () => undefined }, agenda);
    const cache = new Reads(freshness, 100_000_000);

    interface Answer {
      data: Data;
      codes: unknown[];
      /** What clients are told that it was made of. */
      tags: string[];
    }
    async function ask(query: string, preview = false): Promise<Answer> {
      const now = new Date(clock.now);
      // The same reads of readers whatever the time.
      const trends = new StoredTrends(place.store, { enoughAskers, now: () => new Date(appears) });
      const contextValue = contextFor(place.store, { now, preview, cache, trends });
      const { data, errors } = await graphql({ schema, source: query, contextValue });
      assert.equal(contextValue.answer.changesByItself, preview || /mostRead|trending|MOST_READ/.test(query));
      return {
        data: JSON.parse(JSON.stringify(data)),
        codes: (errors ?? []).map(({ extensions }) => extensions.code),
        tags: [...contextValue.tags].sort(),
      };
    }
    /** From now on, with nothing kept of before, and with what a change has told of the article. */
    async function begin(now: number): Promise<void> {
      clock.now = now;
      await agenda.renew(async () => []);
      freshness.clear();
      const [document] = await place.store.collection('articles').find({ _id: slug }).toArray();
      const change = { collection: 'articles', id: slug, kind: 'replace', token: '' } as const;
      if (document) agenda.put(comingOf({ ...change, document }) as Coming);
    }

    before(async () => {
      place = await kind.open();
      const { summary } = await loadInto(place.store, ...surroundings);
      assert.equal(summary.rejected, 0);
      const recorder = instance(place.store, { now: () => new Date(appears - 60_000) });
      for (const read of [slug, 'herring-1', 'herring-2', 'herring-3'])
        readers(recorder, 4, (reader) => reader.read(read));
      await recorder.flush();
      await begin(late);
      for (const [name, query] of Object.entries(all)) withIt.set(name, await ask(query));
      // Gone without a trace.
      await place.store.write([
        { collection: 'articles', deleteOne: { filter: { _id: slug } } },
        { collection: 'search', deleteOne: { filter: { _id: `article:${slug}` } } },
      ]);
      await begin(late);
      for (const [name, query] of Object.entries(all)) without.set(name, await ask(query));
    });
    after(() => place.remove());

    it('is told by every question whether the article is there', () => {
      for (const name of Object.keys(all)) assert.notDeepEqual(withIt.get(name), without.get(name), name);
      for (const { codes } of [...withIt.values(), ...without.values()]) assert.deepEqual(codes, []);
    });

    for (const { name, changes, moments, timeless } of cases) {
      it(name, async () => {
        const { outcomes } = await loadInto(place.store, withoutUndefined(subject(changes)));
        assert.deepEqual(
          outcomes.filter(({ change }) => change === 'rejected'),
          [],
        );
        await begin((moments[0] as Case['moments'][number])[0]);
        for (const [now, toThePublic, inPreview] of moments) {
          clock.now = now;
          for (const [question, query] of Object.entries(all)) {
            const where = `${question} at ${iso(now)}`;
            // The second time from what is kept.
            for (const time of ['first', 'second']) {
              check(await ask(query), toThePublic, question, `${where}, the ${time} time`);
            }
            check(await ask(query, true), inPreview, question, `${where}, in preview`, timeless);
          }
          await checkRevisions(toThePublic, iso(now));
        }
      });
    }

    /** Every version that it ever had, by its id: what is hidden shows none, and what is gone says why, and no word of any. */
    async function checkRevisions(sight: Sight, where: string): Promise<void> {
      const [article] = await place.store.collection<Article>('articles').find({ _id: slug }).toArray();
      const isGone = sight === 'WITHDRAWN' || sight === 'GONE';
      for (let number = 1; number <= (article as Article).version; number += 1) {
        const node = toGlobalId('revision', `${slug}@${number}`);
        const { data, codes } = await ask(`{ node(id: "${node}") { ... on Revision { headline body { text } } } }`);
        assert.ok(
          codes.every((code) => isGone && code === sight),
          `revision ${number} at ${where}: ${codes}`,
        );
        if (isGone || sight === 'nothing') assert.equal(data.node, null, `revision ${number} at ${where}`);
        else if (number === article?.version) assert.equal(data.node.headline, 'Zephyrine herring', where);
      }
    }

    function check(answer: Answer, sight: Sight, question: string, where: string, timeless = false): void {
      const isGone = sight === 'WITHDRAWN' || sight === 'GONE';
      assert.deepEqual(answer.codes, isGone && question in lookUps ? [sight] : [], where);
      const isSeen = !isGone && sight !== 'nothing';
      if (question === 'resolve') assert.equal(answer.data.resolve.status, isSeen ? 200 : isGone ? 410 : 404, where);
      const statuses = statusesIn(answer.data);
      if (isSeen && statusesIn(withIt.get(question)?.data).length > 0)
        assert.ok(statuses.length > 0 || timeless, where);
      for (const status of statuses) assert.equal(status, sight, where);
      const expected = (isSeen ? withIt : without).get(question) as Answer;
      if (sight === 'nothing' && question !== 'changes') assert.deepEqual(answer.tags, expected.tags, where);
      if (question === 'changes') assert.equal(statuses.length > 0, isSeen, where);
      else if (!(isSeen && timeless)) assert.deepEqual(withoutStatus(answer.data), withoutStatus(expected.data), where);
    }
  });
}

/** The statuses with which an answer shows the article. */
function statusesIn(data: Data): string[] {
  if (typeof data !== 'object' || data === null) return [];
  return [...(data.slug === slug && data.status ? [data.status] : []), ...Object.values(data).flatMap(statusesIn)];
}

const withoutStatus = (data: Data): Data =>
  JSON.parse(JSON.stringify(data, (key, value) => (key === 'status' ? undefined : value)));
const withoutUndefined = (document: ArticleDocument): ArticleDocument => JSON.parse(JSON.stringify(document));
