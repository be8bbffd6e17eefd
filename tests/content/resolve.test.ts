import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { graphql } from 'graphql';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { contextFor } from '../../src/content/index.js';
import { buildGraph } from '../../src/schema.js';
import { hits, post, startGateway } from '../support/gateway.js';
import { type Data, loadInto, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const schema = buildGraph();
const siteUrl = 'https://news.example/daily';

for (const kind of storeKinds) {
  describe(`addresses on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let commands: string[] = [];
    beforeEach(async () => {
      await test?.remove();
      test = await kind.open(({ collection }) => commands.push(collection));
      await load({});
      commands = [];
    });
    after(() => test.remove());

    /** Always the same article, whatever its slug and path are. */
    async function load(changes: Partial<ArticleDocument>): Promise<string[]> {
      const { outcomes } = await loadInto(test.store, ...world, articleDocument(1, { id: 'herring', ...changes }));
      return outcomes.flatMap((outcome) =>
        outcome.change === 'rejected' ? outcome.problems.map(({ pointer, message }) => `${pointer}: ${message}`) : [],
      );
    }

    async function resolveAll(...paths: string[]): Promise<Data[]> {
      const source = `query (${paths.map((_, at) => `$p${at}: String!`)}) { ${paths.map((_, at) => `r${at}: resolve(path: $p${at}) { ...R }`).join(' ')} }
        fragment R on Resolution { status location node { __typename ... on Article { slug url } ... on Concept { slug } ... on Section { path } } }`;
      const variableValues = Object.fromEntries(paths.map((path, at) => [`p${at}`, path]));
      const contextValue = contextFor(test.store, { siteUrl });
      const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
      assert.equal(errors, undefined);
      return Object.values(JSON.parse(JSON.stringify(data)));
    }
    const resolve = async (path: string): Promise<Data> => (await resolveAll(path))[0];
    const leads = async (path: string): Promise<string> => {
      const { status, location } = await resolve(path);
      return location === null ? `${status}` : `${status} ${location}`;
    };

    it('answer 200 with what stands there', async () => {
      assert.deepEqual(await resolve('/articles/herring-1'), {
        status: 200,
        location: null,
        node: { __typename: 'Article', slug: 'herring-1', url: `${siteUrl}/articles/herring-1` },
      });
      const found = await resolveAll(
        '/people/ada-fjord',
        '/organisations/herring-office',
        '/places/norland',
        '/events/herring-summit',
        '/topics/herring',
        '/world/north',
      );
      assert.deepEqual(
        found.map(({ status, node }: Data) => [status, node.__typename, node.slug ?? node.path]),
        [
          [200, 'Person', 'ada-fjord'],
          [200, 'Organisation', 'herring-office'],
          [200, 'Place', 'norland'],
          [200, 'Event', 'herring-summit'],
          [200, 'Topic', 'herring'],
          [200, 'Section', 'world/north'],
        ],
      );
    });

    it('answer 404 where nothing is, and for what is no path', async () => {
      for (const path of [
        '/',
        '',
        '/articles',
        '/articles/none',
        '/people',
        '/people/ada-fjord/more',
        '/%zz',
        '/\ud800',
      ])
        assert.equal(await leads(path), '404', path);
      assert.equal(await leads(`/${'x'.repeat(10_000)}`), '404');
      commands = [];
      await resolve(`//evil.example/${'x'.repeat(600)}`);
      assert.deepEqual(commands, []);
    });

    it('lead from every other spelling to the one address', async () => {
      for (const path of [
        '/articles/herring-1/',
        '//articles/herring-1',
        '/articles//herring-1',
        '/articles/herring-1//',
        `${'/'.repeat(2000)}articles${'/'.repeat(2000)}herring-1${'/'.repeat(2000)}`,
        '/ARTICLES/Herring-1',
      ])
        assert.equal(await leads(path), '301 /articles/herring-1', path);
      for (const path of [
        '/articles/herring-1?utm_source=x',
        '/articles/herring-1#top',
        'articles/herring-1',
        '/articles/%68erring-1',
      ])
        assert.equal(await leads(path), '200', path);
      await load({ path: '/2024/été-한국' });
      assert.equal(await leads('/2024/été-한국'), '200');
      assert.equal(await leads('/2024/%C3%A9t%C3%A9-%ED%95%9C%EA%B5%AD'), '200');
      assert.equal(await leads('/2024/été-한국'.normalize('NFD')), `301 ${encodeURI('/2024/été-한국')}`);
      assert.equal(await leads('/articles/herring-1'), `301 ${encodeURI('/2024/été-한국')}`);
    });

    it('take whole addresses of the site, and of no other', async () => {
      assert.equal(await leads(`${siteUrl}/articles/herring-1?x=1`), '200');
      assert.equal(await leads(`${siteUrl}/articles/herring-1/`), '301 /articles/herring-1');
      for (const address of [
        'https://evil.example/daily/articles/herring-1',
        'https://news.example/articles/herring-1',
        'https://news.example/dailyarticles/herring-1',
        'http://news.example/daily/articles/herring-1',
        'https://news.example@evil.example/daily/articles/herring-1',
        '//evil.example/articles/herring-1',
        '/\\evil.example/articles/herring-1/',
        'javascript:alert(1)',
      ])
        assert.equal(await leads(address), '404', address);
    });

    it('lead from any run of slashes, in capitals or percent-encoded, as a path or a whole address', async () => {
      await load({ path: '/2024/été-한국' });
      const slashes = fc.integer({ min: 1, max: 5 }).map((length) => '/'.repeat(length));
      const spelling = fc.record({
        address: fc.constantFrom('', siteUrl),
        first: fc.constantFrom('2024', '%32024'),
        last: fc.constantFrom('été-한국', 'ÉTÉ-한국', 'été-한국'.normalize('NFD'), encodeURI('été-한국')),
        runs: fc.tuple(slashes, slashes, fc.oneof(fc.constant(''), slashes)),
        rest: fc.constantFrom('', '?a=//b', '#//top', '?'),
      });
      const spelled = ({ address, first, last, runs: [leading, middle, trailing], rest }: Spelling) =>
        `${address}${leading}${first}${middle}${last}${trailing}${rest}`;
      type Spelling = typeof spelling extends fc.Arbitrary<infer S> ? S : never;
      const isCanonical = ({ last, runs }: Spelling) =>
        runs.join(' ') === '/ / ' && decodeURI(last) === 'été-한국'.normalize('NFC');
      await fc.assert(
        fc.asyncProperty(fc.array(spelling, { minLength: 50, maxLength: 50 }), async (spellings) => {
          for (const [at, { status, location }] of (await resolveAll(...spellings.map(spelled))).entries()) {
            const one = spellings[at] as Spelling;
            const expected = isCanonical(one) ? [200, null] : [301, encodeURI('/2024/été-한국')];
            assert.deepEqual([status, location], expected, spelled(one));
          }
        }),
        { numRuns: 10 },
      );
    });

    it('lead from doubled slashes in the path of the site itself', async () => {
      for (const address of [
        'https://news.example//daily/articles/herring-1',
        'https://news.example/daily//articles/herring-1',
        'https://news.example//daily//articles//herring-1//',
      ])
        assert.equal(await leads(address), '301 /articles/herring-1', address);
    });

    it('only lead to a path on the site, whatever is asked for', async () => {
      const piece = fc.constantFrom(
        ...['/', '/', '//', '\\', '%2f', '%5C', '.', '..', '@', ':', '?', '#', '\t', '\n', 'https:', siteUrl],
        ...['evil.example', 'articles', 'ARTICLES', 'herring-1', 'world', 'north', 'people', 'ada-fjord'],
      );
      const asked = fc.oneof(
        fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
        fc.tuple(piece, fc.constantFrom('/articles/herring-1/', '/World//North')).map((pieces) => pieces.join('')),
      );
      let redirects = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(asked, { minLength: 50, maxLength: 50 }), async (paths) => {
          for (const [at, { location }] of (await resolveAll(...paths)).entries()) {
            if (location === null) continue;
            redirects += 1;
            assert.match(location, /^\/[^/\\]/, paths[at]);
            assert.equal(new URL(location, siteUrl).origin, new URL(siteUrl).origin, paths[at]);
          }
        }),
        { numRuns: 20 },
      );
      assert.ok(redirects > 50, `${redirects} redirects`);
    });

    it('never lead to another site, whatever stands in a document', async () => {
      for (const path of [
        '//evil.example',
        '/\\evil.example',
        'https://evil.example',
        '/a/../b',
        '/a?b',
        '/a/',
        '/a%2fb',
        '/a b',
        '/',
      ])
        assert.match((await load({ path })).join(), /\/path: expected/, path);
    });

    it('lead from the paths and slugs that an article had, however often it moves', async () => {
      await load({ path: '/2024/herring' });
      await load({ slug: 'herring-renamed', path: '/2024/herring' });
      await load({ slug: 'herring-renamed', path: '/2024/fish/herring' });
      for (const path of ['/articles/herring-1', '/articles/herring-renamed', '/2024/herring', '/2024/herring/'])
        assert.equal(await leads(path), '301 /2024/fish/herring', path);
      assert.equal(await leads('/2024/fish/herring'), '200');
      const { article } = await runQuery(
        test.store,
        '{ article(slug: "herring-renamed") { aliasPaths { path until } } }',
      );
      assert.deepEqual(
        article.aliasPaths.map(({ path }: Data) => path),
        ['/2024/herring', '/articles/herring-1'],
      );
      for (const { until } of article.aliasPaths) assert.ok(Math.abs(Date.parse(until) - Date.now()) < 60_000);
      await load({ slug: 'herring-1' });
      assert.equal(await leads('/articles/herring-1'), '200');
      assert.equal(await leads('/articles/herring-renamed'), '301 /articles/herring-1');
    });

    it('lead from the paths that a document lists, as long as it does', async () => {
      const aliasPaths = [{ path: '/old/herring.html', until: '2020-01-01T00:00:00Z' }, { path: '/older/herring' }];
      await load({ aliasPaths });
      assert.equal(await leads('/old/herring.html'), '301 /articles/herring-1');
      const { article } = await runQuery(
        test.store,
        '{ article(slug: "herring-1") { version aliasPaths { path until } } }',
      );
      assert.deepEqual(article.aliasPaths.slice(0, 2), [
        { path: '/old/herring.html', until: '2020-01-01T00:00:00.000Z' },
        { path: '/older/herring', until: null },
      ]);
      await load({ aliasPaths: aliasPaths.slice(1) });
      assert.equal(await leads('/old/herring.html'), '404');
      assert.equal(await leads('/older/herring'), '301 /articles/herring-1');
    });

    it('belong to whom they are given anew', async () => {
      await load({ path: '/first' });
      await load({ path: '/second' });
      await loadInto(test.store, articleDocument(2, { path: '/first' }));
      assert.equal((await resolve('/first')).node.slug, 'herring-2');
      assert.match(
        (await load({ path: '/first' })).join(),
        /^\/0?.*\/path: '\/first' is already used by another article$/,
      );
    });

    it('follow concepts that are merged or renamed, and sections that move', async () => {
      await loadInto(
        test.store,
        { type: 'person', slug: 'a-fjord', name: 'A. Fjord', mergedInto: 'person:ada-fjord' },
        { type: 'person', id: 'dee', slug: 'dee-eel', name: 'Dee Eel' },
        { type: 'section', id: 'coast', slug: 'coast', name: 'Coast', parent: 'world' },
        { type: 'section', id: 'cliffs', slug: 'cliffs', name: 'Cliffs', parent: 'coast' },
      );
      await loadInto(
        test.store,
        { type: 'person', id: 'dee', slug: 'dee-shad', name: 'Dee Shad' },
        { type: 'section', id: 'coast', slug: 'shore', name: 'Shore', parent: 'world' },
      );
      assert.equal(await leads('/people/a-fjord'), '301 /people/ada-fjord');
      assert.equal((await resolve('/people/a-fjord')).node.slug, 'ada-fjord');
      assert.equal(await leads('/people/dee-eel'), '301 /people/dee-shad');
      assert.equal(await leads('/world/coast'), '301 /world/shore');
      assert.equal(await leads('/world/coast/cliffs'), '301 /world/shore/cliffs');
    });

    it('say of what was public why it is gone, and nothing of what was not', async () => {
      await load({ path: '/moved' });
      for (const [changes, status] of [
        [{ status: 'EXPIRED' }, '410'],
        [{ status: 'WITHDRAWN' }, '410'],
        [{ status: 'WITHDRAWN', withdrawnFor: 'EDITORIAL' }, '410'],
        [{ status: 'WITHDRAWN', withdrawnFor: 'LEGAL' }, '451'],
        [{ status: 'DRAFT' }, '404'],
        [{ status: 'SCHEDULED', publishedAt: '2999-01-01T00:00:00Z' }, '404'],
        [{ status: 'EMBARGOED', publishedAt: '2999-01-01T00:00:00Z' }, '404'],
      ] as const) {
        await load({ ...changes, path: '/moved' });
        assert.equal(await leads('/moved'), status, JSON.stringify(changes));
        assert.equal(await leads('/articles/herring-1'), status, JSON.stringify(changes));
        assert.deepEqual(await resolve('/moved'), { status: Number(status), location: null, node: null });
      }
      assert.match((await load({ withdrawnFor: 'LEGAL' })).join(), /withdrawnFor: expected the status WITHDRAWN/);
    });

    it('keep no slug that only a draft had', async () => {
      const draft = { id: 'scoop', slug: 'secret-merger', status: 'DRAFT' } as const;
      await loadInto(test.store, articleDocument(3, draft));
      await loadInto(test.store, articleDocument(3, { ...draft, slug: 'merger', status: 'PUBLISHED' }));
      assert.equal(await leads('/articles/merger'), '200');
      assert.equal(await leads('/articles/secret-merger'), '404');
      const { article } = await runQuery(test.store, '{ article(slug: "merger") { aliasPaths { path } } }');
      assert.deepEqual(article.aliasPaths, []);
    });

    it('cost one command for each collection, however many are asked for', async () => {
      await load({ slug: 'herring-1', path: '/now' });
      commands = [];
      await resolve('/articles/herring-1');
      assert.deepEqual(commands.sort(), ['articles', 'sections']);
      commands = [];
      await resolveAll(
        '/articles/herring-1',
        '/now',
        '/people/ada-fjord',
        '/people/bo-reef',
        '/world',
        '/none',
        '/NOW',
      );
      assert.deepEqual(commands.sort(), ['articles', 'people', 'sections']);
    });

    it('tell of nothing hidden in the tags of an answer', async () => {
      const tagsOf = async (path: string) => {
        const contextValue = contextFor(test.store, { siteUrl });
        await graphql({ schema, source: `{ resolve(path: ${JSON.stringify(path)}) { status } }`, contextValue });
        return [...contextValue.tags].sort();
      };
      const before = await tagsOf('/hidden');
      await loadInto(test.store, articleDocument(4, { id: 'hidden', path: '/hidden', status: 'DRAFT' }));
      assert.deepEqual(await tagsOf('/hidden'), before);
      assert.ok((await tagsOf('/articles/herring-1')).includes('article:herring'));
    });
  });
}

for (const kind of storeKinds) {
  describe(`addresses that a gateway keeps on the ${kind.name}`, { skip: kind.skip }, () => {
    it('go stale when something is published there, moves or is withdrawn', async () => {
      const { address, store, remove } = await startGateway({ SITE_URL: siteUrl }, kind);
      const ask = async (path: string): Promise<string> => {
        const { text } = await post(address, {
          query: 'query ($path: String!) { resolve(path: $path) { status location } }',
          variables: { path },
        });
        const { status, location } = JSON.parse(text).data.resolve;
        return `${status} ${location}`;
      };
      const until = async (path: string, wanted: string) => {
        for (let tries = 0; (await ask(path)) !== wanted; tries += 1) {
          assert.ok(tries < 500, `${path} is still ${await ask(path)}, not ${wanted}`);
          await sleep(10);
        }
        const before = await hits(address);
        for (let tries = 0; (await hits(address)) === before; tries += 1) {
          assert.ok(tries < 500, 'nothing is answered from memory');
          assert.equal(await ask(path), wanted);
        }
      };
      const article = (changes: Partial<ArticleDocument>) =>
        loadInto(store, articleDocument(99, { id: 'new', ...changes }));
      try {
        await until('/new', '404 null');
        await article({ path: '/new', status: 'DRAFT' });
        assert.equal(await ask('/new'), '404 null');
        await article({ path: '/new' });
        await until('/new', '200 null');
        await article({ path: '/newer' });
        await until('/new', '301 /newer');
        await article({ path: '/newest' });
        await until('/new', '301 /newest');
        await article({ path: '/newest', status: 'WITHDRAWN', withdrawnFor: 'LEGAL' });
        await until('/new', '451 null');
        await until('/people/ada-fjord', '200 null');
        await loadInto(store, { type: 'person', slug: 'ada-fjord', name: 'Ada', mergedInto: 'person:bo-reef' });
        await until('/people/ada-fjord', '301 /people/bo-reef');
        await loadInto(store, { type: 'person', id: 'bo-reef', slug: 'bo-shoal', name: 'Bo' });
        await until('/people/ada-fjord', '301 /people/bo-shoal');
        await until('/people/bo-reef', '301 /people/bo-shoal');
      } finally {
        await remove();
      }
    });
  });
}
