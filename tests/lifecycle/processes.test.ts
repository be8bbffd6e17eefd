import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { Command } from '../support/command.js';
import { post, type Reply, request } from '../support/gateway.js';
import { type Data, loadInto, runOnce } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds } from '../support/stores.js';

/** What is kept hot in both processes: a list, its number, a section's, and look-ups. */
const query = `{ articles(first: 100) { totalCount nodes { slug status } } section(path: "world/north") { articles(first: 100) { nodes { slug } } }
  ${Array.from({ length: 5 }, (_, at) => `a${at}: article(slug: "embargoed-${at}") { slug }`).join(' ')} }`;

/** For how many milliseconds after a write an answer may be from before it. */
const maxStale = 250;

interface Answer {
  sent: number;
  received: number;
  data: Data;
  shown: ReadonlySet<string>;
  cacheControl: string;
}

const methods: Record<string, (address: string) => Promise<Reply>> = {
  POST: (address) => post(address, { query }),
  GET: (address) => request(`${address}/graphql?query=${encodeURIComponent(query)}`),
};

/** Undefined where the machine is too busy for an answer. */
async function ask(address: string, method: string): Promise<Answer | undefined> {
  const sent = Date.now();
  const { status: code, text, headers } = await (methods[method] as (typeof methods)[string])(address);
  const received = Date.now();
  if (code !== 200) return undefined;
  const { data } = JSON.parse(text) as { data: Data };
  const shown = new Set<string>(data.articles.nodes.map(({ slug }: Data) => slug));
  return { sent, received, data, shown, cacheControl: headers.get('cache-control') ?? '' };
}

/** All of an answer is as of one instant, but for lists of which one article is being withdrawn: a write has none. */
function checkAgreement({ data, shown }: Answer, isWithdrawing: boolean): void {
  const { articles, section, ...lookUps } = data;
  for (const { status } of articles.nodes) assert.equal(status, 'PUBLISHED');
  if (!isWithdrawing) {
    assert.equal(articles.totalCount, shown.size);
    assert.deepEqual(new Set(section.articles.nodes.map(({ slug }: Data) => slug)), shown);
  }
  for (const [at, found] of Object.values(lookUps).entries())
    assert.equal(found !== null, shown.has(`embargoed-${at}`), `embargoed-${at}`);
}

/** How much later than the instant the last request was sent that was still answered as before, and the first answer came that was not. */
function delays(answers: readonly Answer[], slug: string, instant: number, appears: boolean) {
  const isOld = ({ shown }: Answer) => shown.has(slug) !== appears;
  const early = answers.filter((one) => one.received < instant && !isOld(one));
  const old = answers.filter((one) => one.sent >= instant && isOld(one)).map(({ sent }) => sent - instant);
  const first = answers.find((one) => one.sent >= instant && !isOld(one));
  assert.ok(first, `${slug} never changes`);
  return { early: early.length, oldFor: Math.max(0, ...old), seenAfter: first.received - instant };
}

const directive = (cacheControl: string, name: string) =>
  Number(new RegExp(`(?:^|[ ,])${name}=(\\d+)`).exec(cacheControl)?.[1]);
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

for (const kind of storeKinds) {
  describe(`two gateway processes on one ${kind.name}`, { skip: kind.skip }, () => {
    it('switch within 100 ms of the instant, with no write at it, and never early', async (t) => {
      const place = await kind.open();
      await loadInto(place.store, ...world, articleDocument(1));
      const settings = { PORT: '0', SAMPLE: 'off', LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...place.settings };
      const gateways = [1, 2].map(() => new Command('bundle/main.js', [], settings));
      try {
        const addresses = await Promise.all(gateways.map((one) => one.says(/answers at (\S+)\/graphql/)));
        const start = Date.now() + 4000;
        const instants = new Map<string, { instant: number; appears: boolean }>();
        const documents: ArticleDocument[] = Array.from({ length: 10 }, (_, number) => {
          const [at, appears] = [Math.floor(number / 2), number % 2 === 0];
          const slug = `${appears ? 'embargoed' : 'expiring'}-${at}`;
          const instant = start + at * 300 + (appears ? 0 : 150);
          instants.set(slug, { instant, appears });
          const time = new Date(instant).toISOString();
          const own = appears ? { status: 'EMBARGOED' as const, embargoUntil: time } : { expiresAt: time };
          return articleDocument(100 + number, { slug, ...own });
        });
        await loadInto(place.store, ...documents, articleDocument(2, { slug: 'withdrawn' }));
        assert.ok(Date.now() < start, 'the machine is too busy to load some articles in 4 s');
        const end = start + 5 * 300 + 1000;
        const watched = Object.keys(methods).flatMap((method) => addresses.map((address) => ({ method, address })));
        const polls = watched.map(async ({ method, address }) => {
          const answers: Answer[] = [];
          const isDone = () =>
            [...instants].every(([slug, { appears }]) => answers.at(-1)?.shown.has(slug) === appears);
          while (Date.now() < end || (!isDone() && Date.now() < end + 20_000)) {
            const answer = await ask(address, method);
            if (answer) answers.push(answer);
            await sleep(8);
          }
          return { method, answers };
        });
        await sleep(1500);
        const withdrawing = Date.now();
        await loadInto(place.store, articleDocument(2, { slug: 'withdrawn', status: 'WITHDRAWN' }));
        const withdrawn = Date.now();
        instants.set('withdrawn', { instant: withdrawn, appears: false });
        const polled = await Promise.all(polls);

        const seen: number[] = [];
        const old: number[] = [];
        for (const { method, answers } of polled) {
          for (const [slug, { instant, appears }] of instants) {
            const { early, oldFor, seenAfter } = delays(answers, slug, instant, appears);
            // A withdrawal is a write: it may be seen before the writer hears that it is done.
            if (slug !== 'withdrawn') assert.equal(early, 0, `${slug} is early`);
            assert.ok(
              oldFor < (slug === 'withdrawn' ? 1000 : 100),
              `${slug} is as before ${oldFor} ms after its instant, by ${method}`,
            );
            assert.ok(seenAfter < 3000, `${slug} is seen after ${seenAfter} ms, by ${method}`);
            seen.push(seenAfter);
            old.push(oldFor);
          }
          for (const answer of answers) {
            const { sent, received, shown, cacheControl } = answer;
            checkAgreement(answer, received >= withdrawing && sent <= withdrawn + maxStale);
            const coming = [...instants].filter(([slug]) => slug !== 'withdrawn').map(([, one]) => one.instant);
            if (coming.some((instant) => instant >= sent && instant <= received)) continue;
            const fresh = directive(cacheControl, 's-maxage');
            const going = [...instants].flatMap(([slug, one]) =>
              !one.appears && shown.has(slug) && slug !== 'withdrawn' ? one.instant : [],
            );
            const beyond = (name: string, instant: number) =>
              sent + (fresh + directive(cacheControl, name)) * 1000 > instant;
            const next = Math.min(...coming.filter((instant) => instant > received));
            assert.ok(!beyond('stale-while-revalidate', next), `${cacheControl} ${next - sent} ms before`);
            assert.ok(
              !beyond('stale-if-error', Math.min(...going)),
              `${cacheControl} of what goes in ${Math.min(...going) - sent} ms`,
            );
          }
        }
        const answers = polled.reduce((sum, one) => sum + one.answers.length, 0);
        t.diagnostic(
          `${answers} answers: the last old one was asked for ${Math.max(...old)} ms after an instant, the first new one was there after ${median(seen)} ms (median), ${Math.max(...seen)} ms at most`,
        );
        await theFeedTellsOfEach(place.store, instants);
      } finally {
        for (const { child } of gateways) child.kill('SIGINT');
        await Promise.all(gateways.map((one) => one.end()));
        await place.remove();
      }
    });
  });
}

async function theFeedTellsOfEach(
  store: Parameters<typeof runOnce>[0],
  instants: ReadonlyMap<string, { instant: number; appears: boolean }>,
): Promise<void> {
  const steps = async () => {
    const { changes } = await runOnce(
      store,
      '{ changes(since: null) { changes { at signal nodeId node { ... on Article { slug } } } } }',
    );
    return changes.changes.map(({ nodeId, ...step }: Data) => ({
      ...step,
      key: Buffer.from(nodeId, 'base64url').toString(),
    }));
  };
  const of = (all: Data[], slug: string) => all.filter(({ key }) => key === `article:${slug}`);
  const last = [...instants].filter(([slug]) => slug !== 'withdrawn');
  const expected = (appears: boolean) => (appears ? ['NEW'] : ['NEW', 'DELETE']);
  let all: Data[] = [];
  for (let tries = 0; tries < 100; tries += 1) {
    all = await steps();
    if (last.every(([slug, { appears }]) => of(all, slug).length >= expected(appears).length)) break;
    await sleep(100);
  }
  for (const [slug, { instant, appears }] of last) {
    const own = of(all, slug);
    assert.deepEqual(
      own.map(({ signal }) => signal),
      expected(appears),
      slug,
    );
    assert.ok(Date.parse(own.at(-1)?.at) >= instant, `${slug} is told early`);
    assert.equal(own.at(-1)?.node?.slug, appears ? slug : undefined);
  }
}
