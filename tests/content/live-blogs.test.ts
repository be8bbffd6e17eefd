import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { readConfig } from '../../src/config.js';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import type { NativeDocument } from '../../src/content/documents.js';
import type { LivePostDocument } from '../../src/content/live-post/live-post.document.js';
import { openGateway } from '../../src/gateway.js';
import { fromGlobalId, toGlobalId } from '../../src/graph/node.js';
import { clear } from '../../src/import/clear.js';
import { buildGraph } from '../../src/schema.js';
import { depthsByCollection } from '../support/depths.js';
import { post as send } from '../support/gateway.js';
import { asInputs, type Data, loadInto, runForErrors, runOnce, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const schema = buildGraph();
const blog = (number = 1, changes: Partial<ArticleDocument> = {}) =>
  articleDocument(number, { kind: 'LIVEBLOG', live: true, ...changes });

/** Minute 0 is the oldest. */
const minute = (number: number) => new Date(Date.UTC(2024, 2, 5, 6, number)).toISOString();
const name = (number: number) => `post-${String(number).padStart(4, '0')}`;
const post = (number: number, changes: Partial<LivePostDocument> = {}): LivePostDocument => ({
  type: 'livePost',
  slug: name(number),
  article: 'herring-1',
  title: `Post ${number}`,
  publishedAt: minute(number),
  contributions: [{ person: 'cy-quill', creditedAs: 'Cy Quill' }],
  body: [{ kind: 'paragraph', text: `Ada Fjord counted ${number} herring.` }],
  ...changes,
});

const page = `query ($first: Int, $after: String, $keyEventsOnly: Boolean, $since: ID) {
  article(slug: "herring-1") { liveBlog {
    posts(first: $first, after: $after, keyEventsOnly: $keyEventsOnly, since: $since) {
      totalCount nodes { slug } pageInfo { hasNextPage endCursor } } } } }`;

for (const kind of storeKinds) {
  describe(`live blogs on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    const commands: string[] = [];
    beforeEach(async () => {
      await test?.remove();
      test = await kind.open(({ collection }) => commands.push(collection));
      await loadInto(test.store, ...world, blog());
    });
    after(() => test.remove());

    const load = async (...documents: NativeDocument[]) => {
      const { summary, outcomes } = await loadInto(test.store, ...documents);
      assert.equal(summary.rejected, 0, JSON.stringify(outcomes));
    };
    const posts = async (variables: object = {}): Promise<Data> =>
      (await runQuery(test.store, page, { ...variables })).article.liveBlog.posts;
    const slugs = ({ nodes }: Data): string[] => nodes.map(({ slug }: Data) => slug);
    const idOf = (number: number) => toGlobalId('livePost', name(number));
    const nodeOf = (number: number) =>
      runForErrors(
        test.store,
        'query ($id: ID!) { node(id: $id) { ... on LivePost { slug title article { slug } } } }',
        {
          id: idOf(number),
        },
      );
    const codes = ({ errors }: Awaited<ReturnType<typeof runForErrors>>) =>
      errors.map(({ extensions }) => extensions.code);

    it('have posts with all that belongs to one, and none where an article is no live blog', async () => {
      await load(
        articleDocument(2),
        post(1, { keyEvent: true, mentions: [{ concept: 'person:ada-fjord' }] }),
        post(2, { pinned: true }),
        post(3),
      );
      const { article, other } = await runQuery(
        test.store,
        `{ other: article(slug: "herring-2") { liveBlog { live } }
          article(slug: "herring-1") { liveBlog { live latestPostId pinned { slug } posts(last: 1) { nodes {
            id slug title keyEvent publishedAt updatedAt status article { slug } contributions { creditedAs person { slug } }
            body { text html blocks { ... on ParagraphBlock { spans { text mention { concept { slug } roleAtPublication { title } } } } } } } } } } }`,
      );
      assert.equal(other.liveBlog, null);
      const { posts: some, ...rest } = article.liveBlog;
      assert.deepEqual(rest, { live: true, latestPostId: idOf(3), pinned: { slug: name(2) } });
      assert.deepEqual(some.nodes, [
        {
          id: idOf(1),
          slug: name(1),
          title: 'Post 1',
          keyEvent: true,
          publishedAt: minute(1),
          updatedAt: minute(1),
          status: 'PUBLISHED',
          article: { slug: 'herring-1' },
          contributions: [{ creditedAs: 'Cy Quill', person: { slug: 'cy-quill' } }],
          body: {
            text: 'Ada Fjord counted 1 herring.',
            html: '<p>Ada Fjord counted 1 herring.</p>',
            blocks: [
              {
                spans: [
                  {
                    text: 'Ada Fjord',
                    mention: { concept: { slug: 'ada-fjord' }, roleAtPublication: { title: 'Minister of Fish' } },
                  },
                  { text: ' counted 1 herring.', mention: null },
                ],
              },
            ],
          },
        },
      ]);
      assert.deepEqual(slugs(await posts()), [name(3), name(2), name(1)]);
    });

    it('of 1,000 posts find every key event, however old', async () => {
      const isKey = (number: number) => number < 940 && number % 37 === 5;
      await load(...Array.from({ length: 1000 }, (_, number) => post(number, { keyEvent: isKey(number) })));
      const expected = Array.from({ length: 1000 }, (_, at) => 999 - at)
        .filter(isKey)
        .map(name);
      const found: string[] = [];
      for (let after: string | null = null; ; ) {
        const some: Data = await posts({ keyEventsOnly: true, first: 7, after });
        assert.equal(some.totalCount, expected.length);
        found.push(...slugs(some));
        if (!some.pageInfo.hasNextPage) break;
        after = some.pageInfo.endCursor;
      }
      assert.deepEqual(found, expected);
      assert.deepEqual(slugs(await posts({ first: 3 })), [name(999), name(998), name(997)]);
      const since = await posts({ since: idOf(900), keyEventsOnly: true });
      assert.deepEqual([since.totalCount, slugs(since)], [1, [name(930)]]);
    });

    it('page through what was there while posts arrive, are corrected and withdrawn: as a naive reading has it', async () => {
      const happening = fc.record({
        act: fc.constantFrom('arrive', 'arrive', 'correct', 'withdraw', 'pin'),
        pick: fc.nat({ max: 59 }),
        // Some arrive late, with a time among the others', and some at the very same.
        minute: fc.nat({ max: 40 }),
        keyEvent: fc.boolean(),
      });
      const current = new Map<string, LivePostDocument>();
      const shown = (keyEventsOnly: boolean) =>
        [...current.values()]
          .filter(({ status, keyEvent }) => status !== 'WITHDRAWN' && (!keyEventsOnly || keyEvent))
          .sort((a, b) => b.publishedAt.localeCompare(a.publishedAt) || (a.slug < b.slug ? 1 : -1))
          .map(({ slug }) => slug);
      let arrived = 20;
      const write = async ({
        act,
        pick,
        minute: at,
        keyEvent,
      }: typeof happening extends fc.Arbitrary<infer H> ? H : never) => {
        const known = [...current.values()][pick % current.size] as LivePostDocument;
        const changed: Record<string, LivePostDocument> = {
          arrive: post(arrived, { publishedAt: minute(at), keyEvent }),
          correct: { ...known, status: 'CORRECTED', title: `Corrected ${pick}` },
          withdraw: { ...known, status: 'WITHDRAWN' },
          pin: { ...known, pinned: true },
        };
        if (act === 'arrive') arrived += 1;
        const next = changed[act] as LivePostDocument;
        current.set(next.slug, next);
        await load(next);
      };
      for (let number = 0; number < 20; number += 1)
        current.set(name(number), post(number, { keyEvent: number % 3 === 0 }));
      await load(...current.values());

      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 9 }),
          fc.boolean(),
          fc.array(happening, { minLength: 1, maxLength: 4 }),
          async (first, keyEventsOnly, happens) => {
            // What is withdrawn and corrected after that may be passed while it is not there.
            let always = shown(keyEventsOnly);
            const found: string[] = [];
            const coming = [...happens];
            for (let after: string | null = null; ; ) {
              const some: Data = await posts({ first, keyEventsOnly, after });
              found.push(...slugs(some));
              if (!some.pageInfo.hasNextPage) break;
              after = some.pageInfo.endCursor;
              const next = coming.shift();
              if (!next) continue;
              await write(next);
              const still = shown(keyEventsOnly);
              always = always.filter((slug) => still.includes(slug));
            }
            const now = new Set(shown(keyEventsOnly));
            assert.equal(new Set(found).size, found.length, 'none twice');
            assert.deepEqual(
              always.filter((slug) => !found.includes(slug)),
              [],
              'none is missed that was there all the time',
            );
            const order = [...current.values()].sort(
              (a, b) => b.publishedAt.localeCompare(a.publishedAt) || (a.slug < b.slug ? 1 : -1),
            );
            assert.deepEqual(
              found,
              order.map(({ slug }) => slug).filter((slug) => found.includes(slug)),
              'in order',
            );
            const all = shown(false);
            const known = [...current.keys()][found.length % current.size] as string;
            const since = await posts({ since: toGlobalId('livePost', known), keyEventsOnly, first: 100 });
            const newer = order
              .slice(
                0,
                order.findIndex(({ slug }) => slug === known),
              )
              .map(({ slug }) => slug);
            assert.deepEqual(
              slugs(since),
              newer.filter((slug) => now.has(slug)),
            );
            assert.equal(since.totalCount, slugs(since).length);
            const { article } = await runQuery(
              test.store,
              '{ article(slug: "herring-1") { liveBlog { latestPostId } } }',
            );
            assert.equal(article.liveBlog.latestPostId, toGlobalId('livePost', all[0] as string));
          },
        ),
        { numRuns: 25 },
      );
    });

    it('say what is new since a post, also since one that was withdrawn, and refuse what is none of theirs', async () => {
      await load(blog(2), post(1), post(2), post(3), post(4, { article: 'herring-2' }), post(5, { status: 'DRAFT' }));
      assert.deepEqual(slugs(await posts({ since: idOf(1) })), [name(3), name(2)]);
      assert.deepEqual(slugs(await posts({ since: idOf(3) })), []);
      await load(post(2, { status: 'WITHDRAWN' }));
      assert.deepEqual(slugs(await posts({ since: idOf(2) })), [name(3)]);
      for (const since of [idOf(4), idOf(5), idOf(99), toGlobalId('article', 'herring-1'), 'nonsense']) {
        const answer = await runForErrors(test.store, page, { since });
        assert.deepEqual(codes(answer), ['BAD_USER_INPUT'], since);
        assert.match(answer.errors[0]?.message ?? '', /^since is not a post of this live blog/);
      }
    });

    it('show the newest of several pinned posts, and count no words of a post that is unpinned as changed', async () => {
      await load(post(1, { pinned: true }), post(2, { pinned: true }), post(3));
      const query = '{ article(slug: "herring-1") { liveBlog { pinned { slug updatedAt } } } }';
      assert.equal((await runQuery(test.store, query)).article.liveBlog.pinned.slug, name(2));
      await load(post(2));
      assert.deepEqual((await runQuery(test.store, query)).article.liveBlog.pinned, {
        slug: name(1),
        updatedAt: minute(1),
      });
      const { node } = await runQuery(
        test.store,
        'query ($id: ID!) { node(id: $id) { ... on LivePost { updatedAt } } }',
        {
          id: idOf(2),
        },
      );
      assert.equal(node.updatedAt, minute(2));
    });

    it('hide a post with its article, whatever leads to it', async () => {
      await load(post(1), post(2, { status: 'WITHDRAWN' }), post(3, { status: 'DRAFT' }));
      assert.deepEqual((await nodeOf(1)).data.node, { slug: name(1), title: 'Post 1', article: { slug: 'herring-1' } });
      assert.deepEqual(codes(await nodeOf(2)), ['WITHDRAWN']);
      assert.deepEqual(await nodeOf(3), { data: { node: null }, errors: [] });
      const steps = '{ changes { changes { nodeId signal node { ... on LivePost { slug } } } } }';
      const ofPosts = async () => {
        const { changes } = await runQuery(test.store, steps);
        return changes.changes.flatMap(({ nodeId, signal, node }: Data) =>
          fromGlobalId(nodeId)?.type === 'livePost' ? [`${signal} ${node?.slug ?? null}`] : [],
        );
      };
      assert.deepEqual(await ofPosts(), [`NEW ${name(1)}`]);
      for (const [status, code] of [
        ['WITHDRAWN', 'WITHDRAWN'],
        ['EXPIRED', 'GONE'],
        ['DRAFT', undefined],
        ['EMBARGOED', undefined],
      ] as const) {
        await load(blog(1, { status }));
        for (const number of [1, 2]) {
          const answer = await nodeOf(number);
          assert.equal(answer.data.node, null);
          assert.deepEqual(codes(answer), code ? [code] : [], `${name(number)} of an article that is ${status}`);
        }
        assert.deepEqual(await nodeOf(3), { data: { node: null }, errors: [] });
        assert.deepEqual(await ofPosts(), ['NEW null']);
      }
      await load(blog());
      assert.deepEqual(await ofPosts(), [`NEW ${name(1)}`]);
    });

    it('have steps of their own in the change feed, with the tags of the article, as long as that is public', async () => {
      const { changes: begin } = await runQuery(test.store, '{ changes(since: "now") { endCursor } }');
      let since = begin.endCursor;
      const step = async (...documents: NativeDocument[]): Promise<Data[]> => {
        await load(...documents);
        const { changes } = await runQuery(
          test.store,
          'query ($since: String) { changes(since: $since) { endCursor changes { signal nodeId cacheTags } } }',
          { since },
        );
        since = changes.endCursor;
        return changes.changes;
      };
      const [added, ...none] = await step(post(1));
      assert.deepEqual([added.signal, added.nodeId, none], ['NEW', idOf(1), []]);
      for (const tag of [`livePost:${name(1)}`, 'livePosts', 'livePosts/article:herring-1', 'article:herring-1'])
        assert.ok(added.cacheTags.includes(tag), tag);
      const signal = async (changes: Partial<LivePostDocument>) =>
        (await step(post(1, changes))).map((one) => one.signal);
      assert.deepEqual(await signal({ title: 'Another' }), ['UPDATE']);
      assert.deepEqual(await signal({ title: 'Right', status: 'CORRECTED' }), ['CORRECTION']);
      assert.deepEqual(await signal({ title: 'Right', status: 'CORRECTED', pinned: true }), ['UPDATE']);
      assert.deepEqual(await signal({ title: 'Righter', status: 'CORRECTED' }), ['CORRECTION']);
      assert.deepEqual(await signal({ title: 'Righter', status: 'WITHDRAWN' }), ['DELETE']);
      assert.deepEqual(await signal({ title: 'Still gone', status: 'WITHDRAWN' }), []);
      assert.deepEqual(await signal({}), ['NEW']);
      assert.deepEqual(await step(post(1)), []);
      assert.deepEqual(
        (await step(blog(1, { status: 'DRAFT' }))).map((one) => one.signal),
        ['DELETE'],
      );
      assert.deepEqual(await step(post(1, { title: 'A secret' }), post(2)), []);
      assert.deepEqual(
        (await step(blog())).map((one) => one.signal),
        ['NEW'],
      );
      const { removed } = await clear(asInputs([post(1), post(2)]), test.store);
      assert.equal(removed, 2);
      assert.deepEqual(
        (await step()).map((one) => `${one.signal} ${one.nodeId}`),
        [`DELETE ${idOf(1)}`, `DELETE ${idOf(2)}`],
      );
    });

    it('are answered from memory until a post, or the article, changes', async () => {
      await load(post(1));
      const config = readConfig({ LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...test.settings });
      const gateway = await openGateway(config);
      try {
        const address = await gateway.app.listen({ host: '127.0.0.1', port: 0 });
        const queries = [page, `{ node(id: "${idOf(1)}") { ... on LivePost { title } } }`];
        const answers = async () =>
          (await Promise.all(queries.map((query) => send(address, { query })))).map(
            ({ text }) => JSON.parse(text).data,
          );
        const until = async (holds: (list: Data, node: Data) => boolean) => {
          for (let tries = 0; ; tries += 1) {
            const [list, one] = await answers();
            if (holds(list.article?.liveBlog.posts, one.node)) return;
            assert.ok(tries < 500, 'an old answer stays');
            await sleep(10);
          }
        };
        for (let times = 0; times < 5; times += 1)
          await until(({ totalCount }, { title }) => totalCount === 1 && title === 'Post 1');
        await load(post(2), post(1, { title: 'Corrected' }));
        await until(({ totalCount }, { title }) => totalCount === 2 && title === 'Corrected');
        await load(post(2, { status: 'WITHDRAWN' }));
        await until(({ totalCount }) => totalCount === 1);
        await load(blog(1, { status: 'DRAFT' }));
        await until((list, one) => list === undefined && one === null);
      } finally {
        await gateway.close();
      }
    });

    it('follow concepts that are merged', async () => {
      const { type, slug } = { type: 'person', slug: 'ada-fjord-twin' } as const;
      await load(
        { type, slug, name: 'Ada Twin' },
        post(1, { body: [{ kind: 'paragraph', spans: [{ text: 'Ada Twin', mention: `person:${slug}` }] }] }),
      );
      await load({ type, slug, name: 'Ada Twin', mergedInto: 'person:ada-fjord' });
      commands.length = 0;
      const { article } = await runOnce(
        test.store,
        `{ article(slug: "herring-1") { liveBlog { posts { nodes { body { blocks { ... on ParagraphBlock { spans {
          mention { concept { slug } roleAtPublication { title } } } } } } } } } } }`,
      );
      assert.deepEqual(article.liveBlog.posts.nodes[0].body.blocks[0].spans[0].mention, {
        concept: { slug: 'ada-fjord' },
        roleAtPublication: { title: 'Minister of Fish' },
      });
      assert.equal(commands.filter((collection) => collection === 'people').length, 1);
    });

    it('reject a post of an article that is no live blog, and a story that claims to be live', async () => {
      const { outcomes } = await loadInto(
        test.store,
        articleDocument(2),
        post(1, { article: 'herring-2' }),
        post(2, { article: 'nothing' }),
        articleDocument(3, { live: true }),
        post(3),
      );
      const problems = outcomes.flatMap((outcome) =>
        outcome.change === 'rejected' ? outcome.problems.map(({ pointer, message }) => `${pointer}: ${message}`) : [],
      );
      assert.deepEqual(problems.sort(), [
        "/1/article: expected an article of the kind LIVEBLOG, found 'herring-2', which is none",
        "/2/article: there is no article 'nothing', here or in the store",
        '/3/live: expected it on an article of the kind LIVEBLOG, found it on a STORY',
      ]);
      assert.deepEqual(slugs(await posts()), [name(3)]);
    });
  });

  describe(`store commands for live blogs on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    const commands = new Map<string, number>();
    before(async () => {
      test = await kind.open(({ collection }) => commands.set(collection, (commands.get(collection) ?? 0) + 1));
      const blogs = Array.from({ length: 50 }, (_, at) => blog(at));
      const all = blogs.flatMap(({ slug }, at) =>
        [0, 1, 2].map((number) =>
          post(3 * at + number, { article: slug, pinned: number === 0, keyEvent: number === 1 }),
        ),
      );
      const { summary } = await loadInto(test.store, ...world, ...blogs, ...all);
      assert.equal(summary.rejected, 0);
    });
    after(() => test.remove());

    it('are at most one for each collection and depth, for 50 of them', async () => {
      const query = `{ articles(first: 50) { nodes { slug liveBlog { live latestPostId pinned { slug contributions { person { slug } } }
        key: posts(keyEventsOnly: true) { nodes { slug } }
        posts(first: 2) { totalCount pageInfo { hasNextPage } nodes { slug article { slug section { slug } } contributions { person { slug } }
          body { html blocks { ... on ParagraphBlock { spans { mention { concept { slug } } } } } } } } } } } }`;
      commands.clear();
      const { articles } = await runOnce(test.store, query);
      assert.equal(articles.nodes.length, 50);
      for (const { liveBlog } of articles.nodes) {
        assert.deepEqual(
          [liveBlog.posts.totalCount, liveBlog.posts.nodes.length, liveBlog.key.nodes.length],
          [3, 2, 1],
        );
        assert.ok(liveBlog.pinned && liveBlog.latestPostId);
      }
      const allowed = depthsByCollection(schema, query);
      for (const [collection, number] of commands)
        assert.ok(number <= (allowed.get(collection) ?? 0), `${collection}: ${number} of ${allowed.get(collection)}`);
      assert.equal(commands.get('livePosts'), 1);
    });
  });
}
