import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { toGlobalId } from '../../src/graph/node.js';
import { readInputs } from '../../src/import/input.js';
import { load } from '../../src/import/load.js';
import { fillSearch } from '../../src/import/search.js';
import { projectFile } from '../../src/project.js';
import { type Data, loadInto, runForErrors, runOnce, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';
import { queries } from './queries.js';

const newsroom = fileURLToPath(projectFile('seed/newsroom'));
const hits = '__typename ... on Node { id } ... on Concept { slug } ... on Article { slug }';
const source = `query ($query: String!, $kinds: [SearchKind!], $first: Int, $after: String) {
  search(query: $query, kinds: $kinds, first: $first, after: $after) {
    totalCount didYouMean counts { kind count } pageInfo { hasNextPage hasPreviousPage endCursor }
    edges { cursor score highlights { field fragment } node { ${hits} } } } }`;

const nameOf = ({ id }: Data) => Buffer.from(id, 'base64url').toString();
const namesOf = ({ edges }: Data): string[] => edges.map(({ node }: Data) => nameOf(node));

const isArticle = (name: string) => name.startsWith('article:');

/** What each store has found, to be compared. */
const answers = new Map<string, Map<string, unknown>>();

for (const kind of storeKinds) {
  describe(`search on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let commands: string[] = [];
    before(async () => {
      test = await kind.open(({ collection, name }) => commands.push(`${name} ${collection}`));
      await load(readInputs([newsroom]), test.store);
    });
    after(() => test.remove());

    async function search(query: string, variables: Record<string, unknown> = {}, run = runQuery): Promise<Data> {
      return (await run(test.store, source, { query, ...variables })).search;
    }

    it('finds what readers mean among the first three', async (context) => {
      const found = new Map<string, unknown>();
      const ranks: number[] = [];
      const missed: string[] = [];
      for (const [query, ...expected] of queries) {
        const answer = await search(query, { first: 10 });
        const names = namesOf(answer);
        found.set(query, [answer.totalCount, answer.didYouMean, answer.counts, names]);
        const place = names.findIndex((name) => expected.includes(name));
        ranks.push(place >= 0 && place < 3 ? 1 / (place + 1) : 0);
        if (place < 0 || place > 2) missed.push(`${query}: ${names.slice(0, 3).join(', ') || 'nothing'}`);
      }
      answers.set(kind.name, found);
      const share = ranks.filter((rank) => rank > 0).length / ranks.length;
      const mean = ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
      context.diagnostic(
        `${queries.length} queries, found ${share.toFixed(3)}, mean reciprocal rank ${mean.toFixed(3)}; missed ${missed.join('; ') || 'none'}`,
      );
      assert.ok(queries.length >= 60);
      assert.ok(mean >= 0.85, `mean reciprocal rank ${mean}; missed ${missed.join('; ')}`);
    });

    it('finds the same as the other store, in the same order', () => {
      const [first, second] = [...answers.values()];
      if (first && second) assert.deepEqual(second, first);
    });

    it('puts headline over standfirst over body', async () => {
      const names = namesOf(await search('tide', { kinds: ['ARTICLE'], first: 100 }));
      const place = (slug: string) => names.indexOf(`article:${slug}`);
      assert.ok(place('how-a-tide-gauge-works') >= 0);
      assert.ok(
        place('how-a-tide-gauge-works') < place('han-river-design-fair-opens-de') ||
          place('han-river-design-fair-opens-de') < 0,
      );
      assert.ok(
        place('king-tide-video-marsh-end') < place('strait-cup-final-valmere-beat-sundmark') ||
          place('strait-cup-final-valmere-beat-sundmark') < 0,
      );
    });

    it('says what was meant, and answers that', async () => {
      assert.equal((await search('elingsen "prime minister"')).didYouMean, 'ellingsen "prime minister"');
      assert.equal((await search('ellingsen')).didYouMean, null);
      assert.deepEqual([(await search('xqzzvy')).totalCount, (await search('xqzzvy')).didYouMean], [0, null]);
    });

    it('gives what has most of the words where nothing has all', async () => {
      const { totalCount, edges } = await search('tram timetable xqzzvy');
      assert.ok(totalCount > 0);
      assert.ok(edges.every(({ node }: Data) => nameOf(node) !== ''));
    });

    it('leaves out what is excluded', async () => {
      const all = namesOf(await search('ferry', { first: 100 }));
      const some = namesOf(await search('ferry -incheon', { first: 100 }));
      const with_ = namesOf(await search('ferry incheon', { first: 100 }));
      assert.ok(some.length > 0 && with_.length > 0);
      assert.deepEqual([...some, ...with_].sort(), all.sort());
      const without = namesOf(await search('ferry -"northern bridge"', { first: 100 }));
      assert.ok(without.length < all.length);
    });

    it('counts every kind, whichever are asked for', async () => {
      const all = await search('ferry');
      const topics = await search('ferry', { kinds: ['TOPIC', 'EVENT'] });
      assert.deepEqual(topics.counts, all.counts);
      assert.equal(
        all.counts.reduce((sum: number, { count }: Data) => sum + count, 0),
        all.totalCount,
      );
      assert.ok(topics.edges.every(({ node }: Data) => ['Topic', 'Event'].includes(node.__typename)));
      assert.equal(topics.totalCount, topics.edges.length);
      assert.equal((await search('ferry', { kinds: [] })).totalCount, 0);
    });

    const facetsBy = '[SECTION, TOPIC, PERSON, ORGANISATION, PLACE, EVENT, SOURCE, LOCALE, KIND, DAY]';
    for (const [query, filter] of [
      ['ferry', null],
      ['ferry', {}],
      ['ferry', { kind: ['STORY', 'BRIEF'], not: { locale: ['de'] } }],
      ['ferry', { section: [toGlobalId('section', 'world')], published: { from: '2020-01-01T00:00:00Z' } }],
      ['ferry harbour', { concepts: { any: [toGlobalId('place', 'port-linden')], relation: ['ABOUT', 'MENTION'] } }],
      ['"northern bridge" -museum', { hasImage: true }],
      ['elingsen', { kind: ['STORY'] }],
      ['tram timetable xqzzvy', { breaking: false }],
      ['ferry', { ids: [toGlobalId('article', 'first-ferry-leaves-incheon-for-port-linden'), 'nothing'] }],
      ['ferry', { kind: [] }],
    ] as const) {
      it(`counts and filters ${query} with ${JSON.stringify(filter)} as a list of the same articles`, async () => {
        const asked = `query ($query: String!, $filter: ArticleFilter) { search(query: $query, filter: $filter, first: 100) {
          totalCount counts { kind count } nodes { ${hits} } facets(by: ${facetsBy}, first: 100) { by buckets { value label count } } } }`;
        const { search: found } = await runQuery(test.store, asked, { query, filter });
        const articles = found.nodes
          .filter(({ __typename }: Data) => __typename === 'Article')
          .map(({ id }: Data) => id);
        const list = `query ($ids: [ID!]!, $filter: ArticleFilter!) { articles(filter: { ids: $ids, and: [$filter] }, first: 100) {
          totalCount facets(by: ${facetsBy}, first: 100) { by buckets { value label count } } } }`;
        const { articles: same } = await runQuery(test.store, list, { ids: articles, filter: filter ?? {} });
        assert.equal(same.totalCount, articles.length);
        assert.deepEqual(found.facets, same.facets);
        assert.equal(found.totalCount, found.nodes.length);
        if (filter)
          assert.deepEqual(found.counts, articles.length ? [{ kind: 'ARTICLE', count: articles.length }] : []);
        const unfiltered = await search(query, { kinds: ['ARTICLE'], first: 100 });
        if (filter === null) assert.deepEqual(namesOf(unfiltered), found.nodes.map(nameOf).filter(isArticle));
      });
    }

    it('counts no articles where only other kinds are asked for', async () => {
      const { search: found } = await runQuery(
        test.store,
        '{ search(query: "ferry", kinds: [TOPIC]) { totalCount facets(by: [KIND]) { buckets { value } } } }',
      );
      assert.ok(found.totalCount > 0);
      assert.deepEqual(found.facets, [{ buckets: [] }]);
    });

    it('does not mend a query that finds something outside the filter', async () => {
      const { search: found } = await runQuery(
        test.store,
        '{ search(query: "ferry", filter: { published: { to: "1900-01-01T00:00:00Z" } }) { totalCount didYouMean } }',
      );
      assert.deepEqual(found, { totalCount: 0, didYouMean: null });
    });

    it('filters by a section as it stands now', async () => {
      const section = (slug: string, parent?: string) => ({
        type: 'section' as const,
        slug,
        name: slug,
        ...(parent && { parent }),
      });
      const article = articleDocument(1, { slug: 'moved', headline: 'Numbatide seen', section: 'low' });
      await loadInto(test.store, ...world, section('high'), section('other'), section('low', 'high'), article);
      const below = async (slug: string) =>
        (
          await runQuery(
            test.store,
            'query ($s: ID!) { search(query: "numbatide", filter: { section: [$s] }) { totalCount } }',
            { s: toGlobalId('section', slug) },
          )
        ).search.totalCount;
      assert.deepEqual([await below('high'), await below('other')], [1, 0]);
      await loadInto(test.store, section('low', 'other'));
      assert.deepEqual([await below('high'), await below('other')], [0, 1]);
    });

    it('pages through everything once', async () => {
      const all = namesOf(await search('ferry', { first: 100 }));
      const paged: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: Data = await search('ferry', { first: 7, after });
        paged.push(...namesOf(page));
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      assert.deepEqual(paged, all);
    });

    it('marks the words in HTML that is safe', async () => {
      await loadInto(test.store, {
        type: 'article',
        slug: 'markup',
        locale: 'en',
        headline: 'Zyxwort <script>alert(1)</script> & more',
        body: [{ kind: 'paragraph', text: '<img src=x onerror=alert(1)> "zyxworts" were seen' }],
      });
      const { edges } = await search('zyxwort');
      assert.deepEqual(edges[0].highlights, [
        { field: 'headline', fragment: '<mark>Zyxwort</mark> &lt;script&gt;alert(1)&lt;/script&gt; &amp; more' },
        { field: 'body', fragment: '&lt;img src=x onerror=alert(1)&gt; "<mark>zyxworts</mark>" were seen' },
      ]);
    });

    it('is right at once when an article is corrected, withdrawn or shown again', async () => {
      const article = articleDocument(1, { slug: 'vanishing', headline: 'Quokkatide seen' });
      await loadInto(test.store, ...world, article);
      assert.deepEqual(namesOf(await search('quokkatide')), ['article:vanishing']);
      await loadInto(test.store, { ...article, headline: 'Wombatide seen' });
      assert.deepEqual(namesOf(await search('quokkatide')), []);
      assert.deepEqual(namesOf(await search('wombatide')), ['article:vanishing']);
      await loadInto(test.store, { ...article, headline: 'Wombatide seen', status: 'WITHDRAWN' });
      assert.deepEqual(namesOf(await search('wombatide')), []);
      await loadInto(test.store, { ...article, headline: 'Wombatide seen', status: 'CORRECTED' });
      assert.deepEqual(namesOf(await search('wombatide')), ['article:vanishing']);
    });

    it('finds again what a store had before it could be searched, and nothing that is not public', async () => {
      const all = namesOf(await search('ferry', { first: 100 }));
      const documents = await test.store.collection('search').find({}).toArray();
      await test.store.write(documents.map(({ _id }) => ({ collection: 'search', deleteOne: { filter: { _id } } })));
      assert.deepEqual(namesOf(await search('ferry')), []);
      await fillSearch(test.store);
      assert.deepEqual(namesOf(await search('ferry', { first: 100 })), all);
      assert.deepEqual(
        await test.store
          .collection('search')
          .find({}, { sort: { _id: 1 } })
          .toArray(),
        documents.sort((a, b) => (a._id < b._id ? -1 : 1)),
      );
    });

    it('makes anew what another version has made, and that once', async () => {
      const documents = await test.store.collection('search').find({}).toArray();
      const old = documents.map((document) => ({ ...document, tokens: ['x'], ...('make' in document && { make: 0 }) }));
      await test.store.write(
        old.map((replacement) => ({
          collection: 'search',
          replaceOne: { filter: { _id: replacement._id }, replacement },
        })),
      );
      assert.deepEqual(namesOf(await search('ferry')), []);
      await fillSearch(test.store);
      const order = { sort: { _id: 1 } } as const;
      assert.deepEqual(
        await test.store.collection('search').find({}, order).toArray(),
        documents.sort((a, b) => (a._id < b._id ? -1 : 1)),
      );
      commands = [];
      await fillSearch(test.store);
      assert.deepEqual(commands, ['find search']);
    });

    it('never shows what is not public, nor what was merged', async () => {
      for (const words of [
        'lantern workshop places',
        'harbour boat fares',
        'year in tides',
        'December decision embargo',
      ]) {
        const names = namesOf(await search(words, { first: 100 }));
        assert.ok(!names.some((name) => /:(?:draft|scheduled|embargoed|withdrawn|expired)-/.test(name)), words);
      }
      assert.ok(!namesOf(await search('ellingsen', { first: 100 })).includes('person:m-ellingsen'));
    });

    it('sends one command for the search and one for each kind of hit', async () => {
      commands = [];
      await search('ferry', { first: 100 }, runOnce);
      const sent = commands.filter((command) => command.endsWith(' search'));
      assert.equal(sent.length, 1, commands.join());
      assert.equal(new Set(commands).size, commands.length, commands.join());
      commands = [];
      await runOnce(test.store, '{ search(query: "ferry") { totalCount counts { kind count } } }');
      assert.deepEqual(commands, ['aggregate search']);
      commands = [];
      await runOnce(
        test.store,
        '{ search(query: "ferry", filter: { kind: [STORY] }) { totalCount counts { count } facets(by: [SECTION, DAY, PERSON]) { buckets { count } } } }',
      );
      assert.deepEqual(commands, ['aggregate search']);
      commands = [];
      await search('elingsen', {}, runOnce);
      assert.equal(commands.filter((command) => command.endsWith(' search')).length, 4);
    });

    for (const hostile of [
      '$where',
      '{"$gt":""}',
      '{ $where: "sleep(9999)" }',
      '.*',
      '(a+)+$',
      '^',
      '"unbalanced',
      '"',
      '""',
      '-',
      '-only -exclusions',
      '-"only this"',
      '\\',
      '\u0000',
      '\ud800',
      '؟',
      '💥 💥',
      '__proto__ constructor',
      "'; drop table articles; --",
      '<script>alert(1)</script>',
      'a '.repeat(100),
      '"a" '.repeat(49),
      'ﷺ'.repeat(60),
      'é'.normalize('NFD').repeat(90),
    ]) {
      it(`answers ${JSON.stringify(hostile.slice(0, 30))} with hits or none`, async () => {
        const { data, errors } = await runForErrors(test.store, source, { query: hostile });
        assert.deepEqual(errors, []);
        assert.ok(data.search.totalCount >= 0);
        const suggested = await runForErrors(test.store, 'query ($p: String!) { suggest(prefix: $p) { slug } }', {
          p: hostile,
        });
        assert.deepEqual(suggested.errors, []);
      });
    }

    for (const [what, variables] of [
      ['an empty query', { query: '' }],
      ['a blank query', { query: ' \n ' }],
      ['10 kB', { query: 'x'.repeat(10_000) }],
      ['201 characters', { query: 'x'.repeat(201) }],
      ['first: 101', { query: 'x', first: 101 }],
      ['first: -1', { query: 'x', first: -1 }],
      ['a cursor of another list', { query: 'ferry', after: 'bm8' }],
    ] as const) {
      it(`refuses ${what}`, async () => {
        const { errors } = await runForErrors(test.store, source, variables);
        assert.ok(errors.length > 0);
        for (const { extensions } of errors) assert.equal(extensions.code, 'BAD_USER_INPUT');
      });
    }

    describe('suggest', () => {
      const suggest = async (prefix: string, first = 8): Promise<string[]> => {
        const answer = await runQuery(
          test.store,
          'query ($p: String!, $n: Int) { suggest(prefix: $p, first: $n) { slug } }',
          {
            p: prefix,
            n: first,
          },
        );
        return answer.suggest.map(({ slug }: Data) => slug);
      };

      it('answers starts of names, of their words and of aliases, best known first', async () => {
        assert.equal((await suggest('se'))[0], 'seoul');
        assert.deepEqual(await suggest('Elling'), ['mara-ellingsen']);
        assert.deepEqual(await suggest('MÖWEN'), ['moeweninsel']);
        assert.deepEqual(await suggest('mowen'), ['moeweninsel']);
        assert.deepEqual(await suggest('Lindenm'), ['port-linden']);
        assert.deepEqual(await suggest('soc'), ['football']);
        assert.equal((await suggest('서'))[0], 'seoul');
        assert.equal((await suggest('مس'))[0], 'muscat');
      });

      it('looks at the whole of a long prefix', async () => {
        assert.deepEqual(await suggest('arden strait summit 2027'), ['arden-strait-summit-2027']);
        assert.deepEqual(await suggest('arden strait summit 2028'), []);
      });

      it('gives no more than asked for, and refuses nonsense', async () => {
        assert.equal((await suggest('s', 3)).length, 3);
        assert.deepEqual(await suggest('s', 0), []);
        for (const variables of [{ p: '' }, { p: 'x'.repeat(201) }, { p: 'a', n: 101 }]) {
          const { errors } = await runForErrors(
            test.store,
            'query ($p: String!, $n: Int) { suggest(prefix: $p, first: $n) { slug } }',
            variables,
          );
          assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
        }
      });
    });
  });
}
