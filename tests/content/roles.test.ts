import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { NativeDocument } from '../../src/content/documents.js';
import type { PersonDocument } from '../../src/content/person/person.document.js';
import { toGlobalId } from '../../src/graph/node.js';
import { type Data, loadInto, runOnce, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

type RoleDocument = NonNullable<PersonDocument['roles']>[number];

/** Every day that the naive reading looks at, as ISO text. */
const calendar = Array.from({ length: 366 * 24 }, (_, at) =>
  new Date(Date.UTC(2011, 0, 1 + at)).toISOString().slice(0, 10),
);
const firstDay = calendar[0] as string;
const lastDay = calendar.at(-1) as string;

/** The days that a date can mean, one by one: without any arithmetic. */
function meaning(date: string): { first: string; last: string } {
  const [from, to] = date.split('/');
  if (to !== undefined) {
    return {
      first: from === '' || from === '..' ? firstDay : meaning(from as string).first,
      last: to === '' || to === '..' ? lastDay : meaning(to).last,
    };
  }
  const pattern = new RegExp(`^${date.replace(/[?~%]/, '').replaceAll('X', '\\d')}`);
  const days = calendar.filter((one) => pattern.test(one));
  return { first: days[0] as string, last: days.at(-1) as string };
}

const canBeHeld = ({ startedAt, endedAt }: RoleDocument, day: string) =>
  (startedAt === undefined || meaning(startedAt).first <= day) &&
  (endedAt === undefined || day <= meaning(endedAt).last);

const year = fc.integer({ min: 2018, max: 2021 }).map(String);
const twoDigits = (max: number) => fc.integer({ min: 1, max }).map((number) => String(number).padStart(2, '0'));
const month = fc.tuple(year, twoDigits(12)).map((parts) => parts.join('-'));
const day = fc.tuple(month, twoDigits(28)).map((parts) => parts.join('-'));
const simple = fc.oneof(year, month, day);
const date = fc.oneof(
  { weight: 4, arbitrary: simple },
  fc.tuple(simple, fc.constantFrom('?', '~', '%')).map((parts) => parts.join('')),
  fc.constantFrom('201X', '202X', '2019-XX', '2020-XX-XX'),
  month.map((text) => `${text}-XX`),
  simple.map((text) => `${text}/..`),
  simple.map((text) => `../${text}`),
  simple.map((text) => `${text}/`),
  simple.map((text) => `/${text}`),
  fc.tuple(fc.constantFrom('2018', '2018-03'), fc.constantFrom('2020', '2019-07-09')).map((ends) => ends.join('/')),
);
const role: fc.Arbitrary<Omit<RoleDocument, 'title'>> = fc.record(
  {
    organisation: fc.constantFrom('herring-office', 'ministry-of-fish', 'merged-office'),
    startedAt: date,
    endedAt: date,
  },
  { requiredKeys: ['organisation'] },
);

const rolesOf = `query ($slug: String!, $at: DateTime, $organisation: ID, $current: Boolean) {
  person(slug: $slug) { roles(at: $at, organisation: $organisation, current: $current) { title } } }`;
const peopleOf = `query ($slug: String!, $at: DateTime) {
  organisation(slug: $slug) { people(at: $at, first: 100) { totalCount nodes { title person { slug } } } } }`;
const titlesIn = (roles: Data[]): string[] => roles.map(({ title }) => title).sort();

for (const kind of storeKinds) {
  describe(`posts over time on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    const commands: string[] = [];
    const merged: NativeDocument = {
      type: 'organisation',
      slug: 'merged-office',
      name: 'Merged Office',
      mergedInto: 'organisation:herring-office',
    };
    before(async () => {
      test = await kind.open(({ collection }) => commands.push(collection));
      await loadInto(test.store, ...world, merged);
    });
    after(() => test.remove());

    const load = async (...documents: NativeDocument[]) => {
      const { summary, outcomes } = await loadInto(test.store, ...documents);
      assert.equal(summary.rejected, 0, JSON.stringify(outcomes));
    };
    const person = (slug: string, roles: RoleDocument[], more: Partial<PersonDocument> = {}): PersonDocument => ({
      type: 'person',
      slug,
      name: `Name of ${slug}`,
      roles,
      ...more,
    });
    const roles = async (slug: string, args: object = {}): Promise<string[]> =>
      titlesIn((await runQuery(test.store, rolesOf, { slug, ...args })).person.roles);
    const atPublication = async (slug: string, publishedAt: string, dateline?: string, ...organisations: string[]) => {
      await load(
        articleDocument(1, {
          mentions: [`person:${slug}`, ...organisations.map((one) => `organisation:${one}`)].map((concept) => ({
            concept,
          })),
          topics: [],
          body: [{ kind: 'paragraph', text: 'Nothing.' }],
          publishedAt,
          dateline: { text: 'HARBOUR CITY', ...(dateline && { date: dateline }) },
        }),
      );
      const { article } = await runQuery(
        test.store,
        '{ article(slug: "herring-1") { mentions { concept { slug } roleAtPublication { title } } } }',
      );
      return article.mentions.find(({ concept }: Data) => concept.slug === slug)?.roleAtPublication?.title ?? null;
    };

    it('are what a reading day by day gives', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(role, { minLength: 1, maxLength: 4 }),
          fc.array(fc.tuple(day, fc.constantFrom('T00:00:00.000Z', 'T12:00:00Z', 'T23:59:59.999Z')), {
            minLength: 2,
            maxLength: 4,
          }),
          async (some, instants) => {
            const all = some.map((one, at): RoleDocument => ({ ...one, title: `Post ${at}` }));
            await load(person('somebody', all));
            const naive = (on: string, where?: (organisation: string) => boolean) =>
              all
                .filter((one) => canBeHeld(one, on) && (where?.(one.organisation as string) ?? true))
                .map(({ title }) => title)
                .sort();
            for (const [on, time] of instants) {
              const at = on + time;
              assert.deepEqual(await roles('somebody', { at }), naive(on), at);
              for (const slug of ['ministry-of-fish', 'herring-office', 'merged-office']) {
                // The one was merged into the other: either stands for both.
                const there = (organisation: string) =>
                  (slug === 'ministry-of-fish') === (organisation === 'ministry-of-fish');
                const organisation = toGlobalId('organisation', slug);
                assert.deepEqual(await roles('somebody', { at, organisation }), naive(on, there), `${slug} ${at}`);
                const { people } = (await runQuery(test.store, peopleOf, { slug, at })).organisation;
                const own = people.nodes.filter(({ person: one }: Data) => one.slug === 'somebody');
                assert.deepEqual(titlesIn(own), naive(on, there), `${slug} ${at}`);
              }
              const title = await atPublication('somebody', at);
              const dated = new Set(
                all.filter(({ startedAt, endedAt }) => startedAt ?? endedAt).map((one) => one.title),
              );
              const expected = naive(on).filter((one) => dated.has(one));
              assert.ok(title === null ? expected.length === 0 : expected.includes(title), `${title} of ${expected}`);
              const surely = all.filter(
                ({ startedAt, endedAt }) =>
                  startedAt &&
                  !/[?~%]/.test(`${startedAt}${endedAt}`) &&
                  meaning(startedAt).last <= on &&
                  (!endedAt || on <= meaning(endedAt).first),
              );
              const latest = surely.sort((a, b) =>
                meaning(a.startedAt as string).first < meaning(b.startedAt as string).first ? 1 : -1,
              )[0];
              const qualified = all.some(({ startedAt, endedAt }) => /[?~%]/.test(`${startedAt}${endedAt}`));
              if (latest && !qualified) {
                const chosen = all.find((one) => one.title === title) as RoleDocument;
                assert.ok(surely.includes(chosen), `${title} is not sure, ${latest.title} is`);
                assert.equal(meaning(chosen.startedAt as string).first, meaning(latest.startedAt as string).first);
              }
            }
          },
        ),
        { numRuns: 25 },
      );
    });

    it('that end in the year, the month, on the day of the article were held then', async () => {
      await load(person('ending', [{ title: 'Chair', startedAt: '2010', endedAt: '2024' }]));
      assert.equal(await atPublication('ending', '2024-12-31T23:59:59Z'), 'Chair');
      assert.equal(await atPublication('ending', '2025-01-01T00:00:00Z'), null);
      await load(
        person('ending', [
          { title: 'Chair', startedAt: '2010', endedAt: '2024-05-31' },
          { title: 'Patron', startedAt: '2024-05-31' },
        ]),
      );
      assert.equal(await atPublication('ending', '2024-05-30T23:59:59Z'), 'Chair');
      assert.equal(
        await atPublication('ending', '2024-05-31T00:00:00Z'),
        'Patron',
        'on the day both are held: the later one',
      );
    });

    it('change at midnight where the dateline is', async () => {
      await load(
        person('minister', [
          { title: 'Deputy', startedAt: '2020', endedAt: '2024-05-31' },
          { title: 'Minister', startedAt: '2024-06-01' },
        ]),
      );
      const halfPast = '2024-06-01T00:30:00+09:00';
      assert.equal(await atPublication('minister', halfPast), 'Deputy', 'in UTC it is May');
      assert.equal(await atPublication('minister', halfPast, '2024-06-01'), 'Minister', 'in Seoul it is June');
      assert.equal(await atPublication('minister', '2024-06-01T04:00:00Z', '2024-05-31'), 'Deputy');
      assert.equal(
        await atPublication('minister', '2024-07-01T12:00:00Z', '2024-05-31'),
        'Minister',
        'filed long before',
      );
    });

    it('of several at once: the sure one, then the one whose organisation is named, then the latest', async () => {
      const chair = { organisation: 'herring-office', title: 'Chair', startedAt: '2015-03' };
      await load(
        person('several', [chair, { organisation: 'ministry-of-fish', title: 'Minister', startedAt: '2020?' }]),
      );
      assert.equal(await atPublication('several', '2020-06-01T12:00:00Z'), 'Chair', 'who knows when in 2020, if then');
      assert.equal(await atPublication('several', '2021-06-01T12:00:00Z'), 'Chair', 'uncertain: it may be a year off');
      assert.equal(await atPublication('several', '2022-06-01T12:00:00Z'), 'Minister', 'both are sure: the latest');
      assert.equal(await atPublication('several', '2022-06-01T12:00:00Z', undefined, 'herring-office'), 'Chair');
      assert.equal(await atPublication('several', '2022-06-01T12:00:00Z', undefined, 'merged-office'), 'Chair');
      assert.equal(await atPublication('several', '2020-06-01T12:00:00Z', undefined, 'ministry-of-fish'), 'Chair');
      await load(person('several', [{ title: 'Something' }, { title: 'Anything', endedAt: '2030' }]));
      assert.equal(await atPublication('several', '2022-06-01T12:00:00Z'), 'Anything', 'no date says nothing');
    });

    it('are current while they can be held now, and over when they cannot any more', async () => {
      const in_ = (years: number) => String(new Date().getUTCFullYear() + years);
      await load(
        person('now', [
          { organisation: 'herring-office', title: 'open', startedAt: '2010' },
          { title: 'term', startedAt: '2010', endedAt: in_(2) },
          { title: 'this year', startedAt: '2010', endedAt: in_(0) },
          { title: 'over', startedAt: '2010', endedAt: in_(-1) },
          { title: 'elect', startedAt: in_(2) },
          { title: 'undated' },
        ]),
      );
      assert.deepEqual(await roles('now', { current: true }), ['open', 'term', 'this year', 'undated']);
      assert.deepEqual(await roles('now', { current: false }), ['over']);
      const everything = { current: null, organisation: null, at: null };
      assert.equal((await roles('now', everything)).length, 6, 'null is as good as left out');
      assert.deepEqual(await roles('now', { organisation: toGlobalId('organisation', 'herring-office') }), ['open']);
      for (const organisation of [toGlobalId('organisation', 'nowhere'), toGlobalId('place', 'norland'), 'nonsense'])
        assert.deepEqual(await roles('now', { organisation }), []);
    });

    it('follow organisations and people that are merged later, and stay when they are loaded again', async () => {
      const office = (slug: string, into?: string): NativeDocument => ({
        type: 'organisation',
        slug,
        name: `Name of ${slug}`,
        ...(into && { mergedInto: `organisation:${into}` }),
      });
      const clerk = person('clerk', [{ organisation: 'desk', title: 'Clerk', startedAt: '2020' }]);
      const twin = person('twin', [{ organisation: 'desk', title: 'Old post', startedAt: '2020' }]);
      await load(office('desk'), office('bureau'), office('agency'), clerk, twin);
      const people = async (slug: string) =>
        titlesIn((await runQuery(test.store, peopleOf, { slug })).organisation.people.nodes);
      assert.deepEqual([await people('desk'), await people('agency')], [['Clerk', 'Old post'], []]);
      const roleIds = async () =>
        (await test.store.collection('roles').find({ personId: 'clerk' }).toArray()).map(({ _id }) => _id);
      const before = await roleIds();
      await load(office('desk', 'bureau'));
      await load(office('bureau', 'agency'));
      for (const slug of ['desk', 'bureau', 'agency']) {
        assert.deepEqual(await people(slug), ['Clerk', 'Old post'], slug);
        assert.deepEqual(await roles('clerk', { organisation: toGlobalId('organisation', slug) }), ['Clerk'], slug);
      }
      const { summary } = await loadInto(test.store, clerk);
      assert.deepEqual([summary.unchanged, await roleIds()], [1, before]);
      const query = '{ person(slug: "clerk") { roles { organisation { slug } } } }';
      assert.equal((await runQuery(test.store, query)).person.roles[0].organisation.slug, 'agency');

      await load(
        person('twin', [{ organisation: 'desk', title: 'Old post', startedAt: '2020' }], {
          mergedInto: 'person:clerk',
        }),
      );
      assert.deepEqual(await roles('twin'), ['Clerk']);
      assert.equal(await atPublication('clerk', '2024-01-01T12:00:00Z'), 'Clerk');
      const { organisation } = await runQuery(test.store, peopleOf, { slug: 'agency' });
      assert.deepEqual([...new Set(organisation.people.nodes.map(({ person: one }: Data) => one.slug))], ['clerk']);
      // A post that an article gives by its title is found where the organisation was merged.
      await load(
        articleDocument(1, {
          mentions: [{ concept: 'person:clerk', title: 'Clerk', organisation: 'desk' }],
          body: [{ kind: 'paragraph', text: 'Nothing.' }],
          publishedAt: '2010-01-01T00:00:00Z',
        }),
      );
      const { article } = await runQuery(
        test.store,
        '{ article(slug: "herring-1") { mentions { roleAtPublication { title } } } }',
      );
      assert.equal(article.mentions[0].roleAtPublication.title, 'Clerk');
    });

    it('are one command however many people there are', async () => {
      const some = Array.from({ length: 30 }, (_, at) =>
        person(`p-${at}`, [{ organisation: 'merged-office', title: 'Clerk', startedAt: '2020' }]),
      );
      await load(
        ...some,
        articleDocument(2, {
          topics: [],
          body: [{ kind: 'paragraph', text: 'Nothing.' }],
          mentions: some.map(({ slug }) => ({ concept: `person:${slug}` })),
        }),
      );
      commands.length = 0;
      const { article } = await runOnce(
        test.store,
        '{ article(slug: "herring-2") { mentions { roleAtPublication { title } } people { roles(at: "2024-01-01T00:00:00Z") { title } } } }',
      );
      assert.equal(article.mentions.length, 30);
      assert.ok(article.mentions.every(({ roleAtPublication }: Data) => roleAtPublication.title === 'Clerk'));
      assert.equal(commands.filter((collection) => collection === 'roles').length, 1, commands.join());
      assert.equal(commands.filter((collection) => collection === 'people').length, 1, commands.join());
    });
  });
}
