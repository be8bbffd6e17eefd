import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type GraphQLObjectType, getNamedType, isAbstractType, isEnumType, isObjectType } from 'graphql';
import { localId } from '../../src/graph/node.js';
import { readInputs } from '../../src/import/input.js';
import { load } from '../../src/import/load.js';
import type { Outcome, Summary } from '../../src/import/outcome.js';
import { projectFile } from '../../src/project.js';
import { everyField, valuesOf } from '../support/every-field.js';
import { type Data, runOnceForErrors, runQuery, schema } from '../support/graph.js';
import { instance, readers } from '../support/readers.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const folder = fileURLToPath(projectFile('seed/newsroom'));
const concepts = 'mentions { label relation concept { slug } roleAtPublication { title } }';

/** Fields that no document of the sample can fill. */
const neverFilled: Record<string, string> = {
  'DividerBlock.text': 'a line has no words',
};

/** Values that no answer to the public has. */
const neverSeen: Record<string, string> = {
  'ArticleStatus.DRAFT': 'as if it did not exist',
  'ArticleStatus.SCHEDULED': 'as if it did not exist',
  'ArticleStatus.EMBARGOED': 'as if it did not exist',
  'ArticleStatus.WITHDRAWN': 'answered by an error',
  'ArticleStatus.EXPIRED': 'answered by an error',
  'RevisionSignal.DELETE': 'nothing of the sample was public and is back',
  'RevisionOrigin.PAGE': 'it is all documents',
};

describe('the sample newsroom', () => {
  let test: TestStore;
  let summary: Summary;
  let rejected: Outcome[];
  before(async () => {
    test = await (storeKinds[0] as (typeof storeKinds)[number]).open();
    ({ summary, rejected } = await seed());
    await readAndSearch();
  });
  after(() => test.remove());

  /** What readers have done a day ago and now, so that trends have something to say. */
  async function readAndSearch(): Promise<void> {
    const articles = await allArticles('id');
    for (const [at, terms] of [
      [Date.now() - 25 * 3_600_000, ['Seoul', 'ferry', 'quota']],
      [Date.now(), ['ferry', 'Seoul']],
    ] as const) {
      const recorder = instance(test.store, { now: () => new Date(at) });
      for (const [rank, { id }] of articles.entries())
        readers(recorder, 1 + (rank % 7), (reader) => reader.read(localId('article', id) as string));
      for (const [rank, term] of terms.entries()) readers(recorder, 9 - rank, (reader) => reader.searched(term));
      await recorder.flush();
    }
  }

  async function seed(): Promise<{ summary: Summary; rejected: Outcome[] }> {
    const outcomes: Outcome[] = [];
    const counts = await load(readInputs([folder]), test.store, { onOutcome: (outcome) => outcomes.push(outcome) });
    return { summary: counts, rejected: outcomes.filter(({ change }) => change === 'rejected') };
  }

  it('loads without a problem', () => {
    assert.deepEqual(rejected, []);
    assert.ok(summary.added > 200, `only ${summary.added} documents`);
  });

  it('has 40 and more articles of five and more paragraphs', async () => {
    const articles = await allArticles('slug body { blocks(kinds: ["paragraph"]) { id } }');
    assert.ok(articles.length >= 40, `only ${articles.length}`);
    assert.deepEqual(
      articles.filter(({ body }) => body.blocks.length < 5).map(({ slug }) => slug),
      [],
    );
  });

  it('gives every public article a picture, a section, a topic and people to thank', async () => {
    const articles = await allArticles('slug leadImage { alt } section { path } topics { slug } byline publishedAt');
    assert.deepEqual(
      articles.filter(
        ({ leadImage, section, topics, byline, publishedAt }) =>
          !leadImage?.alt || !section || topics.length === 0 || !byline || !publishedAt,
      ),
      [],
    );
  });

  it('says nothing of drafts and why others are gone', async () => {
    for (const slug of ['draft-year-in-tides', 'scheduled-tram-line-4-riders-guide', 'embargoed-bank-rate-december']) {
      assert.deepEqual(await runOnceForErrors(test.store, `{ article(slug: "${slug}") { slug } }`), {
        data: { article: null },
        errors: [],
      });
    }
    for (const [slug, code] of [
      ['withdrawn-harbour-boat-fares', 'WITHDRAWN'],
      ['expired-lantern-workshop-places', 'GONE'],
    ]) {
      const { errors } = await runOnceForErrors(test.store, `{ article(slug: "${slug}") { slug } }`);
      assert.deepEqual(
        errors.map(({ extensions }) => extensions.code),
        [code],
      );
    }
  });

  it('shows the post that a person held on the day', async () => {
    const titles = async (slug: string) => {
      const { article } = await runQuery(test.store, `{ article(slug: "${slug}") { ${concepts} } }`);
      return article.mentions.find(({ concept }: Data) => concept.slug === 'mara-ellingsen')?.roleAtPublication.title;
    };
    assert.equal(await titles('seoul-talks-settle-ferry-timetable'), 'Minister of Transport and Ports');
    assert.equal(await titles('strait-summit-ends-with-quota-deal'), 'Prime Minister');
  });

  it('has news from Seoul, and people and events of Seoul', async () => {
    const { place } = await runQuery(
      test.store,
      '{ place(slug: "seoul") { within { slug } dispatches { totalCount } articles { totalCount } } }',
    );
    assert.equal(place.within.slug, 'south-korea');
    assert.ok(place.dispatches.totalCount >= 5, `${place.dispatches.totalCount} filed from Seoul`);
    assert.ok(place.articles.totalCount > place.dispatches.totalCount);
    const { events } = await runQuery(
      test.store,
      '{ events(first: 100) { nodes { place { slug within { slug } } participants { concept { slug } } } } }',
    );
    const inSeoul = events.nodes.filter(({ place }: Data) => [place?.slug, place?.within?.slug].includes('seoul'));
    assert.ok(inSeoul.length >= 2);
  });

  it('is written from both sides', async () => {
    const articles = await allArticles('slug locale direction');
    const locales = new Set(articles.map(({ locale }) => locale));
    assert.deepEqual([...locales].sort(), ['ar', 'de', 'en', 'ko']);
    for (const { slug, locale, direction } of articles) {
      assert.equal(direction, locale === 'ar' ? 'RTL' : 'LTR', slug);
      if (locale !== 'en')
        assert.ok(
          articles.some((other) => other.slug === slug.replace(/-[a-z]{2}$/, '')),
          `what is ${slug} a translation of?`,
        );
    }
  });

  it('has its pictures in the repository', async () => {
    const { images } = await runQuery(test.store, '{ images(first: 100) { nodes { url width height alt } } }');
    assert.ok(images.nodes.length >= 14);
    for (const { url, width, height, alt } of images.nodes) {
      const svg = await readFile(`${folder}/images/${basename(url)}`, 'utf8');
      assert.ok(Buffer.byteLength(svg) < 6000, `${url} is too large`);
      assert.ok(svg.includes(`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`), url);
      assert.match(svg, /<title>[^<]+<\/title>/, url);
      assert.ok(alt, url);
    }
  });

  it('has something in every field and uses every value of the graph', async (context) => {
    const { filled, used } = await crawl();
    const empty = reachableTypes().flatMap((type) =>
      Object.keys(type.getFields())
        .map((field) => `${type.name}.${field}`)
        .filter((field) => !filled.has(field)),
    );
    context.diagnostic(`never filled: ${empty.join(', ') || 'none'}`);
    assert.deepEqual(empty.sort(), Object.keys(neverFilled).sort());

    const enums = reachableTypes().flatMap((type) =>
      Object.values(type.getFields()).flatMap(({ type: answer }) => {
        const named = getNamedType(answer);
        return isEnumType(named) ? [named.name] : [];
      }),
    );
    const unused = [...new Set(enums)].flatMap((name) =>
      valuesOf(name)
        .map((value) => `${name}.${value}`)
        .filter((value) => !used.has(value)),
    );
    assert.deepEqual(unused.sort(), Object.keys(neverSeen).sort());
  });

  it('changes nothing when it is loaded again', async () => {
    const again = await seed();
    assert.deepEqual(again.summary, {
      ...summary,
      added: 0,
      unchanged: summary.added,
    });
  });

  async function allArticles(selection: string): Promise<Data[]> {
    const all: Data[] = [];
    for (let after: string | null = null; ; ) {
      const { articles }: Data = await runQuery(
        test.store,
        `query ($after: String) { articles(first: 100, after: $after) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      all.push(...articles.nodes);
      if (!articles.pageInfo.hasNextPage) return all;
      after = articles.pageInfo.endCursor;
    }
  }

  /** Asks for every field of the query type, then for every field of each node that an answer names, until no new ones come. */
  async function crawl(): Promise<{ filled: Set<string>; used: Set<string> }> {
    const found = { filled: new Set<string>(), used: new Set<string>(), nodes: new Map<string, string>() };
    const asked = new Set<string>();
    const { data } = await runOnceForErrors(test.store, `{ ${everyField('Query')} }`);
    collect(data, found);
    for (;;) {
      const next = [...found.nodes].filter(([id]) => !asked.has(id));
      if (next.length === 0) return found;
      const type = (next[0] as [string, string])[1];
      const ids = next.flatMap(([id, of]) => (of === type ? id : [])).slice(0, 50);
      for (const id of ids) asked.add(id);
      const source = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${type} { ${everyField(type)} } } }`;
      collect(await runQuery(test.store, source, { ids }), found);
    }
  }
});

function reachableTypes(): GraphQLObjectType[] {
  const seen = new Set<GraphQLObjectType>();
  const visit = (type: GraphQLObjectType) => {
    if (seen.has(type)) return;
    seen.add(type);
    for (const { type: answer } of Object.values(type.getFields())) {
      const named = getNamedType(answer);
      if (isObjectType(named)) visit(named);
      else if (isAbstractType(named)) schema.getPossibleTypes(named).forEach(visit);
    }
  };
  visit(schema.getQueryType() as GraphQLObjectType);
  return [...seen];
}

interface Found {
  filled: Set<string>;
  used: Set<string>;
  nodes: Map<string, string>;
}

function collect(answer: Data, found: Found): void {
  if (Array.isArray(answer)) {
    for (const one of answer) collect(one, found);
  } else if (typeof answer === 'object' && answer !== null) {
    if (answer.nodeId) found.nodes.set(answer.nodeId, answer.__typename);
    for (const [name, value] of Object.entries(answer)) {
      const [type = '', field] = name.split('__');
      if (field !== undefined && type !== '' && isFilled(value)) note(type, field, value, found);
      if (!isPayload(type, field)) collect(value, found);
    }
  }
}

function note(type: string, field: string, value: Data, { filled, used }: Found): void {
  filled.add(`${type}.${field}`);
  const answer = (schema.getType(type) as GraphQLObjectType).getFields()[field]?.type;
  const named = answer && getNamedType(answer);
  if (isEnumType(named)) for (const one of [value].flat()) used.add(`${named.name}.${one}`);
}

const isFilled = (value: Data) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
const isPayload = (type: string, field: string | undefined) => `${type}.${field}` === 'RawBlock.payload';
