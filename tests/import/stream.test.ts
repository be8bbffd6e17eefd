import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NativeDocument } from '../../src/content/documents.js';
import { load } from '../../src/import/load.js';
import type { Outcome } from '../../src/import/outcome.js';
import { describe as inWords } from '../../src/import/problem.js';
import { asInputs, loadInto, runQuery } from '../support/graph.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const problems = (outcomes: Outcome[]) =>
  outcomes.flatMap((outcome) => (outcome.change === 'rejected' ? outcome.problems.map(inWords) : []));
/** Several batches, the last of them in part. */
const many = 1300;
const topics = (name: string, broader: (at: number) => string[]): NativeDocument[] =>
  Array.from({ length: many }, (_, at) => ({
    type: 'topic',
    slug: `${name}-${at}`,
    name: `${name} ${at}`,
    broader: broader(at),
  }));

for (const kind of storeKinds) {
  describe(`loading more than one batch into the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    before(async () => {
      test = await kind.open();
    });
    after(() => test.remove());
    const ids = async (collection: string) => {
      const found = await test.store
        .collection(collection)
        .find({}, { projection: { _id: 1 } })
        .toArray();
      return new Set(found.map(({ _id }) => _id));
    };

    it('takes references to what comes batches later, in circles too, and changes nothing the second time', async () => {
      const ring = topics('ring', (at) => [`ring-${(at + 700) % many}`]);
      const { summary, outcomes } = await loadInto(test.store, ...ring);
      assert.deepEqual([problems(outcomes), summary.added], [[], many]);
      const { topic } = await runQuery(test.store, '{ topic(slug: "ring-3") { broader { slug } } }');
      assert.deepEqual(topic.broader, [{ slug: 'ring-703' }]);
      const again = (await loadInto(test.store, ...ring)).summary;
      assert.deepEqual(again, { added: 0, updated: 0, unchanged: many, rejected: 0 });
    });

    it('follows a chain that ends in nothing through all batches', async () => {
      const chain = topics('chain', (at) => [`chain-${at + 1}`]);
      const sound = topics('sound', (at) => (at === 0 ? [] : [`sound-${at - 1}`]));
      const { summary, outcomes } = await loadInto(test.store, ...chain, ...sound);
      assert.deepEqual(summary, { added: many, updated: 0, unchanged: 0, rejected: many });
      const found = problems(outcomes);
      const missing = (at: number) =>
        `documents /${at}/broader/0: there is no topic 'chain-${at + 1}', here or in the store`;
      assert.deepEqual(new Set(found), new Set(chain.map((_, at) => missing(at))));
      assert.deepEqual(
        [...(await ids('topics'))].filter((id) => id.startsWith('chain')),
        [],
      );
    });

    it('lets what the store has stand in for a document that is rejected', async () => {
      await loadInto(test.store, { type: 'place', slug: 'old', name: 'Old' });
      const { summary } = await loadInto(
        test.store,
        { type: 'place', slug: 'old', name: 'Newer', within: 'nowhere' },
        { type: 'place', slug: 'part', name: 'Part', within: 'old' },
      );
      assert.deepEqual(summary, { added: 1, updated: 0, unchanged: 0, rejected: 1 });
      const { place } = await runQuery(test.store, '{ place(slug: "part") { within { name } } }');
      assert.deepEqual(place.within, { name: 'Old' });
    });

    it('rejects what points at a document that turned out to be wrong when it was worked out', async () => {
      const { summary, outcomes } = await loadInto(
        test.store,
        { type: 'article', slug: 'lost', locale: 'en', headline: 'Lost', section: 'snake', body: [] },
        { type: 'section', slug: 'snake', name: 'Snake', parent: 'snake' },
      );
      assert.deepEqual(summary, { added: 0, updated: 0, unchanged: 0, rejected: 2 });
      assert.deepEqual(problems(outcomes), [
        "documents /1/parent: 'snake' lies below this section itself, or in a circle",
        "documents /0/section: there is no section 'snake', here or in the store",
      ]);
    });

    it('rejects a second document that has an id which the first has in the store', async () => {
      await loadInto(test.store, { type: 'topic', id: 'own', slug: 'renamed', name: 'Topic' });
      const { outcomes } = await loadInto(
        test.store,
        { type: 'topic', id: 'own', slug: 'other', name: 'Topic' },
        { type: 'topic', slug: 'renamed', name: 'Topic' },
      );
      assert.deepEqual(problems(outcomes), [
        "documents /1/slug: 'renamed' is already used by the topic at documents /0",
      ]);
    });

    it('writes the good items of a batch in which the store refuses one', async () => {
      const people = (from: number): NativeDocument[] =>
        Array.from({ length: 600 }, (_, at) => ({
          type: 'person',
          slug: `busy-${at}`,
          name: `Busy ${at} of ${from}`,
          image: `busy-image-${at}`,
          roles: [{ title: `Clerk of ${from}` }],
        }));
      const images: NativeDocument[] = Array.from({ length: 600 }, (_, at) => ({
        type: 'image',
        slug: `busy-image-${at}`,
      }));
      const both = await Promise.all([1, 2].map((from) => loadInto(test.store, ...people(from), ...images)));
      assert.deepEqual(
        both.flatMap(({ outcomes }) => problems(outcomes)),
        [],
      );
      const { outcomes, summary } = await loadInto(test.store, ...people(3), ...images);
      assert.deepEqual([problems(outcomes), summary.unchanged], [[], 600]);
      const roles = await test.store.collection<{ _id: string; title: string }>('roles').find({}).toArray();
      assert.deepEqual([roles.length, ...new Set(roles.map(({ title }) => title))], [600, 'Clerk of 3']);
    });

    it('replaces what a document that is gone has left in the search', async () => {
      const left = { _id: 'topic:left', tokens: [] } as { _id: string };
      await test.store.write([{ collection: 'search', insertOne: { document: left } }]);
      const { summary } = await loadInto(test.store, { type: 'topic', slug: 'left', name: 'Left' });
      assert.equal(summary.added, 1);
      const [found] = await test.store
        .collection<{ _id: string; title: string[]; name: string[] }>('search')
        .find({ _id: 'topic:left' })
        .toArray();
      assert.deepEqual(found?.name, ['left', 'left_en']);
    });

    it('says in a dry run what a real one does', async () => {
      const dry = topics('dry', (at) => [`dry-${(at + 700) % many}`]);
      const summary = await load(asInputs(dry), test.store, { dryRun: true });
      assert.deepEqual(summary, { added: many, updated: 0, unchanged: 0, rejected: 0 });
      assert.equal((await ids('topics')).has('dry-0'), false);
    });
  });
}
