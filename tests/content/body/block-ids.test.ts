import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ArticleDocument } from '../../../src/content/article/article.document.js';
import { type Data, loadInto, runQuery } from '../../support/graph.js';
import { articleDocument, world } from '../../support/newsroom.js';
import { storeKinds, type TestStore } from '../../support/stores.js';

type Block = ArticleDocument['body'][number];
const paragraph = (text: string) => ({ kind: 'paragraph', text }) as const;
const embed = (name: string): Block => ({ kind: 'embed', provider: 'youtube', url: `https://video.example/${name}` });
const picture = (image: string, caption: string): Block => ({ kind: 'image', image: { image, caption } });

const ferry = paragraph('The ferry to the islands will sail every morning from the first of May on.');
const school = paragraph('Teachers at the harbour school have asked for smaller classes since last autumn.');
const court = paragraph('A court in Harbour City decides next week who owns the old lighthouse.');
const winter = paragraph('Winter storms kept the harbour closed for twelve days in a row this year.');

describe('block ids', () => {
  let test: TestStore;
  let articles = 0;
  before(async () => {
    test = await (storeKinds[0] as (typeof storeKinds)[number]).open();
    await loadInto(test.store, ...world);
  });
  after(() => test.remove());

  /** The ids of each version of a new article, loaded one after the other. */
  async function idsOf(...bodies: Block[][]): Promise<string[][]> {
    articles += 1;
    const all: string[][] = [];
    for (const body of bodies) {
      const document = articleDocument(articles, { body, mentions: [] });
      const { outcomes } = await loadInto(test.store, document);
      assert.notEqual(outcomes[0]?.change, 'rejected', JSON.stringify(outcomes));
      const { article } = await runQuery(
        test.store,
        `{ article(slug: "${document.slug}") { body { blocks { id } } } }`,
      );
      const ids = article.body.blocks.map(({ id }: Data) => id);
      assert.equal(new Set(ids).size, body.length, 'each once');
      all.push(ids);
    }
    return all;
  }
  const edited = ({ text }: { text: string }, from: string, to: string) => paragraph(text.replace(from, to));

  it('stay with blocks between which others are put or taken away', async () => {
    const [one, two, three] = (await idsOf([ferry, court], [winter, ferry, school, court], [ferry, school])) as [
      string[],
      string[],
      string[],
    ];
    assert.deepEqual([two[1], two[3]], one);
    assert.deepEqual(three, [two[1], two[2]]);
  });

  it('stay with blocks that are edited, moved, or both', async () => {
    const [one, two] = (await idsOf(
      [ferry, school, court, winter],
      [winter, edited(court, 'next week', 'in March'), edited(ferry, 'first of May', 'second of June'), school],
    )) as [string[], string[]];
    assert.deepEqual(two, [one[3], one[2], one[0], one[1]]);
  });

  it('stay with an edited block when its old words come back beside it', async () => {
    const later = edited(ferry, 'every morning', 'twice a day');
    const [one, two, three] = (await idsOf([ferry, court], [later, court], [ferry, later, court])) as [
      string[],
      string[],
      string[],
    ];
    assert.deepEqual(two, one);
    assert.equal(three[1], one[0], 'what is unchanged is sure to be the same');
    assert.ok(!one.includes(three[0] as string));
  });

  it('go to the likest of several, not to the first', async () => {
    const about = (what: string) => paragraph(`The council of Harbour City said on Tuesday that it would ${what}.`);
    const [one, two] = (await idsOf(
      [about('close the old fish market'), about('sell the new tram depot')],
      [about('soon sell the new tram depot'), about('soon close the old fish market')],
    )) as [string[], string[]];
    assert.deepEqual(two, [one[1], one[0]]);
  });

  it('stay with what a block shows: a picture with other words, a video that was moved', async () => {
    const [one, two] = (await idsOf(
      [ferry, picture('harbour', 'The harbour at night'), embed('a'), embed('b')],
      [embed('b'), ferry, picture('harbour', 'Boats wait for spring'), embed('a')],
    )) as [string[], string[]];
    assert.deepEqual(two, [one[3], one[0], one[1], one[2]]);
  });

  it('stay with words that become a block of another kind', async () => {
    const [one, two] = (await idsOf([ferry, court], [ferry, { ...court, kind: 'quote' }])) as [string[], string[]];
    assert.deepEqual(two, one);
  });

  it('stay with edited blocks of languages that write no spaces', async () => {
    const [one, two] = (await idsOf(
      [paragraph('中国和韩国副部长级外交安全对话在首尔举行'), paragraph('รัฐมนตรีต่างประเทศเดินทางถึงกรุงโซลเมื่อวันอังคาร')],
      [paragraph('中国和韩国首次副部长级外交安全对话在首尔举行'), paragraph('รัฐมนตรีต่างประเทศเดินทางถึงกรุงโซลเมื่อวันพุธ')],
    )) as [string[], string[]];
    assert.deepEqual(two, one);
  });

  it('are new for what shares fewer than half of its words with all that was there', async () => {
    const [one, two] = (await idsOf([ferry, court], [school, winter])) as [string[], string[]];
    assert.deepEqual(
      two.filter((id) => one.includes(id)),
      [],
    );
  });

  it('are those that the document gives, and no other block keeps one of them', async () => {
    const [one] = (await idsOf([ferry, court])) as [string[]];
    const [, two] = (await idsOf([ferry, court], [{ ...court, id: 'mine' }, ferry])) as [string[], string[]];
    assert.equal(two[0], 'mine');
    assert.ok(one.length === 2 && two[1] !== 'mine');
  });
});
