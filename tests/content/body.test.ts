import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import sanitizeHtml from 'sanitize-html';
import type { ArticleDocument } from '../../src/content/article/article.document.js';
import type { Article } from '../../src/content/article/article.type.js';
import { blockKinds } from '../../src/content/body/blocks.js';
import { bodyPolicy } from '../../src/content/body/sanitise.js';
import type { Doc } from '../../src/store/store.js';
import { everything, everythingDocuments } from '../support/everything.js';
import { type Data, loadInto, runForErrors, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const spans = 'spans { text marks link { url title article { slug } } mention { label } }';
const blocks = `
  id kind text html __typename
  ... on ParagraphBlock { ${spans} } ... on QuoteBlock { speaker { slug } attribution pull }
  ... on ImageBlock { image { caption alt position } layout } ... on GalleryBlock { images { caption alt position role image { url } } }
  ... on VideoBlock { poster { url } sources { url mediaType width height locale } captions { url mediaType locale } transcript seconds }
  ... on TableBlock { caption header rows } ... on EmbedBlock { provider url tracks consentPurpose fallback { id kind text ... on ParagraphBlock { ${spans} } } }
  ... on RelatedBlock { heading articles { slug } } ... on TimelineBlock { title entries { date title ${spans} event { slug } } }
  ... on FactBlock { style title items { term ${spans} } } ... on RawBlock { payload }`;
const page = `{ article(slug: "herring-4") {
  body { html text markdown blocks { ${blocks} } } outline { blockId level text anchor }
  mentions { label concept { slug } occurrences { blockId start end } } images { nodes { position } } cacheTags } }`;

for (const kind of storeKinds) {
  describe(`bodies on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    let article: Data;
    let block: (id: string) => Data;
    before(async () => {
      test = await kind.open();
      const { outcomes } = await loadInto(test.store, ...world, ...everythingDocuments);
      assert.deepEqual(
        outcomes.filter(({ change }) => change !== 'added'),
        [],
      );
      ({ article } = await runQuery(test.store, page));
      block = (id) => article.body.blocks.find((one: Data) => one.id === id);
    });
    after(() => test.remove());

    it('answer every kind of block with its own type', () => {
      const types = new Set(article.body.blocks.map((one: Data) => one.__typename));
      assert.deepEqual([...types].sort(), blockKinds.map(({ type }) => type.name).sort());
    });

    it('show each block as one element that a sanitiser leaves as it is', () => {
      assert.equal(sanitizeHtml(article.body.html, bodyPolicy), article.body.html);
      assert.equal(article.body.html, article.body.blocks.map(({ html }: Data) => html).join('\n'));
      assert.equal(
        block('lead').html,
        '<p class="lead"><strong>Ada Fjord</strong> told <a href="http://localhost/articles/herring-2" title="The story">the story of the herring</a>, of <em>H<sub>2</sub></em>O and of <a href="https://sea.example/?a=1&amp;b=2">the sea</a>.</p>',
      );
      assert.equal(
        block('pictures').html,
        '<div class="gallery"><figure><img src="https://images.example/portrait.jpg" alt="Ada Fjord" /><figcaption>Ada Fjord on deck</figcaption></figure><figure><img src="https://images.example/harbour.jpg" alt="The harbour" /><figcaption>The harbour</figcaption></figure></div>',
      );
      assert.equal(
        block('film').html,
        '<figure class="video"><video controls preload="none" poster="https://images.example/portrait.jpg"><source src="https://video.example/1.mp4" type="video/mp4" /><track kind="captions" src="https://video.example/1.en.vtt" srclang="en" /></video><div class="transcript"><p>The boats leave.</p><p>The Ministry of Fish waves.</p></div></figure>',
      );
      assert.equal(
        block('answers').html,
        '<aside class="q-and-a"><p class="title"><strong>In short</strong></p><dl><dt><strong>Who?</strong></dt><dd>Ada Fjord</dd><dt><strong>14 %</strong></dt></dl></aside>',
      );
    });

    it('say in text and Markdown what they say in HTML', () => {
      assert.equal(block('catch').text, 'The catch\nYear\tTonnes\n2023\t1 | 2\n2024\t\ta guess');
      assert.equal(block('steps').text, 'How it came\n2024-03 The summit\nNorland invites.\nThe end');
      assert.equal(block('pictures').text, 'Ada Fjord on deck\nThe harbour');
      assert.equal(block('bare').text, 'https://video.example/2');
      assert.equal(
        article.body.text,
        article.body.blocks
          .map(({ text }: Data) => text)
          .filter(Boolean)
          .join('\n\n'),
      );
      assert.equal(
        article.body.markdown,
        [
          '**Ada Fjord** told [the story of the herring](http://localhost/articles/herring-2 "The story"), of *H2*O and of [the sea](https://sea.example/?a=1\\&b=2).',
          '## Why it matters',
          '1. Norland first\n   1. Then the others\n2. And the seals',
          '> Herring are for everybody.\n>\n> Bo Reef, director',
          '![Boats](https://images.example/harbour.jpg)\n\nThe harbour',
          '![Ada Fjord](https://images.example/portrait.jpg)\n\nAda Fjord on deck\n\n![The harbour](https://images.example/harbour.jpg)\n\nThe harbour',
          '[![](https://images.example/portrait.jpg)](https://video.example/1.mp4)\n\nThe boats leave.\n\nThe Ministry of Fish waves.',
          'The catch\n\n| Year | Tonnes |         |\n| ---- | ------ | ------- |\n| 2023 | 1 \\| 2 |         |\n| 2024 |        | a guess |',
          '![](https://images.example/harbour.jpg)\n\nCy Quill posted this.',
          '<https://video.example/2>',
          '**Read on**\n\n- [Herring agreement 2 reached](http://localhost/articles/herring-2)',
          '**How it came**\n\n- 2024-03 **The summit**\n\n  Norland invites.\n\n- **The end**',
          '**In short**\n\n- **Who?**\n\n  Ada Fjord\n\n- **14 %**',
          '* Herring \\*are\\* fish.',
          '***',
          'A chart',
          'Later',
          'It is \\*herring\\*.',
        ].join('\n\n'),
      );
    });

    it('cut spans and ranges for mentions wherever words stand', () => {
      const texts = new Map(article.body.blocks.map(({ id, text }: Data) => [id, text]));
      const found = article.mentions.flatMap(({ label, occurrences }: Data) =>
        occurrences.map(({ blockId, start, end }: Data) => {
          assert.equal((texts.get(blockId) as string).slice(start, end), label);
          return `${blockId}: ${label}`;
        }),
      );
      assert.deepEqual(found.sort(), [
        'answers: Ada Fjord',
        'film: Ministry of Fish',
        'lead: Ada Fjord',
        'post: Cy Quill',
      ]);
      assert.deepEqual(block('lead').spans[0], {
        text: 'Ada Fjord',
        marks: ['STRONG'],
        link: null,
        mention: { label: 'Ada Fjord' },
      });
      assert.equal(block('answers').items[0].spans[0].mention.label, 'Ada Fjord');
      assert.equal(block('post').fallback[1].spans[0].mention.label, 'Cy Quill');
    });

    it('lead on into the graph, and say nothing of what is not public', () => {
      assert.deepEqual(block('lead').spans[2].link, {
        url: 'http://localhost/articles/herring-2',
        title: 'The story',
        article: { slug: 'herring-2' },
      });
      assert.equal(block('lead').spans[7].link.article, null);
      assert.deepEqual(block('next').articles, [{ slug: 'herring-2' }]);
      assert.equal(block('next').text, 'Read on\nHerring agreement 2 reached');
      assert.deepEqual(block('said').speaker, { slug: 'bo-reef' });
      assert.deepEqual(block('steps').entries[0].event, { slug: 'herring-summit' });
      assert.doesNotMatch(JSON.stringify(article), /Not yet public|herring-3/);
    });

    it('count pictures through the article, and keep for each place what is said there', () => {
      assert.deepEqual(
        article.images.nodes.map(({ position }: Data) => position),
        [0, 1, 2, 3, 4],
      );
      assert.deepEqual(block('pictures').images, [
        {
          caption: 'Ada Fjord on deck',
          alt: 'Ada Fjord',
          position: 2,
          role: null,
          image: { url: 'https://images.example/portrait.jpg' },
        },
        {
          caption: 'The harbour',
          alt: 'The harbour',
          position: 3,
          role: null,
          image: { url: 'https://images.example/harbour.jpg' },
        },
      ]);
      assert.deepEqual(block('film').poster, { url: 'https://images.example/portrait.jpg' });
      for (const tag of ['person:bo-reef', 'event:herring-summit', 'image:portrait'])
        assert.ok(article.cacheTags.includes(tag), tag);
    });

    it('keep a block of a kind that nobody knows yet', () => {
      assert.deepEqual(block('later').payload, { ...everything.at(-1), html: '<p onclick="x()">Later</p>' });
      assert.equal(block('later').html, '<div class="raw"><p>Later</p></div>');
      assert.equal(block('later').text, 'Later');
      assert.equal(block('chart').text, 'A chart');
      assert.equal(
        block('chart').html,
        '<div class="raw"><p>A <b>chart</b></p><img src="https://images.example/c.png" /></div>',
      );
    });

    it('keep any JSON as the payload of a raw block, whatever its fields are called', async () => {
      const payloads: unknown[] = [
        '{"__proto__":{"a":1}}',
        '{"a\\u0000b":1,"$where":{"$gt":""},"a.b":2,"":3}',
        '{"_bsontype":"ObjectId","toBSON":1,"length":5,"constructor":{"prototype":{}}}',
        '{"kind":"raw","id":null}',
        '"\\ud800"',
        '[]',
        '0.1',
        `${'['.repeat(90)}${']'.repeat(90)}`,
      ].map((json) => JSON.parse(json));
      const body = [
        ...payloads.map((payload) => ({ kind: 'raw', payload })),
        // Of a kind that nobody knows yet.
        JSON.parse('{"kind":"hologram","__proto__":{"a":1},"$a\\u0000":1}'),
      ] as ArticleDocument['body'];
      const { outcomes } = await loadInto(test.store, articleDocument(10, { body }));
      assert.deepEqual(
        outcomes.map(({ change }) => change),
        ['added'],
      );
      const { article: shown } = await runQuery(
        test.store,
        '{ article(slug: "herring-10") { body { blocks { ... on RawBlock { payload } } } } }',
      );
      assert.deepEqual(
        shown.body.blocks.map(({ payload }: Data) => JSON.stringify(payload)),
        [...payloads, body.at(-1)].map((payload) => JSON.stringify(payload)),
      );
    });

    it('show a block that a later version has stored by its own HTML, sanitised', async () => {
      await loadInto(test.store, articleDocument(9));
      const [document] = await test.store.collection<Article>('articles').find({ slug: 'herring-9' }).toArray();
      const { blocks: known, ...article } = document as Article;
      const later = {
        id: 'later',
        kind: 'hologram',
        text: 'Later',
        html: '<p onclick="x()">Later</p><script>y()</script>',
      };
      const replacement = { ...article, blocks: [...known, later] };
      await test.store.write([
        { collection: 'articles', replaceOne: { filter: { _id: article._id }, replacement: replacement as Doc } },
      ]);
      const { article: shown } = await runQuery(
        test.store,
        '{ article(slug: "herring-9") { body { html text markdown blocks { id kind text html __typename ... on RawBlock { payload } } } } }',
      );
      const html = '<div class="raw"><p>Later</p></div>';
      assert.deepEqual(shown.body.blocks.at(-1), {
        id: 'later',
        kind: 'raw',
        text: 'Later',
        html,
        __typename: 'RawBlock',
        payload: later,
      });
      assert.ok(shown.body.html.endsWith(`\n${html}`), shown.body.html);
      for (const text of [shown.body.text, shown.body.markdown]) assert.ok(text.endsWith('\n\nLater'), text);
      assert.equal(shown.body.blocks.length, known.length + 1);
    });

    it('are handed out in parts', async () => {
      const ids = async (args: string) => {
        const { article: part } = await runQuery(
          test.store,
          `{ article(slug: "herring-4") { body { blocks${args} { id } } } }`,
        );
        return part.body.blocks.map(({ id }: Data) => id);
      };
      assert.deepEqual(await ids('(from: "said", first: 2)'), ['said', 'picture']);
      assert.deepEqual(await ids('(from: "said", first: 2, kinds: ["embed", "raw"])'), ['post', 'bare']);
      assert.deepEqual(await ids('(first: 0)'), []);
      for (const wrong of ['(from: "nothing")', '(first: -1)']) {
        const { errors } = await runForErrors(
          test.store,
          `{ article(slug: "herring-4") { body { blocks${wrong} { id } } } }`,
        );
        assert.equal(errors[0]?.extensions.code, 'BAD_USER_INPUT');
      }
    });

    it('have an outline whose anchors outlive other words', async () => {
      const headings = (...texts: string[]) =>
        loadInto(test.store, articleDocument(5, { body: texts.map((text) => ({ kind: 'heading' as const, text })) }));
      const outline = async () => {
        const { article: one } = await runQuery(
          test.store,
          '{ article(slug: "herring-5") { outline { text anchor level blockId } } }',
        );
        return one.outline;
      };
      await headings('Results', 'What the ministers agreed on', 'Results');
      const [first, second, third] = await outline();
      assert.deepEqual([first.anchor, second.anchor], ['results', 'what-the-ministers-agreed-on']);
      assert.equal(third.anchor, `results-${third.blockId}`);
      await headings('New', 'Results', 'What the ministers agreed on at night', 'Results');
      const now = await outline();
      assert.deepEqual(
        now.map(({ text, anchor }: Data) => [text, anchor]),
        [
          ['New', 'new'],
          ['Results', first.anchor],
          ['What the ministers agreed on at night', second.anchor],
          ['Results', third.anchor],
        ],
      );
      assert.deepEqual(article.outline, [
        { blockId: 'why', level: 2, text: 'Why it matters', anchor: 'why-it-matters' },
      ]);
    });

    it('say where a block is wrong', async () => {
      const wrong: [block: object, problem: RegExp][] = [
        [{ kind: 'gallery', images: [] }, /\/body\/0\/images: expected to NOT have fewer than 1 items/],
        [
          { kind: 'video', sources: [{ url: 'javascript:x()', mediaType: 'video/mp4' }] },
          /\/body\/0\/sources\/0\/url: expected to match pattern/,
        ],
        [{ kind: 'related', articles: ['nobody'] }, /\/body\/0\/articles\/0: there is no article 'nobody'/],
        [
          { kind: 'timeline', entries: [{ title: 'x', date: 'soon' }] },
          /\/body\/0\/entries\/0\/date: expected a date in EDTF/,
        ],
        [{ kind: 'fact', items: [{}] }, /\/body\/0\/items\/0: expected a term, text or spans/],
        [
          { kind: 'embed', provider: 'x', url: 'https://x.example', text: 'a', fallback: [{ kind: 'divider' }] },
          /\/body\/0: expected at most one of text and fallback/,
        ],
        [
          { kind: 'embed', provider: 'x', url: 'https://x.example', fallback: [{ kind: 'heading', text: 'a' }] },
          /\/body\/0\/fallback\/0: expected a known kind, found "heading"/,
        ],
        [
          { kind: 'paragraph', spans: [{ text: 'a', link: {} }] },
          /\/body\/0\/spans\/0\/link: expected exactly one of url and article/,
        ],
        [{ kind: 'tables', rows: [] }, /\/body\/0\/kind: expected a kind of block such as 'table', found 'tables'/],
        [{ text: 'a' }, /\/body\/0: expected the field 'kind', found none/],
      ];
      for (const [one, problem] of wrong) {
        const { outcomes } = await loadInto(test.store, articleDocument(6, { body: [one] as never }));
        const [outcome] = outcomes;
        assert.match(
          outcome?.change === 'rejected'
            ? outcome.problems.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n')
            : String(outcome?.change),
          problem,
        );
      }
    });
  });
}
