import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../src/config.js';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import type { StoredChange } from '../../src/content/change/change.type.js';
import { contentTypes } from '../../src/content/index.js';
import { openContentStore } from '../../src/content-store.js';
import { fromGlobalId } from '../../src/graph/node.js';
import { clear } from '../../src/import/clear.js';
import { projectFile } from '../../src/project.js';
import type { Store } from '../../src/store/store.js';
import { Command } from '../support/command.js';
import { asInputs, type Data, loadInto, runForErrors, runOnce, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const feed = `query ($since: String, $first: Int) { changes(since: $since, first: $first) {
  changes { cursor at signal nodeId tombstone cacheTags node { id ... on Article { slug } } } endCursor hasMore } }`;

const changes = async (store: Store, since?: string | null, first = 100): Promise<Data> =>
  (await runOnce(store, feed, { since, first })).changes;

/** Everything after a cursor. */
async function following(store: Store, since?: string | null): Promise<{ steps: Data[]; end: string }> {
  const steps: Data[] = [];
  for (let end = since; ; ) {
    const page = await changes(store, end);
    steps.push(...page.changes);
    end = page.endCursor;
    if (!page.hasMore) return { steps, end: end as string };
  }
}

const keyOf = ({ nodeId }: Data) => {
  const { type, id } = fromGlobalId(nodeId) ?? {};
  return `${type}:${id}`;
};
const brief = (step: Data) => `${step.signal} ${keyOf(step)}`;
const codeOf = async (store: Store, variables: Record<string, unknown>) => {
  const { data, errors } = await runForErrors(store, feed, variables);
  assert.equal(data, null);
  return errors.map(({ extensions }) => extensions.code).join();
};

for (const kind of storeKinds) {
  describe(`the change feed of the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let store: Store;
    let end: string;
    const commands: string[] = [];
    before(async () => {
      test = await kind.open(({ collection }) => commands.push(collection));
      store = test.store;
    });
    after(() => test.remove());

    /** What loading these says. */
    async function steps(...articles: Partial<ArticleDocument>[]): Promise<Data[]> {
      await loadInto(store, ...articles.map((changed) => articleDocument(1, changed)));
      const found = await following(store, end);
      end = found.end;
      return found.steps;
    }

    it('has no end before anything has changed', async () => {
      const empty = { changes: [], endCursor: null, hasMore: false };
      assert.deepEqual(await changes(store), empty);
      assert.deepEqual(await changes(store, 'now'), empty);
    });

    it('says of everything that is loaded that it is new, and leads to it', async () => {
      await loadInto(store, ...world, articleDocument(1), articleDocument(2));
      const found = await following(store);
      const stored = await Promise.all(
        contentTypes.map(async ({ type, collection }) =>
          (await store.collection(collection).find({}).toArray()).map(({ _id }) => `NEW ${type}:${_id}`),
        ),
      );
      assert.deepEqual(found.steps.map(brief).sort(), stored.flat().sort());
      for (const { node, nodeId, tombstone, at } of found.steps) {
        assert.equal(node.id, nodeId);
        assert.equal(tombstone, false);
        assert.ok(Date.parse(at) <= Date.now());
      }
      end = found.end;
    });

    it('can be taken up at every cursor, with pages of any size', async () => {
      const { steps: all } = await following(store);
      for (const [at, { cursor }] of all.entries()) {
        for (const first of [1, 7, 100]) {
          const rest = all.slice(at + 1);
          assert.deepEqual(await changes(store, cursor, first), {
            changes: rest.slice(0, first),
            endCursor: rest.slice(0, first).at(-1)?.cursor ?? cursor,
            hasMore: rest.length > first,
          });
        }
      }
    });

    it('says nothing of a load that changes nothing', async () => {
      await loadInto(store, ...world, articleDocument(1), articleDocument(2));
      assert.deepEqual(await changes(store, end), { changes: [], endCursor: end, hasMore: false });
      assert.deepEqual(await changes(store, 'now'), { changes: [], endCursor: end, hasMore: false });
    });

    it('tells updates from corrections', async () => {
      assert.deepEqual((await steps({ kicker: 'New' })).map(brief), ['UPDATE article:herring-1']);
      const corrected = { status: 'CORRECTED', kicker: 'Right' } as const;
      assert.deepEqual((await steps(corrected)).map(brief), ['CORRECTION article:herring-1']);
      assert.deepEqual((await steps({ ...corrected, kicker: 'Righter' })).map(brief), ['CORRECTION article:herring-1']);
      const linked = { ...corrected, kicker: 'Righter', related: ['herring-2'] };
      assert.deepEqual(
        (await steps(linked)).map(brief),
        ['UPDATE article:herring-1'],
        'what nobody reads is no correction',
      );
      assert.deepEqual((await steps({})).map(brief), ['UPDATE article:herring-1']);
    });

    it('names what was there before and what is there now, each once', async () => {
      const [step] = await steps({ section: 'world', topics: [], contributions: [] });
      const { cacheTags } = step as Data;
      for (const tag of [
        'article:herring-1',
        'articles',
        'articles/section:north',
        'articles/section:world',
        'articles/author:cy-quill',
        'articles/topic:herring',
        'articles/person:ada-fjord',
      ]) {
        assert.ok(cacheTags.includes(tag), tag);
      }
      assert.equal(new Set(cacheTags).size, cacheTags.length);
      await steps({});
    });

    it('follows what others have worked out from a document: a section that moves takes its articles along', async () => {
      await loadInto(store, { type: 'section', slug: 'home', name: 'Home' });
      await loadInto(store, { type: 'section', slug: 'north', name: 'North', parent: 'home' });
      const { steps: moved, end: moveEnd } = await following(store, end);
      assert.deepEqual(moved.map(brief).sort(), [
        'NEW section:home',
        'UPDATE article:herring-1',
        'UPDATE article:herring-2',
        'UPDATE section:north',
      ]);
      const article = moved.find((step) => keyOf(step) === 'article:herring-1') as Data;
      assert.ok(
        article.cacheTags.includes('articles/section:home') && article.cacheTags.includes('articles/section:world'),
      );
      await loadInto(store, { type: 'section', slug: 'north', name: 'North', parent: 'world' });
      end = (await following(store, moveEnd)).end;
    });

    it('names the person whose posts change', async () => {
      await loadInto(store, {
        type: 'person',
        slug: 'cy-quill',
        name: 'Cy Quill',
        roles: [{ title: 'Chief correspondent' }],
      });
      const { steps: found, end: roleEnd } = await following(store, end);
      end = roleEnd;
      const roles = found.filter((step) => keyOf(step).startsWith('role:'));
      assert.deepEqual(roles.map(({ signal }) => signal).sort(), ['DELETE', 'NEW']);
      for (const { cacheTags } of roles) assert.ok(cacheTags.includes('person:cy-quill'), cacheTags);
    });

    for (const status of ['DRAFT', 'SCHEDULED', 'EMBARGOED'] as const) {
      it(`says nothing of what is ${status.toLowerCase()}: not before, not after, not of what it was then`, async () => {
        const slug = `secret-${status.toLowerCase()}`;
        const key = `article:${slug}`;
        const hidden = { slug, status, ...(status === 'SCHEDULED' && { publishedAt: '2099-01-01T00:00:00Z' }) };
        assert.deepEqual(await steps({ ...hidden, section: 'world', topics: ['fishing'] }), []);
        assert.deepEqual(await steps({ ...hidden, section: 'home', headline: 'Still a secret' }), []);
        const [published, ...others] = await steps({ slug, section: 'north' });
        assert.deepEqual([brief(published), others], [`NEW ${key}`, []]);
        assert.ok(!published.cacheTags.includes('articles/section:home'), published.cacheTags);
        assert.equal(published.node.slug, slug);

        const [gone, ...more] = await steps({ ...hidden, section: 'home', headline: 'A secret again' });
        assert.deepEqual([brief(gone), more, gone.tombstone, gone.node], [`DELETE ${key}`, [], true, null]);
        assert.ok(
          gone.cacheTags.includes('articles/section:north') && !gone.cacheTags.includes('articles/section:home'),
        );
        assert.deepEqual(await steps({ ...hidden, headline: 'Even more of a secret' }), []);
        const { steps: all } = await following(store);
        for (const step of all.filter((one) => keyOf(one) === key)) assert.equal(step.node, null);
        assert.deepEqual(
          all.filter((one) => keyOf(one) === key).map(({ signal }) => signal),
          ['NEW', 'DELETE'],
        );
      });
    }

    it('does not name a hidden original in the tags of its translation', async () => {
      assert.deepEqual(await steps({ slug: 'hidden-original', status: 'EMBARGOED' }), []);
      const [translation] = await steps({ slug: 'translated', locale: 'de', translationOf: 'hidden-original' });
      assert.equal(brief(translation), 'NEW article:translated');
      assert.ok(!JSON.stringify(translation).includes('hidden-original'));
      const { article } = await runQuery(store, '{ article(slug: "translated") { cacheTags } }');
      assert.ok(!JSON.stringify(article).includes('hidden-original'));
    });

    for (const status of ['WITHDRAWN', 'EXPIRED'] as const) {
      it(`has a tombstone for what is ${status.toLowerCase()}, and no error for what it was before`, async () => {
        const slug = `gone-${status.toLowerCase()}`;
        assert.deepEqual((await steps({ slug })).map(brief), [`NEW article:${slug}`]);
        const [gone] = await steps({ slug, status });
        assert.deepEqual([brief(gone), gone.tombstone, gone.node], [`DELETE article:${slug}`, true, null]);
        assert.ok(gone.cacheTags.includes('articles/section:north'));
        assert.deepEqual(await steps({ slug, status, headline: 'Changed' }), []);
        const { steps: all } = await following(store);
        assert.deepEqual(
          all.filter((one) => keyOf(one) === `article:${slug}`).map(({ node }) => node),
          [null, null],
        );
        assert.deepEqual((await steps({ slug })).map(brief), [`NEW article:${slug}`]);
      });
    }

    it('costs one command for the steps and one for each collection that they lead to', async () => {
      const { steps: all } = await following(store);
      const collections = new Set(all.flatMap((step) => (step.tombstone ? [] : keyOf(step).split(':')[0])));
      commands.length = 0;
      await changes(store);
      assert.equal(commands.filter((collection) => collection === 'changes').length, 1);
      assert.equal(new Set(commands).size, commands.length, commands.join());
      assert.equal(commands.length, 1 + collections.size);
      commands.length = 0;
      await runOnce(store, '{ changes { changes { cursor nodeId cacheTags } endCursor hasMore } }');
      assert.deepEqual(commands, ['changes']);
    });

    it('refuses sizes and cursors that cannot be', async () => {
      const { articles } = await runQuery(store, '{ articles { pageInfo { endCursor } } }');
      const forged = Buffer.from(JSON.stringify(['x', 'y', 'z'])).toString('base64url');
      for (const since of ['', 'nonsense', forged, articles.pageInfo.endCursor, `${end.slice(0, -4)}AAAA`]) {
        assert.equal(await codeOf(store, { since }), 'BAD_USER_INPUT', since);
      }
      for (const first of [-1, 0, 101]) assert.equal(await codeOf(store, { first }), 'BAD_USER_INPUT', `${first}`);
    });

    it('refuses the cursor of another store', async () => {
      const other = await kind.open();
      try {
        assert.equal(await codeOf(other.store, { since: end }), 'BAD_USER_INPUT');
        await loadInto(other.store, ...world);
        assert.equal(await codeOf(other.store, { since: end }), 'BAD_USER_INPUT');
        assert.equal(await codeOf(store, { since: (await following(other.store)).end }), 'BAD_USER_INPUT');
      } finally {
        await other.remove();
      }
    });

    it('stops before a number that is missing, until that is old', async () => {
      const { steps: before } = await following(store);
      await loadInto(store, articleDocument(50), articleDocument(51), articleDocument(52));
      const log = store.collection<StoredChange>('changes');
      const [, missing, last] = await log
        .find({}, { sort: { _id: -1 }, limit: 3 })
        .toArray()
        .then((rows) => rows.reverse());
      await store.write([{ collection: 'changes', deleteOne: { filter: { _id: missing?._id } } }]);
      const { steps: found, end: until } = await following(store, before.at(-1).cursor);
      assert.deepEqual(found.map(brief), ['NEW article:herring-50']);
      const late = { ...(last as StoredChange), at: new Date(Date.now() - 60_000) };
      await store.write([{ collection: 'changes', replaceOne: { filter: { _id: late._id }, replacement: late } }]);
      const { steps: after, end: afterwards } = await following(store, until);
      assert.deepEqual(after.map(brief), ['NEW article:herring-52']);
      end = afterwards;
    });

    it('has tombstones for what is cleared', async () => {
      const public_ = new Set<string>();
      for (const step of (await following(store)).steps) {
        if (step.tombstone) public_.delete(keyOf(step));
        else public_.add(keyOf(step));
      }
      const { removed } = await clear(asInputs([...world, articleDocument(1)]), store);
      assert.ok(removed > 0);
      const { steps: found, end: cleared } = await following(store, end);
      assert.ok(found.length >= removed);
      for (const step of found) {
        assert.deepEqual([step.signal, step.tombstone, step.node], ['DELETE', true, null]);
        assert.ok(step.cacheTags.includes(keyOf(step)) && public_.has(keyOf(step)), keyOf(step));
      }
      end = cleared;
    });

    it('answers GONE where not all that follows is kept, and goes on from now', async () => {
      const few = await openContentStore(readConfig({ ...test.settings, CHANGES_KEPT: '5' }));
      try {
        for (let n = 60; n < 100; n += 1) await loadInto(few, articleDocument(n, { slug: `many-${n}`, mentions: [] }));
        assert.equal((await few.collection('changes').find({}).toArray()).length <= 5, false, 'in bounded steps');
        for (let n = 0; n < 200 && (await few.collection('changes').find({}).toArray()).length > 5; n += 1) {
          await loadInto(few, articleDocument(60, { slug: 'many-60', kicker: `${n}`, mentions: [] }));
        }
        assert.equal(await codeOf(store, { since: end }), 'GONE');
        const { steps: kept } = await following(store);
        assert.equal(kept.length, 5);
        const { endCursor } = await changes(store, 'now');
        assert.equal(endCursor, kept.at(-1).cursor);
        end = endCursor;
        assert.deepEqual((await steps({ slug: 'after-all' })).map(brief), ['NEW article:after-all']);
      } finally {
        await few.close();
      }
    });
  });

  describe(`the change feed of the ${kind.name} while processes write`, { skip: kind.skip }, () => {
    it('shows every step once and in order, and a copy that follows it is what the store has', {
      timeout: 120_000,
    }, async () => {
      const test = await kind.open();
      try {
        await loadInto(test.store, ...world);
        let { end } = await following(test.store);
        const names = ['north', 'south', 'killed'];
        const writers = names.map(
          (name) => new Command('tests/content/publisher.js', [JSON.stringify(test.settings), '60', name], {}),
        );
        const seen: Data[] = [];
        const read = async () => {
          const found = await following(test.store, end);
          seen.push(...found.steps);
          end = found.end;
        };
        let running = true;
        const ended = Promise.all(writers.map((writer) => writer.end())).then((all) => {
          running = false;
          return all;
        });
        while (running) {
          await read();
          if (seen.some((step) => keyOf(step).startsWith('article:killed-'))) writers[2]?.child.kill('SIGKILL');
          await sleep(10);
        }
        await read();
        const codes = (await ended).map(({ code, errors }) => (errors ? errors : code));
        assert.deepEqual(codes, [0, 0, null], 'two came to their end');

        assert.ok(seen.every(({ signal }) => signal === 'NEW'));
        const slugs = seen.map(({ node }) => node.slug);
        assert.equal(new Set(slugs).size, slugs.length, 'none twice');
        const stored = await test.store.collection<StoredChange & { slug: string }>('articles').find({}).toArray();
        assert.deepEqual([...slugs].sort(), stored.map(({ slug }) => slug).sort());
        for (const name of names.slice(0, 2)) {
          assert.deepEqual(
            slugs.filter((slug) => slug.startsWith(name)),
            Array.from({ length: 60 }, (_, n) => `${name}-${n}`),
          );
        }
        const { steps: again } = await following(test.store);
        assert.deepEqual(again.slice(-seen.length), seen);
      } finally {
        await test.remove();
      }
    });
  });
}

describe('the change feed', () => {
  it('cannot be forgotten: documents are written in one place', async () => {
    const src = fileURLToPath(projectFile('src'));
    const files = (await readdir(src, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const writing = await Promise.all(
      files.map(async (name) => (/store\.write\(/.test(await readFile(join(src, name), 'utf8')) ? [name] : [])),
    );
    // search.ts makes what is stored findable, and trends count readers: neither changes a document.
    assert.deepEqual(writing.flat().sort(), [
      'import/announce.ts',
      'import/search.ts',
      'trends/rankings.ts',
      'trends/recorder.ts',
    ]);
  });
});
