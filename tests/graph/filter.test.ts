import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { type NodeType, toGlobalId } from '../../src/graph/node.js';
import { type Data, loadInto, runForErrors, runOnce, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const kinds = ['STORY', 'BRIEF', 'OPINION'] as const;
const locales = ['en', 'en-GB', 'de'];
const concepts = ['person:ada-fjord', 'person:bo-reef', 'place:norland', 'event:herring-summit'];
const relations = ['ABOUT', 'MENTION'] as const;
const cases = Number(process.env.FILTERS ?? 1000);

/** Articles that differ in everything that a filter can ask for; three publish at the same instant. */
function corpus(size: number): ArticleDocument[] {
  return Array.from({ length: size }, (_, at) => {
    const { leadImage, ...rest } = articleDocument(at, {
      slug: `a-${String(at).padStart(3, '0')}`,
      kind: kinds[at % 3] ?? 'STORY',
      locale: locales[at % 4 === 3 ? 2 : at % 2] ?? 'en',
      section: at % 5 === 0 ? 'world' : 'north',
      topics: at % 3 === 0 ? ['herring'] : at % 7 === 0 ? ['fishing', 'herring'] : [],
      contributions: [{ person: at % 2 ? 'cy-quill' : 'bo-reef', creditedAs: 'X' }],
      sources: [{ source: at % 4 ? 'example-news' : 'example-wire', role: 'PUBLISHER' }],
      mentions: concepts
        .filter((_concept, bit) => (at >> bit) % 2 === 0)
        .map((concept, bit) => ({ concept, label: `label ${bit}`, relation: relations[(at + bit) % 2] ?? 'ABOUT' })),
      body: [{ kind: 'paragraph', text: `Text ${at}.` }],
      publishedAt: new Date(Date.UTC(2024, 0, 1 + Math.floor(at / 3))).toISOString(),
      updatedAt: new Date(Date.UTC(2024, 5, 1 + ((at * 7) % 40))).toISOString(),
      breaking: at % 6 === 0,
      status: at % 11 === 10 ? 'DRAFT' : 'PUBLISHED',
    });
    return at % 4 === 0 ? rest : { ...rest, ...(leadImage ? { leadImage } : {}) };
  });
}

const gid = (key: string) => {
  const [type, id] = key.split(':') as [NodeType, string];
  return toGlobalId(type, id);
};

// ── the naive reading: the documents themselves, looked at one by one
type Filter = Record<string, Data>;
const keysOf = (a: ArticleDocument, relation?: string[]) =>
  relation
    ? (a.mentions ?? []).filter((m) => relation.includes(m.relation ?? 'MENTION')).map((m) => m.concept)
    : [...(a.mentions ?? []).map((m) => m.concept), ...(a.topics ?? []).map((topic) => `topic:${topic}`)];

function matches(a: ArticleDocument, f: Filter): boolean {
  const has = (values: string[], own: string[]) => own.some((one) => values.includes(one));
  const within = (range: { from?: string; to?: string }, at = '') =>
    (!range.from || at >= range.from) && (!range.to || at < range.to);
  const checks: Record<string, (value: Data) => boolean> = {
    and: (all: Filter[]) => all.every((one) => matches(a, one)),
    or: (some: Filter[]) => some.some((one) => matches(a, one)),
    not: (one: Filter) => !matches(a, one),
    ids: (ids) => ids.includes(toGlobalId('article', a.slug)),
    // North lies below World, where every article of this corpus stands.
    section: (ids) =>
      has(
        ids,
        ['world', a.section ?? ''].map((slug) => toGlobalId('section', slug)),
      ),
    source: (ids) =>
      has(
        ids,
        (a.sources ?? []).map(({ source }) => toGlobalId('source', source)),
      ),
    author: (ids) =>
      has(
        ids,
        (a.contributions ?? []).map(({ person }) => toGlobalId('person', person ?? '')),
      ),
    kind: (some) => some.includes(a.kind ?? 'STORY'),
    locale: (some: string[]) => some.some((tag) => a.locale === tag || a.locale.startsWith(`${tag}-`)),
    published: (range) => within(range, a.publishedAt),
    updated: (range) => within(range, a.updatedAt),
    breaking: (value) => value === (a.breaking ?? false),
    hasImage: (value) => value === (a.leadImage !== undefined),
    concepts: ({ all, any, none, relation }) => {
      const own = keysOf(a, relation).map(gid);
      return (
        (!all || all.every((one: string) => own.includes(one))) && (!any || has(any, own)) && !(none && has(none, own))
      );
    },
  };
  return Object.entries(f).every(([name, value]) => checks[name]?.(value) ?? true);
}

const compareBy: Record<string, (a: ArticleDocument, b: ArticleDocument) => number> = {
  NEWEST: (a, b) => order(b.publishedAt, a.publishedAt) || order(b.slug, a.slug),
  OLDEST: (a, b) => order(a.publishedAt, b.publishedAt) || order(a.slug, b.slug),
  UPDATED: (a, b) => order(b.updatedAt, a.updatedAt) || order(b.slug, a.slug),
};
const order = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0);

function facet(
  articles: ArticleDocument[],
  values: (a: ArticleDocument) => string[],
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const a of articles) for (const value of new Set(values(a))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || order(ungid(a.value), ungid(b.value)));
}
const ungid = (value: string) =>
  /^[A-Za-z0-9_-]{12,}$/.test(value) ? Buffer.from(value, 'base64url').toString() : value;

// ── what clients ask
const someOf = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 0 });
const instant = fc.integer({ min: 0, max: 200 }).map((day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString());
const range = fc.record({ from: instant, to: instant }, { requiredKeys: [] });
const leaf = fc.record(
  {
    ids: someOf(['a-001', 'a-010', 'a-020', 'nothing'].map((slug) => toGlobalId('article', slug))),
    section: someOf(['world', 'north'].map((slug) => toGlobalId('section', slug))),
    source: someOf(['example-news', 'example-wire'].map((slug) => toGlobalId('source', slug))),
    author: someOf(['cy-quill', 'bo-reef'].map((slug) => toGlobalId('person', slug))),
    kind: someOf(kinds),
    locale: someOf(locales),
    published: range,
    updated: range,
    breaking: fc.boolean(),
    hasImage: fc.boolean(),
    concepts: fc.record(
      {
        all: someOf([...concepts, 'topic:herring'].map(gid)),
        any: someOf([...concepts, 'topic:fishing'].map(gid)),
        none: someOf(concepts.map(gid)),
        relation: fc.subarray([...relations], { minLength: 1 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Filter>;
const few = (filter: Filter): Filter => Object.fromEntries(Object.entries(filter).slice(0, 3));
const simple = leaf.map(few);
const filter = fc.oneof(
  simple,
  fc.record(
    { and: fc.array(simple, { maxLength: 3 }), or: fc.array(simple, { maxLength: 3 }), not: simple },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Filter>,
  fc
    .tuple(
      simple,
      fc.record({ or: fc.array(simple, { minLength: 1, maxLength: 2 }), not: simple }, { requiredKeys: [] }),
    )
    .map(([a, b]) => ({ ...a, ...b })),
);

const happening = fc.record({
  act: fc.constantFrom('publish', 'correct', 'withdraw', 'show', 'delete'),
  pick: fc.nat({ max: 79 }),
  day: fc.nat({ max: 60 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

const query = `query ($filter: ArticleFilter, $sort: ArticleSort, $first: Int, $after: String) {
  articles(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount nodes { slug } pageInfo { hasNextPage endCursor }
    facets(by: [KIND, LOCALE, PLACE, TOPIC, SECTION, DAY, SOURCE], first: 100) { by buckets { value count } } } }`;

for (const kind of storeKinds) {
  describe(`filtered lists on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    const articles = corpus(60);
    /** What the store should have now. */
    const current = new Map(articles.map((article) => [article.slug, article]));
    const listedNow = () =>
      [...current.values()].filter(({ status }) => status === 'PUBLISHED' || status === 'CORRECTED');

    /** What newsrooms do while readers page: one of it. */
    async function write({ act, pick, day }: Happening): Promise<void> {
      const slugs = [...current.keys()];
      const slug = act === 'publish' ? `n-${String(pick).padStart(3, '0')}` : (slugs[pick % slugs.length] as string);
      const before = current.get(slug) ?? corpus(pick + 1).at(-1);
      if (act === 'delete' && current.size > 40) {
        current.delete(slug);
        await test.store.write([
          { collection: 'articles', deleteOne: { filter: { _id: slug } } },
          { collection: 'search', deleteOne: { filter: { _id: `article:${slug}` } } },
        ]);
        return;
      }
      const at = new Date(Date.UTC(2024, 5, 1 + day)).toISOString();
      const changes: Record<string, Partial<ArticleDocument>> = {
        publish: { slug, status: 'PUBLISHED' },
        correct: {
          status: 'CORRECTED',
          updatedAt: at,
          kind: kinds[day % 3] ?? 'STORY',
          headline: `Corrected on day ${day}`,
        },
        withdraw: { status: 'WITHDRAWN' },
      };
      const next = { ...(before as ArticleDocument), ...(changes[act] ?? { status: 'PUBLISHED' }) };
      current.set(slug, next);
      const { summary } = await loadInto(test.store, next);
      assert.equal(summary.rejected, 0);
    }
    before(async () => {
      test = await kind.open();
      const { summary } = await loadInto(test.store, ...world, ...articles);
      assert.equal(summary.rejected, 0);
    });
    after(() => test.remove());

    it(`are what a naive reading of the documents gives, in ${cases} random cases with writes between the pages`, async () => {
      const sort = fc.constantFrom('NEWEST', 'OLDEST', 'UPDATED');
      await fc.assert(
        fc.asyncProperty(
          filter,
          sort,
          fc.integer({ min: 1, max: 30 }),
          happening,
          async (wanted, by, first, happens) => {
            const naive = () =>
              listedNow()
                .filter((article) => matches(article, wanted))
                .sort(compareBy[by]);
            const expected = naive();
            const { articles: page } = await runQuery(test.store, query, { filter: wanted, sort: by, first });
            assert.deepEqual(
              page.nodes.map(({ slug }: Data) => slug),
              expected.slice(0, first).map(({ slug }) => slug),
            );
            assert.equal(page.totalCount, expected.length);
            assert.equal(page.pageInfo.hasNextPage, expected.length > first);
            const facets = Object.fromEntries(page.facets.map(({ by: name, buckets }: Data) => [name, buckets]));
            assert.deepEqual(
              facets.KIND,
              facet(expected, ({ kind: one }) => [one ?? 'STORY']),
            );
            assert.deepEqual(
              facets.LOCALE,
              facet(expected, ({ locale }) => [locale]),
            );
            assert.deepEqual(
              facets.PLACE,
              facet(expected, (a) =>
                keysOf(a)
                  .filter((key) => key.startsWith('place:'))
                  .map(gid),
              ),
            );
            assert.deepEqual(
              facets.TOPIC,
              facet(expected, (a) => (a.topics ?? []).map((topic) => toGlobalId('topic', topic))),
            );
            assert.deepEqual(
              facets.SECTION,
              facet(expected, ({ section }) => [toGlobalId('section', section ?? '')]),
            );
            assert.deepEqual(
              facets.DAY,
              facet(expected, ({ publishedAt }) => [(publishedAt ?? '').slice(0, 10)]),
            );
            if (page.pageInfo.hasNextPage) {
              const last = expected[first - 1] as ArticleDocument;
              await write(happens);
              const beyond = naive().filter((article) => (compareBy[by]?.(article, last) ?? 0) > 0);
              const { articles: next } = await runQuery(test.store, query, {
                filter: wanted,
                sort: by,
                first,
                after: page.pageInfo.endCursor,
              });
              assert.deepEqual(
                next.nodes.map(({ slug }: Data) => slug),
                beyond.slice(0, first).map(({ slug }) => slug),
              );
              assert.equal(next.totalCount, naive().length);
              assert.equal(next.pageInfo.hasNextPage, beyond.length > first);
              assert.deepEqual(
                next.facets[0].buckets,
                facet(naive(), ({ kind: one }) => [one ?? 'STORY']),
              );
            }
          },
        ),
        { numRuns: cases },
      );
    });

    it('hold inside other types, with totals, facets and names of what is counted', async () => {
      const data = await runQuery(
        test.store,
        `query ($herring: ID!) { person(slug: "ada-fjord") { articles(filter: { kind: [STORY], concepts: { any: [$herring] } }, first: 2) {
          totalCount nodes { kind topics { slug } } facets(by: [PLACE, SECTION, SOURCE]) { by buckets { label count concept { slug } } } } }
          section(path: "world") { articles(filter: { hasImage: false }) { totalCount } } }`,
        { herring: gid('topic:herring') },
      );
      const listed = listedNow();
      const expected = listed.filter(
        (a) => keysOf(a).includes('person:ada-fjord') && a.kind === 'STORY' && keysOf(a).includes('topic:herring'),
      );
      assert.equal(data.person.articles.totalCount, expected.length);
      assert.ok(expected.length > 2);
      const [place, section, source] = data.person.articles.facets;
      assert.deepEqual(place.buckets[0].concept, { slug: 'norland' });
      assert.deepEqual(
        section.buckets.map(({ label, concept }: Data) => [label, concept]),
        [
          ['North', null],
          ['World', null],
        ].filter(([label]) => section.buckets.some((bucket: Data) => bucket.label === label)),
      );
      assert.ok(source.buckets.every(({ label }: Data) => label.startsWith('Example')));
      assert.equal(data.section.articles.totalCount, listed.filter((a) => !a.leadImage).length);
    });

    it('cost one command for twenty siblings that select totals and facets', async () => {
      const counted = await kind.open(({ collection }) => commands.push(collection));
      let commands: string[] = [];
      try {
        await loadInto(counted.store, ...world, ...articles);
        commands = [];
        const siblings = Array.from(
          { length: 20 },
          (_, at) =>
            `a${at}: articles(first: ${at + 1}, filter: { kind: [${kinds[at % 3]}] }) { totalCount nodes { slug } facets(by: [KIND, DAY]) { buckets { count } } }`,
        );
        await runOnce(counted.store, `{ ${siblings.join('\n')} }`);
        assert.deepEqual(commands, ['articles']);
      } finally {
        await counted.remove();
      }
    });

    it('refuse what nobody can mean', async () => {
      const deep = (levels: number): Filter => (levels === 0 ? { breaking: true } : { not: deep(levels - 1) });
      for (const [wanted, message] of [
        [deep(6), /nest 5 levels/],
        [{ or: Array.from({ length: 60 }, () => ({ breaking: true })) }, /at most 50 filters/],
      ] as const) {
        const { errors } = await runForErrors(test.store, query, { filter: wanted });
        assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
        assert.match(errors[0]?.message ?? '', message);
      }
    });
  });
}
