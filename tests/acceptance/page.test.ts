import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Command, runCommand } from '../support/command.js';
import type { Data } from '../support/graph.js';
import { storeKinds, type TestStore } from '../support/stores.js';

/** The folder of real inputs, which are other people's and no part of the project. */
const samples = resolve(process.env.SAMPLES ?? '../shared/samples');
const pagePath = join(samples, 'page.txt');

const concept = '__typename id slug name aliases { kind value }';
const pageQuery = `{
  article(slug: "china-rok-hold-2-2-diplomatic-security-talks-in-seoul") {
    id slug locale headline kicker standfirst byline status version wordCount readingMinutes
    publishedAt firstPublishedAt updatedAt
    contributions { role creditedAs person { slug } organisation { slug name kind } }
    dateline { text date place { ${concept} } }
    sources { role note source { id slug name category } } sourceNote
    leadImage { caption alt credit role position image { id url caption credit } }
    images { totalCount nodes { caption } }
    mentions { label relation origin confidence concept { ${concept} }
      roleAtPublication { id title organisation { ${concept} country { slug } parent { slug name } } }
      occurrences { blockId start end } }
    people { ${concept} givenName familyName } organisations { ${concept} parent { slug } country { slug } }
    places { ${concept} placeType countryCode within { slug } }
    events { ${concept} status startsAt place { slug } participants { as concept { ${concept} } role { title } } articles { nodes { slug } } }
    policies { id kind title version effectiveFrom actions { id label } body { text } source { slug } }
    body { text html blocks { id kind text html ... on ParagraphBlock { style spans { text mention { label } } } } }
    section { path } topics { slug }
  }
  policy(kind: COOKIE_CONSENT, source: "cgtn") { id title actions { label } }
  articles { totalCount }
}`;

for (const kind of storeKinds) {
  describe(`the first page on the ${kind.name}`, { skip: kind.skip }, () => {
    let place: TestStore;
    let folder: string;
    let server: Command;
    let address: string;
    let settings: Record<string, string>;
    let data: Data;

    before(async () => {
      place = await kind.open();
      folder = await mkdtemp(join(tmpdir(), 'dateline-page-'));
      settings = { PORT: '0', LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...place.settings };
      server = new Command('bundle/main.js', [], settings);
      address = await server.says(/answers at (\S+)/);
      const loaded = await seed(pagePath);
      assert.match(loaded, /\n?1 added, 0 updated, 0 unchanged, 0 rejected\n$/);
      data = await ask(pageQuery);
      answers.set(kind.name, JSON.stringify(data));
    });
    after(async () => {
      server.child.kill('SIGTERM');
      await server.end();
      await place.remove();
      await rm(folder, { recursive: true, force: true });
    });

    async function seed(...args: string[]): Promise<string> {
      const { code, out, errors } = await runCommand('bundle/seed.js', args, settings);
      assert.equal(code, 0, errors);
      return out;
    }

    async function ask(query: string): Promise<Data> {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const answer = (await response.json()) as { data: Data; errors?: unknown };
      assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
      return answer.data;
    }

    it('has headline, byline, dates and dateline', () => {
      const { article } = data;
      assert.equal(article.headline, "China, ROK hold '2+2' diplomatic, security talks in Seoul");
      assert.equal(article.byline, 'CGTN');
      assert.equal(article.dateline.place.slug, 'seoul');
      assert.equal(article.dateline.date, '2024-06-18');
      assert.match(article.publishedAt, /^2024-06-18T/);
      assert.equal(article.locale, 'en');
      assert.equal(article.version, 1);
    });

    it('has the caption once and whole, and the credit', () => {
      const { caption, credit, image } = data.article.leadImage;
      assert.match(caption, /^China and the Republic of Korea .* June 18, 2024\.$/);
      assert.equal(caption.split('June 18').length, 2);
      assert.equal(credit, 'Chinese Foreign Ministry');
      assert.equal(image.caption, caption);
    });

    it('has 11 body paragraphs and nothing else in them', () => {
      const { blocks, text } = data.article.body;
      assert.deepEqual(
        blocks.map((block: Data) => block.kind),
        Array(11).fill('paragraph'),
      );
      assert.doesNotMatch(text, /cookie|I agree|Search Trends|Xinhua|\/Chinese Foreign Ministry/i);
      assert.match(blocks[0].text, /^The first vice-ministerial/);
      assert.match(blocks[10].text, /exchanges between other countries\.$/);
    });

    it('has the source note and the sources', () => {
      assert.equal(data.article.sourceNote, '(With input from Xinhua)');
      assert.deepEqual(
        data.article.sources.map((credit: Data) => [credit.source.name, credit.role]),
        [
          ['CGTN', 'PUBLISHER'],
          ['Xinhua', 'AGENCY_INPUT'],
        ],
      );
    });

    it('has four people, each in the post of that day', () => {
      const people = data.article.people.map((person: Data) => person.name);
      assert.deepEqual(people, ['Sun Weidong', 'Zhang Baoqun', 'Kim Hong-kyun', 'Lee Seung-buhm']);
      const posts = people.map((name: string) => {
        const { roleAtPublication: role } = data.article.mentions.find(({ label }: Data) => label === name);
        return [
          role.title,
          role.organisation.name,
          role.organisation.parent?.name ?? null,
          role.organisation.country?.slug,
        ];
      });
      assert.deepEqual(posts, [
        ['Vice Foreign Minister', 'Ministry of Foreign Affairs', null, 'china'],
        ['Deputy Director', 'Office for International Military Cooperation', 'Central Military Commission', 'china'],
        ['Vice Minister of Foreign Affairs', 'Ministry of Foreign Affairs', null, 'south-korea'],
        ['Director General', 'International Policy Bureau', 'Ministry of National Defense', 'south-korea'],
      ]);
    });

    it('has the places, and no other', () => {
      assert.deepEqual(data.article.places.map(({ slug }: Data) => slug).sort(), [
        'china',
        'korean-peninsula',
        'north-korea',
        'russia',
        'seoul',
        'south-korea',
        'taiwan',
      ]);
    });

    it('has the talks as an event with its participants', () => {
      const [event, ...others] = data.article.events;
      assert.deepEqual(others, []);
      assert.match(event.name, /2\+2.*talks|talks.*2\+2/);
      assert.equal(event.startsAt, '2024-06-18');
      assert.equal(event.place.slug, 'seoul');
      const names = event.participants.map((participant: Data) => participant.concept.name);
      for (const name of ['China', 'South Korea', 'Sun Weidong', 'Zhang Baoqun', 'Kim Hong-kyun', 'Lee Seung-buhm'])
        assert.ok(names.includes(name), name);
      assert.equal(event.articles.nodes.length, 1);
    });

    it('has the consent notice as its publisher’s policy', () => {
      const [policy, ...others] = data.article.policies;
      assert.deepEqual(others, []);
      assert.equal(policy.kind, 'COOKIE_CONSENT');
      assert.equal(policy.source.slug, 'cgtn');
      assert.match(policy.body.text, /By continuing to browse our site/);
      assert.deepEqual(
        policy.actions.map(({ label }: Data) => label),
        ['I agree'],
      );
      assert.equal(data.policy.id, policy.id);
    });

    it('has mentions whose ranges cut exactly their labels out', () => {
      const texts = new Map(data.article.body.blocks.map(({ id, text }: Data) => [id, text as string]));
      let count = 0;
      for (const { label, origin, confidence, occurrences } of data.article.mentions) {
        assert.equal(origin, 'RULE');
        assert.ok(confidence > 0 && confidence <= 1);
        assert.ok(occurrences.length > 0, label);
        for (const { blockId, start, end } of occurrences) {
          assert.equal((texts.get(blockId) as string).slice(start, end), label);
          count += 1;
        }
      }
      assert.ok(count >= 30, `${count} occurrences`);
    });

    it('can be walked: place to dispatches, person to posts to people, event to articles', async () => {
      const walk = await ask(`{
        place(slug: "seoul") { dispatches { totalCount nodes { headline } } within { name } }
        person(slug: "sun-weidong") { roles { title organisation { people { nodes { person { name } title } } } } articles { totalCount } }
      }`);
      assert.ok(walk.place.dispatches.nodes.some(({ headline }: Data) => headline === data.article.headline));
      assert.equal(walk.place.within.name, 'South Korea');
      assert.deepEqual(walk.person.roles[0].organisation.people.nodes, [
        { person: { name: 'Sun Weidong' }, title: 'Vice Foreign Minister' },
      ]);
      assert.equal(walk.person.articles.totalCount, 1);
    });

    it('is unchanged by the same page again, also wrapped at 72 characters', async () => {
      assert.match(await seed(pagePath), /0 added, 0 updated, 1 unchanged, 0 rejected\n$/);
      const wrapped = join(folder, 'wrapped.txt');
      await writeFile(wrapped, wrap(await readFile(pagePath, 'utf8'), 72));
      assert.match(await seed(wrapped), /0 added, 0 updated, 1 unchanged, 0 rejected\n$/);
      assert.deepEqual(await ask(pageQuery), data);
    });

    const correctedOnce = async () =>
      (await readFile(pagePath, 'utf8'))
        .replace('strengthen local and youth exchanges', 'strengthen local, youth and sports exchanges')
        .replace("China, ROK hold '2+2'", "China and ROK hold '2+2'");

    it('becomes version 2 when it is corrected, and keeps the ids of blocks', async () => {
      const corrected = join(folder, 'corrected.txt');
      await writeFile(corrected, await correctedOnce());
      assert.match(await seed(corrected), /0 added, 1 updated, 0 unchanged, 0 rejected\n$/);
      const { article, articles } = await ask(pageQuery);
      assert.equal(articles.totalCount, data.articles.totalCount);
      assert.equal(article.id, data.article.id);
      assert.equal(article.version, 2);
      assert.match(article.headline, /^China and ROK hold/);
      assert.deepEqual(
        article.body.blocks.map(({ id }: Data) => id),
        data.article.body.blocks.map(({ id }: Data) => id),
      );
      assert.match(article.body.blocks[4].text, /youth and sports/);
    });

    it('has three revisions when it is corrected twice, with the right differences and the ids kept', async () => {
      const twice = join(folder, 'twice.txt');
      const text = (await correctedOnce())
        .replace(/\nThe ROK side mentioned exchanges[^\n]*\n/, '')
        .replace(
          '\nThe two sides reaffirmed',
          '\nA second round was offered for the coming spring.\n\nThe two sides firmly reaffirmed',
        );
      await writeFile(twice, text);
      assert.match(await seed(twice), /0 added, 1 updated, 0 unchanged, 0 rejected\n$/);
      const { article } = await ask(`{ article(slug: "${data.article.slug}") { version status
        revisions { totalCount nodes { number signal origin headline body { text html blocks { id } } } }
        one: changesSince(version: 1) { ...diff } two: changesSince(version: 2) { ...diff } four: changesSince(version: 4) { ...diff } } }
        fragment diff on RevisionDiff { from to headlineChanged addedBlocks changedBlocks removedBlocks }`);
      const { nodes, totalCount } = article.revisions;
      assert.equal(totalCount, 3);
      assert.deepEqual(
        nodes.map(({ number, signal, origin }: Data) => [number, signal, origin]),
        [3, 2, 1].map((number) => [number, number === 1 ? 'NEW' : 'UPDATE', 'PAGE']),
      );
      const [third, second, first] = nodes;
      const original = data.article.body;
      assert.deepEqual([first.body.text, first.body.html], [original.text, original.html]);
      const ids = ({ body }: Data): string[] => body.blocks.map(({ id }: Data) => id);
      assert.deepEqual(
        ids(first),
        original.blocks.map(({ id }: Data) => id),
      );
      assert.deepEqual(ids(second), ids(first));
      const added = ids(third)[3] as string;
      const removed = ids(first)[9] as string;
      assert.ok(!ids(first).includes(added));
      assert.deepEqual(
        ids(third),
        ids(first)
          .filter((id) => id !== removed)
          .toSpliced(3, 0, added),
      );
      const [reaffirmed, agreed] = [ids(first)[3], ids(first)[4]];
      const diff = { to: 3, addedBlocks: [added], removedBlocks: [removed] };
      assert.deepEqual(article.one, { ...diff, from: 1, headlineChanged: true, changedBlocks: [reaffirmed, agreed] });
      assert.deepEqual(article.two, { ...diff, from: 2, headlineChanged: false, changedBlocks: [reaffirmed] });
      assert.equal(article.four, null);
    });
  });
}

const answers = new Map<string, string>();

describe('both stores', { skip: storeKinds.find(({ skip }) => skip)?.skip ?? false }, () => {
  it('give the same answer to the byte, ids included', () => {
    const [one, other] = [...answers.values()];
    assert.ok(one && one.length > 10_000);
    assert.equal(one, other);
  });
});

/** Each line greedily wrapped, as an editor does it. */
function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      const lines: string[] = [''];
      for (const word of line.split(' ')) {
        const last = lines.at(-1) as string;
        if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
        else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
      }
      return lines.join('\n');
    })
    .join('\n');
}
