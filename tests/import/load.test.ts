import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { NativeDocument } from '../../src/content/documents.js';
import type { Outcome } from '../../src/import/outcome.js';
import { describe as inWords } from '../../src/import/problem.js';
import { StoreError } from '../../src/store/errors.js';
import { loadInto, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore, writingBy } from '../support/stores.js';

const problems = (outcomes: Outcome[]) =>
  outcomes.flatMap((outcome) => (outcome.change === 'rejected' ? outcome.problems.map(inWords) : []));
const sums = (added: number, updated: number, unchanged: number, rejected: number) => ({
  added,
  updated,
  unchanged,
  rejected,
});

for (const kind of storeKinds) {
  describe(`loading documents into the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    before(async () => {
      test = await kind.open();
    });
    beforeEach(async () => {
      await loadInto(test.store, ...world, articleDocument(1));
    });
    after(() => test.remove());

    it('changes nothing the second time', async () => {
      const { summary } = await loadInto(test.store, ...world, articleDocument(1));
      assert.deepEqual(summary, sums(0, 0, world.length + 1, 0));
    });

    it('takes documents in any order, and circles of them', async () => {
      const { summary, outcomes } = await loadInto(
        test.store,
        { type: 'place', slug: 'inner', name: 'Inner', within: 'outer' },
        { type: 'place', slug: 'outer', name: 'Outer', image: 'view' },
        { type: 'image', slug: 'view', depicts: ['place:outer'] },
      );
      assert.deepEqual(problems(outcomes), []);
      assert.deepEqual(summary, sums(3, 0, 0, 0));
    });

    it('keeps the id when a document gets another slug', async () => {
      const topic = (slug: string): NativeDocument => ({
        type: 'topic',
        id: 'herring',
        slug,
        name: 'Herring',
        broader: ['fishing'],
      });
      const { topic: before } = await runQuery(test.store, '{ topic(slug: "herring") { id } }');
      assert.deepEqual((await loadInto(test.store, topic('clupea'))).summary, sums(0, 1, 0, 0));
      const { topic: renamed } = await runQuery(test.store, '{ topic(slug: "clupea") { id } }');
      assert.deepEqual(renamed, before);
      await loadInto(test.store, topic('herring'));
    });

    it('rejects what points at nothing, and what points at that, and loads the rest', async () => {
      const { summary, outcomes } = await loadInto(
        test.store,
        { type: 'organisation', slug: 'good', name: 'Good', country: 'norland' },
        { type: 'organisation', slug: 'bad', name: 'Bad', country: 'atlantis' },
        { type: 'organisation', slug: 'worse', name: 'Worse', parent: 'bad' },
        { type: 'event', slug: 'worst', name: 'Worst', participants: [{ concept: 'organisation:worse' }] },
      );
      assert.deepEqual(summary, sums(1, 0, 0, 3));
      assert.deepEqual(problems(outcomes).sort(), [
        "documents /1/country: there is no place 'atlantis', here or in the store",
        "documents /2/parent: there is no organisation 'bad', here or in the store",
        "documents /3/participants/0/concept: there is no person or organisation or place or event or topic 'organisation:worse', here or in the store",
      ]);
      const { bad } = await runQuery(test.store, '{ bad: organisation(slug: "worse") { slug } }');
      assert.equal(bad, null);
    });

    it('says where a document is wrong, what was expected and what was found', async () => {
      const wrong = [
        { type: 'person', slug: 'x y', name: 'X' },
        { type: 'person', slug: 'x', name: 'X', nmae: 'X' },
        { type: 'person', slug: 'x' },
        { type: 'planet', slug: 'x' },
        { type: 'event', slug: 'x', name: 'X', startsAt: 'soon' },
        {
          type: 'article',
          slug: 'x',
          locale: 'en',
          headline: 'X',
          body: [{ kind: 'paragraph', text: 'a', style: 'LOUD' }],
        },
        { type: 'article', slug: 'x', locale: 'en', headline: 'X', body: [{ kind: 'paragrpah', text: 'a' }] },
        { type: 'article', slug: 'x', locale: 'en', headline: 'X', body: [{ kind: 'paragraph' }] },
        {
          type: 'article',
          slug: 'y',
          locale: 'en',
          headline: 'X',
          body: [{ kind: 'paragraph', text: 'A b' }],
          mentions: [{ concept: 'place:norland', label: 'A', occurrences: [{ block: 0, start: 1, end: 2 }] }],
        },
        JSON.parse(
          '{ "type": "place", "slug": "x", "name": "X", "names": { "__proto__": "X", "xx yy": "X", "$where": "X", "de": "X" } }',
        ),
        { type: 'place', slug: 'x', name: JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) },
        { type: 'article', slug: 'x', locale: 'en', headline: 'X', body: [{ kind: 'raw', payload: null }] },
        {
          type: 'image',
          slug: 'x',
          url: 'https://images.example/x.jpg',
          width: 2 ** 31,
          takenAt: '2016-12-31T23:59:60Z',
        },
        articleDocument(1, { publishedAt: '9999-12-31T23:59:59-09:00' }),
        { type: 'article', slug: 'x', locale: 'i-klingon', headline: 'X', body: [{ kind: 'paragraph', text: 'a' }] },
        'a text',
      ] as unknown as NativeDocument[];
      const instant = 'an instant in ISO 8601 with a zone, from 0000-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z';
      const found: string[] = [];
      for (const document of wrong.slice(0, -1))
        found.push(...problems((await loadInto(test.store, document)).outcomes));
      assert.match(found[0] as string, /^documents \/0\/slug: expected to match pattern .*, found "x y"$/);
      assert.deepEqual(found.slice(1), [
        'documents /0/nmae: expected only fields of the format, found a field that it does not have',
        "documents /0: expected the field 'name', found none",
        'documents /0/type: expected one of article, image, person, organisation, place, event, topic, section, source, policy, livePost, found "planet"',
        'documents /0/startsAt: expected a date in EDTF level 0 or 1, from the year -9999 to 9999, found "soon"',
        'documents /0/body/0/style: expected one of NORMAL, LEAD, NOTE, found "LOUD"',
        "documents /0/body/0/kind: expected a kind of block such as 'paragraph', found 'paragrpah'",
        'documents /0/body/0: expected exactly one of text and spans',
        "documents /0/mentions/0/occurrences/0: expected the range to cut 'A' out of block 0, found ' '",
        'documents /0/names/__proto__: expected only BCP 47 language tags, found another name',
        'documents /0/names/xx yy: expected only BCP 47 language tags, found another name',
        'documents /0/names/$where: expected only BCP 47 language tags, found another name',
        'documents /0: expected at most 100 arrays and objects in each other, found more',
        'documents /0/body/0/payload: expected to be object,array,string,number,boolean, found null',
        'documents /0/width: expected to be <= 2147483647, found 2147483648',
        `documents /0/takenAt: expected ${instant}, found "2016-12-31T23:59:60Z"`,
        `documents /0/publishedAt: expected ${instant}, found "9999-12-31T23:59:59-09:00"`,
        'documents /0/locale: expected to match format "bcp47", found "i-klingon"',
      ]);
    });

    it('rejects the second of two documents with one slug', async () => {
      const twin = (name: string): NativeDocument => ({ type: 'topic', slug: 'twin', name });
      const { summary, outcomes } = await loadInto(test.store, twin('One'), twin('Other'));
      assert.equal(summary.rejected, 1);
      assert.deepEqual(problems(outcomes), ["documents /1/slug: 'twin' is already used by the topic at documents /0"]);
      assert.equal((await runQuery(test.store, '{ topic(slug: "twin") { name } }')).topic.name, 'One');
    });

    it('counts a version only when readers see a change, and keeps the ids of blocks', async () => {
      const blocksOf = async () => {
        const { article } = await runQuery(
          test.store,
          '{ article(slug: "herring-1") { version headline body { blocks { id text } } } }',
        );
        return article as { version: number; headline: string; body: { blocks: { id: string; text: string }[] } };
      };
      const before = await blocksOf();
      const document = articleDocument(1);
      const body = [...document.body];
      const [first, , third] = body;
      await loadInto(test.store, { ...document, mentions: [] });
      assert.equal((await blocksOf()).version, before.version);

      body[0] = {
        kind: 'paragraph',
        text: 'Minister Ada Fjord of Norland opened the Herring Summit number 1 on Wednesday.',
        style: 'LEAD',
      };
      body.splice(1, 0, { kind: 'paragraph', text: 'Nobody had expected rain.' });
      await loadInto(test.store, { ...document, body });
      const changed = await blocksOf();
      assert.equal(changed.version, before.version + 1);
      const ids = changed.body.blocks.map(({ id }) => id);
      assert.equal(ids[0], before.body.blocks[0]?.id, 'a changed paragraph keeps its id');
      assert.ok(!before.body.blocks.some(({ id }) => id === ids[1]), 'a new paragraph has a new id');
      assert.deepEqual(
        ids.slice(2),
        before.body.blocks.slice(1).map(({ id }) => id),
        'unchanged ones keep theirs',
      );
      assert.ok(first && third);
    });

    it('removes the posts that an editor has taken out of a person', async () => {
      const quill = world.find(({ slug }) => slug === 'cy-quill') as NativeDocument & { type: 'person' };
      const roles = async () =>
        (await runQuery(test.store, '{ person(slug: "cy-quill") { roles { title } } }')).person.roles;
      await loadInto(test.store, { ...quill, roles: [{ title: 'Editor' }] });
      assert.deepEqual(await roles(), [{ title: 'Editor' }]);
      await loadInto(test.store, quill);
      assert.deepEqual(await roles(), [{ title: 'Correspondent' }]);
    });

    it('takes slugs of 200 letters of any script, and says of longer references that there is nothing', async () => {
      const slug = '\u{20000}'.repeat(200);
      const long: NativeDocument[] = [
        { type: 'organisation', slug, name: 'Office' },
        { type: 'person', slug, name: 'Ada Long', roles: [{ organisation: slug, title: 'Director' }] },
        articleDocument(5, { slug, path: '/long', mentions: [{ concept: `person:${slug}` }] }),
      ];
      assert.equal((await loadInto(test.store, ...long)).summary.rejected, 0);
      await loadInto(test.store, { ...(long[2] as NativeDocument & { type: 'article' }), headline: 'Changed' });
      const { article } = await runQuery(
        test.store,
        'query ($slug: String!) { article(slug: $slug) { version people { slug roles { organisation { slug } } } } }',
        { slug },
      );
      assert.equal(article.version, 2);
      assert.deepEqual(article.people.at(-1), { slug, roles: [{ organisation: { slug } }] });
      const section: NativeDocument = { type: 'section', slug: 'below', name: 'Below', parent: 'a'.repeat(6000) };
      const { outcomes } = await loadInto(test.store, section);
      assert.match(problems(outcomes).join(), /^documents \/0\/parent: .*aaa/);
    });

    it('goes on in smaller parts where the store has no room for so much at once', async () => {
      const { store } = test;
      const written: number[] = [];
      const full = () => Promise.reject(new StoreError('TOO_LARGE', 'No room.'));
      const small = writingBy(store, async (writes) => {
        if (writes.length > 70) return full();
        written.push(writes.length);
        await store.write(writes);
      });
      const offices = Array.from({ length: 300 }, (_, at) => ({
        type: 'organisation' as const,
        slug: `many-${at}`,
        name: `${at}`,
      }));
      const { summary } = await loadInto(small, ...offices);
      assert.deepEqual(summary, sums(300, 0, 0, 0));
      assert.ok(written.length < 50, written.join());
      const one: NativeDocument = { type: 'topic', slug: 'one-too-many', name: 'One too many' };
      const { outcomes } = await loadInto(writingBy(store, full), one);
      assert.deepEqual(problems(outcomes), ['documents /0: No room.']);
    });

    it('takes two loads at once without losing either', async () => {
      const topics = (from: number): NativeDocument[] =>
        Array.from({ length: 40 }, (_, at) => ({ type: 'topic', slug: `shared-${at}`, name: `From ${from}` }));
      const [one, other] = await Promise.all([loadInto(test.store, ...topics(1)), loadInto(test.store, ...topics(2))]);
      assert.deepEqual([one.summary.rejected, other.summary.rejected], [0, 0]);
      const { topics: list } = await runQuery(test.store, '{ topics(first: 100) { nodes { slug } } }');
      assert.equal(list.nodes.filter(({ slug }: { slug: string }) => slug.startsWith('shared-')).length, 40);
    });
  });
}
