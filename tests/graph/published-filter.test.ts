import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { load } from '../../src/import/load.js';
import { asInputs, type Data, executed, loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

/** Dates before and after everything, around the epoch, of the past, dated ahead of their arrival, and none. */
const dates: Record<string, string | undefined> = {
  first: '0000-01-01T00:00:00.000Z',
  medieval: '0999-12-31T23:59:59.999Z',
  waterloo: '1815-06-18T11:35:00.000Z',
  'before-epoch': '1969-12-31T23:59:59.999Z',
  epoch: '1970-01-01T00:00:00.000Z',
  spring: '2024-03-05T12:00:00.000Z',
  'spring-too': '2024-03-05T12:00:00.000Z',
  'dated-ahead-by-then': '2022-05-01T10:00:00.000Z',
  'dated-ahead': '2031-05-01T10:00:00.000Z',
  last: '9999-12-31T23:59:59.999Z',
  undated: undefined,
};
/** Only editors see these. */
const hidden: Record<string, Partial<ArticleDocument> & { publishedAt?: string }> = {
  scheduled: { publishedAt: '2031-05-01T10:00:00.000Z', status: 'SCHEDULED' },
  embargoed: { publishedAt: '2024-03-05T12:00:00.000Z', embargoUntil: '2031-06-01T00:00:00.000Z' },
  draft: { publishedAt: '2024-03-05T12:00:00.000Z', status: 'DRAFT' },
  'undated-draft': { status: 'DRAFT' },
};
/** What an embargo makes of the date. */
const shownAt = (slug: string): string | undefined =>
  slug in dates ? dates[slug] : (hidden[slug]?.embargoUntil ?? hidden[slug]?.publishedAt);

const document = (slug: string, changes: Partial<ArticleDocument> = {}): ArticleDocument => {
  const { publishedAt: _, updatedAt: __, ...article } = articleDocument(1);
  const publishedAt = dates[slug];
  return { ...article, id: slug, slug, path: `/${slug}`, ...(publishedAt && { publishedAt }), ...changes };
};

interface Span {
  from?: string | null;
  to?: string | null;
}

const within = (date: string | undefined, { from, to }: Span) =>
  date === undefined ? !from && !to : (!from || date >= from) && (!to || date < to);

const list = `(first: 100, filter: $filter) { totalCount nodes { slug publishedAt } facets(by: [DAY], first: 100) { buckets { value count } } }`;
const query = `query ($filter: ArticleFilter, $not: ArticleFilter, $both: ArticleFilter) {
  newest: articles${list}
  oldest: articles${list.replace('first: 100,', 'first: 100, sort: OLDEST,')}
  updated: articles${list.replace('first: 100,', 'first: 100, sort: UPDATED,')}
  mostRead: articles${list.replace('first: 100,', 'first: 100, sort: MOST_READ,')}
  both: articles${list.replace('$filter', '$both')}
  not: articles${list.replace('$filter', '$not')}
  section(path: "world") { articles${list} }
  person(slug: "cy-quill") { authored${list} }
  place(slug: "norland") { articles${list} }
  search(query: "herring", first: 100, filter: $filter) { totalCount facets(by: [DAY], first: 100) { buckets { value count } }
    nodes: edges { node { ... on Article { slug publishedAt } } } }
}`;

for (const kind of storeKinds) {
  describe(`articles published in a span on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    before(async () => {
      test = await kind.open();
      const early = document('dated-ahead-by-then');
      await loadInto(test.store, ...world);
      await load(asInputs([early]), test.store, { now: () => new Date('2020-01-01T00:00:00Z') });
      const visible = Object.keys(dates).map((slug) => document(slug));
      const invisible = Object.entries(hidden).map(([slug, changes]) => document(slug, changes));
      const { summary } = await loadInto(test.store, ...visible, ...invisible);
      assert.equal(summary.rejected, 0);
    });
    after(() => test.remove());

    async function ask(span: Span, preview = false): Promise<Data> {
      const { from, to } = span;
      const variables = {
        filter: { published: span },
        not: { not: { published: span } },
        both: { and: [{ published: { from } }, { published: { to } }] },
      };
      const { data, errors } = await executed(test.store, { query, variables }, { preview });
      assert.equal(errors, undefined);
      return data;
    }

    const everyArticle = { public: Object.keys(dates), preview: [...Object.keys(dates), ...Object.keys(hidden)] };

    /** Every way to ask for the span finds these articles, counts them, and counts their days. */
    async function finds(span: Span, slugs: readonly string[], preview = false): Promise<void> {
      const { not, section, person, place, search, ...lists } = await ask(span, preview);
      const answers = { ...lists, section: section.articles, author: person.authored, place: place.articles };
      const found = { ...answers, search: { ...search, nodes: search.nodes.map(({ node }: Data) => node) } };
      for (const [name, answer] of Object.entries<Data>(found))
        sameArticles(`${name} ${JSON.stringify(span)}`, answer, slugs);
      const others = everyArticle[preview ? 'preview' : 'public'].filter((slug) => !slugs.includes(slug));
      sameArticles(`not ${JSON.stringify(span)}`, not, others);
    }

    function sameArticles(name: string, { totalCount, nodes, facets }: Data, slugs: readonly string[]): void {
      assert.deepEqual(nodes.map(({ slug }: Data) => slug).sort(), [...slugs].sort(), name);
      assert.equal(totalCount, slugs.length, name);
      for (const { slug, publishedAt } of nodes) assert.equal(publishedAt, shownAt(slug) ?? null, name);
      const days = slugs.flatMap((slug) => shownAt(slug)?.slice(0, 10) ?? []);
      const counts = Object.fromEntries(facets[0].buckets.map(({ value, count }: Data) => [value, count]));
      const expected = Object.fromEntries(days.map((day) => [day, days.filter((one) => one === day).length]));
      assert.deepEqual(counts, expected, name);
    }

    it('are found where they are dated ahead', async () => {
      await finds({ from: '2031-01-01T00:00:00.000Z', to: '2032-01-01T00:00:00.000Z' }, ['dated-ahead']);
      await finds({ from: '2031-01-01T00:00:00.000Z' }, ['dated-ahead', 'last']);
      await finds({ from: '2022-05-01T10:00:00.000Z', to: '2022-05-01T10:00:00.001Z' }, ['dated-ahead-by-then']);
    });

    it('are not found by the time at which they arrived', async () => {
      await finds({ from: '2019-12-31T00:00:00.000Z', to: '2020-01-02T00:00:00.000Z' }, []);
      const hour = 3_600_000;
      const [from, to] = [-hour, hour].map((by) => new Date(Date.now() + by).toISOString());
      await finds({ from: from as string, to: to as string }, []);
    });

    it('are all there where no end is given, undated ones too', async () => {
      for (const span of [{}, { from: null }, { from: null, to: null }]) await finds(span, Object.keys(dates));
    });

    it('are none where the ends are equal or reversed', async () => {
      const [one, another] = ['2024-03-05T12:00:00.000Z', '2031-05-01T10:00:00.000Z'];
      for (const span of [
        { from: one, to: one },
        { from: another, to: another },
        { from: another, to: one },
      ])
        await finds(span, []);
    });

    it('are the same in lists, totals, facets and the search for every span, for the public and for editors', async () => {
      const edges = Object.keys({ ...dates, ...hidden }).flatMap((slug) => {
        const time = Date.parse(shownAt(slug) ?? '2030-01-01T00:00:00Z');
        return [time - 1, time, time + 1].filter((at) => new Date(at).toISOString().length === 24);
      });
      const end = fc.option(
        fc.constantFrom(...edges, Date.now()).map((time) => new Date(time).toISOString()),
        { freq: 5 },
      );
      await fc.assert(
        fc.asyncProperty(end, end, fc.boolean(), async (from, to, preview) => {
          const slugs = everyArticle[preview ? 'preview' : 'public'];
          await finds(
            { from, to },
            slugs.filter((slug) => within(shownAt(slug), { from, to })),
            preview,
          );
        }),
        { numRuns: 100 },
      );
    });

    it('are counted by the same days as they are found by', async () => {
      const all = await ask({});
      assert.ok(all.newest.facets[0].buckets.length > 8);
      for (const { value, count } of all.newest.facets[0].buckets) {
        const from = `${value}T00:00:00.000Z`;
        const next = new Date(Date.parse(from) + 86_400_000).toISOString();
        const { newest, search } = await ask({ from, to: next.length === 24 ? next : null });
        assert.deepEqual([newest.totalCount, search.totalCount], [count, count], value);
        assert.deepEqual(newest.facets[0].buckets, [{ value, count }]);
      }
    });

    it('stand where they came in, whatever span is asked for', async () => {
      const { newest } = await ask({ from: '2022-01-01T00:00:00.000Z' });
      const order = newest.nodes.map(({ slug }: Data) => slug);
      assert.deepEqual(order.slice(0, 2).sort(), ['dated-ahead', 'last'], 'these came in just now');
      assert.equal(order.at(-1), 'dated-ahead-by-then', 'this one came in in 2020');
    });
  });
}
