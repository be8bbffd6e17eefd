import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { readConfig } from '../../src/config.js';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import { openGateway } from '../../src/gateway.js';
import { toGlobalId } from '../../src/graph/node.js';
import { Command } from '../support/command.js';
import { post } from '../support/gateway.js';
import { type Data, loadInto, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds } from '../support/stores.js';

type Block = ArticleDocument['body'][number];
type Edit = (body: readonly Block[]) => Block[];

const words = ['harbour', 'ferry', 'council', 'herring', 'quota', 'winter', 'boats', 'lighthouse', '港口', '渡轮'];
const wordings = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }).map((some) => some.join(' '));
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 5, arbitrary: wordings.map((text): Block => ({ kind: 'paragraph', text })) },
  wordings.map((text): Block => ({ kind: 'heading', text })),
  wordings.map((text): Block => ({ kind: 'quote', text })),
  fc.constantFrom('a', 'b').map((name): Block => ({ kind: 'embed', provider: 'x', url: `https://x.example/${name}` })),
  fc.constant<Block>({ kind: 'divider' }),
);
const at = (place: number, body: readonly Block[]) => Math.floor(place * body.length);
const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, block).map(
    ([where, added]): Edit =>
      (body) =>
        body.toSpliced(at(where, body), 0, added),
  ),
  place.map(
    (where): Edit =>
      (body) =>
        body.length > 1 ? body.toSpliced(at(where, body), 1) : [...body],
  ),
  fc.tuple(place, wordings).map(
    ([where, more]): Edit =>
      (body) =>
        body.map((one, index) =>
          index === at(where, body) && 'text' in one ? { ...one, text: `${one.text} ${more}` } : one,
        ),
  ),
  fc.tuple(place, place).map(
    ([from, to]): Edit =>
      (body) => {
        const [moved, ...others] = [body[at(from, body)] as Block, ...body.toSpliced(at(from, body), 1)];
        return others.toSpliced(at(to, body), 0, moved);
      },
  ),
  fc.array(block, { minLength: 1, maxLength: 5 }).map(
    (body): Edit =>
      () =>
        body,
  ),
);
const version = fc.record({ headline: fc.constantFrom('One', 'Two'), edits: fc.array(edit, { maxLength: 3 }) });
const histories = fc.record({
  body: fc.array(block, { minLength: 1, maxLength: 6 }),
  versions: fc.array(version, { minLength: 1, maxLength: 5 }),
});

const query = `query ($slug: String!) { article(slug: $slug) { version headline body { text html blocks { id } }
  revisions(first: 100) { totalCount nodes { number headline body { text html blocks { id } } } } } }`;

/** What a document says of each block, by the id that the block was given. */
interface Loaded {
  headline: string;
  body: Data;
  blocks: Map<string, string>;
}

function naive(from: Loaded, to: Loaded) {
  const [old, now] = [from.blocks, to.blocks];
  return {
    headlineChanged: from.headline !== to.headline,
    addedBlocks: [...now.keys()].filter((id) => !old.has(id)),
    changedBlocks: [...now.keys()].filter((id) => old.has(id) && old.get(id) !== now.get(id)),
    removedBlocks: [...old.keys()].filter((id) => !now.has(id)),
  };
}

for (const kind of storeKinds) {
  describe(`histories on the ${kind.name}`, { skip: kind.skip }, () => {
    it('are told by the revisions as they were loaded, whatever is edited', { timeout: 300_000 }, async () => {
      const test = await kind.open();
      let articles = 0;
      const property = fc.asyncProperty(histories, async ({ body: first, versions }) => {
        articles += 1;
        const slug = `herring-${articles}`;
        const loaded: Loaded[] = [];
        let body: Block[] = first;
        for (const { headline, edits } of versions) {
          body = edits.reduce<Block[]>((before, change) => change(before), body);
          const { outcomes } = await loadInto(test.store, articleDocument(articles, { headline, body, mentions: [] }));
          assert.notEqual(outcomes[0]?.change, 'rejected', JSON.stringify(outcomes));
          const { article } = await runQuery(test.store, query, { slug });
          if (outcomes[0]?.change !== 'unchanged') {
            const ids = article.body.blocks.map(({ id }: Data) => id);
            assert.equal(new Set(ids).size, body.length);
            const blocks = new Map(ids.map((id: string, index: number) => [id, JSON.stringify(body[index])]));
            loaded.push({ headline, body: article.body, blocks: blocks as Map<string, string> });
          }
          assert.equal(article.version, loaded.length);
          assert.equal(article.revisions.totalCount, loaded.length);
          assert.deepEqual(
            article.revisions.nodes,
            loaded.map((one, index) => ({ number: index + 1, headline: one.headline, body: one.body })).reverse(),
          );
        }
        const diffs = loaded.map(
          (_, n) =>
            `v${n + 1}: changesSince(version: ${n + 1}) { headlineChanged addedBlocks changedBlocks removedBlocks }`,
        );
        const { article } = await runQuery(test.store, `{ article(slug: "${slug}") { ${diffs.join('\n')} } }`);
        const last = loaded.at(-1) as Loaded;
        assert.deepEqual(
          Object.values(article),
          loaded.map((one) => naive(one, last)),
        );
      });
      try {
        await loadInto(test.store, ...world);
        await fc.assert(property, { numRuns: kind.name === 'MongoDB' ? 40 : 120 });
      } finally {
        await test.remove();
      }
    });

    it('lose nothing when two processes edit one article', { timeout: 120_000 }, async () => {
      const test = await kind.open();
      const each = 20;
      try {
        await loadInto(test.store, ...world, articleDocument(1, { headline: 'first' }));
        const names = ['north', 'south'];
        const editors = names.map(
          (name) => new Command('tests/content/reviser.js', [JSON.stringify(test.settings), `${each}`, name], {}),
        );
        const ended = await Promise.all(editors.map((editor) => editor.end()));
        assert.deepEqual(
          ended.map(({ code, errors }) => errors || code),
          [0, 0],
        );
        const { article } = await runQuery(test.store, query, { slug: 'herring-1' });
        const { nodes } = article.revisions;
        assert.deepEqual(
          nodes.map(({ number }: Data) => number),
          Array.from({ length: 2 * each + 1 }, (_, n) => 2 * each + 1 - n),
        );
        const headlines = nodes.map(({ headline }: Data) => headline).reverse();
        assert.equal(headlines[0], 'first');
        for (const name of names) {
          assert.deepEqual(
            headlines.filter((headline: string) => headline.startsWith(name)),
            Array.from({ length: each }, (_, n) => `${name} ${n}`),
          );
        }
      } finally {
        await test.remove();
      }
    });

    it('are never older than the article in what gateways have in memory, and go with it', {
      timeout: 60_000,
    }, async () => {
      const place = await kind.open();
      const config = readConfig({ LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...place.settings });
      await loadInto(place.store, ...world, articleDocument(1, { headline: 'one' }));
      await loadInto(place.store, articleDocument(1, { headline: 'two' }));
      const gateways = await Promise.all([openGateway(config), openGateway(config)]);
      const addresses = await Promise.all(gateways.map(({ app }) => app.listen({ host: '127.0.0.1', port: 0 })));
      const first = toGlobalId('revision', 'herring-1@1');
      const ask = async (address: string): Promise<string> => {
        const { data, errors } = JSON.parse(
          (
            await post(address, {
              query: `{ article(slug: "herring-1") { revisions { totalCount nodes { headline } } changesSince(version: 1) { to } } node(id: "${first}") { ... on Revision { headline } } }`,
            })
          ).text,
        );
        const codes = (errors ?? []).map(({ extensions }: Data) => extensions.code);
        const { article, node } = data;
        const headlines = article?.revisions.nodes.map(({ headline }: Data) => headline);
        return [headlines, article?.revisions.totalCount, article?.changesSince?.to, node?.headline, ...codes].join(
          ' ',
        );
      };
      const settle = async (wanted: string) => {
        for (const address of addresses) {
          for (let tries = 0; (await ask(address)) !== wanted; tries += 1) {
            assert.ok(tries < 500, `${await ask(address)} stays, not ${wanted}`);
            await sleep(10);
          }
          for (let times = 0; times < 5; times += 1) assert.equal(await ask(address), wanted);
        }
      };
      try {
        await settle('two,one 2 2 one');
        await loadInto(place.store, articleDocument(1, { headline: 'three' }));
        await settle('three,two,one 3 3 one');
        await loadInto(place.store, articleDocument(1, { headline: 'three', status: 'WITHDRAWN' }));
        await settle('    WITHDRAWN WITHDRAWN');
        await loadInto(place.store, articleDocument(1, { headline: 'five' }));
        await settle('five, 2  ');
      } finally {
        for (const gateway of gateways) await gateway.close();
        await place.remove();
      }
    });
  });
}
