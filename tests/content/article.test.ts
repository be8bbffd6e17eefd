import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { loadInto, runForErrors, runQuery } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

for (const kind of storeKinds) {
  describe(`articles on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    before(async () => {
      test = await kind.open();
      const { outcomes } = await loadInto(test.store, ...world, articleDocument(1), articleDocument(2));
      assert.deepEqual(
        outcomes.filter(({ change }) => change !== 'added'),
        [],
      );
    });
    after(() => test.remove());

    it('answers every part of an article', async () => {
      const { article } = await runQuery(
        test.store,
        `{ article(slug: "herring-1") {
          slug kind locale direction headline short: headline(variant: SHORT) push: headline(variant: PUSH) kicker standfirst byline
          contributions { role creditedAs person { slug } organisation { slug } }
          dateline { text date place { slug within { slug } } }
          sources { role note source { slug category } } sourceNote
          section { path parent { slug children { slug } } } topics { slug broader { slug narrower { slug } } }
          people { slug } organisations { slug } places { slug } events { slug }
          leadImage { caption alt credit role position image { slug: url } }
          images { totalCount nodes { position role image { url photographer { slug } source { slug } } } }
          wordCount readingMinutes firstPublishedAt publishedAt seoul: publishedAt(timeZone: "Asia/Seoul") updatedAt status version breaking urgency
          rights { holder notice syndication } policies { title actions { label } body { text } }
        } }`,
      );
      assert.equal(article.headline, 'Herring agreement 1 reached');
      assert.equal(article.short, 'Herring 1');
      assert.equal(article.push, article.headline);
      assert.deepEqual(article.contributions, [
        { role: 'AUTHOR', creditedAs: 'Cy Quill', person: { slug: 'cy-quill' }, organisation: null },
      ]);
      assert.deepEqual(article.dateline.place, { slug: 'harbour-city', within: { slug: 'norland' } });
      assert.deepEqual(article.section, {
        path: 'world/north',
        parent: { slug: 'world', children: [{ slug: 'north' }] },
      });
      assert.deepEqual(article.topics[0].broader, [{ slug: 'fishing', narrower: [{ slug: 'herring' }] }]);
      assert.deepEqual(article.people.map(slug), ['ada-fjord', 'bo-reef']);
      assert.deepEqual(article.places.map(slug), ['norland']);
      assert.deepEqual(article.leadImage, {
        caption: 'The harbour on Tuesday',
        alt: 'The harbour on Tuesday',
        credit: 'Example Wire',
        role: 'lead',
        position: 0,
        image: { slug: 'https://images.example/harbour.jpg' },
      });
      assert.equal(article.images.totalCount, 2);
      assert.equal(article.images.nodes[1].image.photographer.slug, 'cy-quill');
      assert.equal(article.publishedAt, '2024-03-05T12:01:00.000Z');
      assert.equal(article.seoul, '2024-03-05T21:01:00.000+09:00');
      assert.equal(article.version, 1);
      assert.equal(article.readingMinutes, 1);
      assert.deepEqual(article.policies, [
        { title: 'Cookies', actions: [{ label: 'Accept' }], body: { text: 'We use cookies.' } },
      ]);
    });

    it('cuts spans where mentions stand, and each range cuts its label out', async () => {
      const { article } = await runQuery(
        test.store,
        `{ article(slug: "herring-1") {
          mentions { label relation origin roleAtPublication { title organisation { slug parent { slug } } } concept { slug __typename } occurrences { blockId start end } }
          body { blocks { id kind text html __typename
            ... on ParagraphBlock { style spans { text marks link { url } mention { label concept { slug } } } }
            ... on HeadingBlock { level anchor } ... on ListBlock { ordered items { level spans { text mention { label } } } }
            ... on QuoteBlock { pull attribution speaker { slug } } ... on ImageBlock { layout image { alt } }
            ... on EmbedBlock { provider tracks fallback { text } } ... on RawBlock { payload } } }
        } }`,
      );
      const texts = new Map<string, string>(
        article.body.blocks.map((block: { id: string; text: string }) => [block.id, block.text]),
      );
      let ranges = 0;
      for (const { label, occurrences } of article.mentions) {
        for (const { blockId, start, end } of occurrences) {
          assert.equal(texts.get(blockId)?.slice(start, end), label);
          ranges += 1;
        }
      }
      assert.equal(ranges, 7);
      for (const { spans, text } of article.body.blocks) {
        if (spans) assert.equal(spans.map((span: { text: string }) => span.text).join(''), text);
      }
      const ada = article.mentions.find(({ label }: { label: string }) => label === 'Ada Fjord');
      assert.deepEqual(ada.roleAtPublication, {
        title: 'Minister of Fish',
        organisation: { slug: 'ministry-of-fish', parent: null },
      });
      const bo = article.mentions.find(({ label }: { label: string }) => label === 'Bo Reef');
      assert.equal(bo.roleAtPublication.organisation.parent.slug, 'ministry-of-fish');
      assert.equal(bo.origin, 'EDITOR');
      assert.deepEqual(
        article.body.blocks.map(({ kind: block }: { kind: string }) => block),
        ['paragraph', 'heading', 'paragraph', 'list', 'quote', 'image', 'embed', 'divider', 'raw'],
      );
      assert.equal(article.body.blocks[8].html, '<div class="raw"><p>Chart</p></div>');
      assert.equal(
        article.body.blocks[2].html,
        '<p>The <a href="https://fish.example"><strong>Ministry of Fish</strong></a> said that Bo Reef would count the herring.</p>',
      );
      assert.equal(
        article.body.blocks[3].html,
        '<ul><li>Half for Norland<ul><li>Half for the sea</li></ul></li><li>Nothing for seals</li></ul>',
      );
      assert.equal(
        article.body.blocks[5].html,
        '<figure class="wide"><img src="https://images.example/portrait.jpg" alt="Ada Fjord" /></figure>',
      );
    });

    it('leads from concepts back to articles, by every way', async () => {
      const data = await runQuery(
        test.store,
        `{ person(slug: "ada-fjord") { articles(relation: [ABOUT]) { totalCount nodes { slug } } none: articles(relation: [MENTION]) { totalCount nodes { slug } } roles { title endedAt organisation { people { nodes { person { slug } } } } } now: roles(current: true) { title } then: roles(at: "2020-01-01T00:00:00Z") { title } }
          place(slug: "harbour-city") { dispatches { nodes { slug } } }
          event(slug: "herring-summit") { articles { nodes { slug } } subEvents { slug partOf { slug } } participants { as role { title } concept { slug } } place { slug } }
          quill: person(slug: "cy-quill") { authored { totalCount } }
          section(path: "/world/north/") { articles(sort: OLDEST) { nodes { slug } } }
          source(slug: "example-wire") { articles { totalCount } policies { title } }
          images { nodes { usedIn { totalCount } depicts { slug } } }
          organisation(slug: "ministry-of-fish") { children { nodes { slug } } country { name(locale: "de-AT") } } }`,
      );
      assert.deepEqual(data.person.articles, { totalCount: 2, nodes: [{ slug: 'herring-2' }, { slug: 'herring-1' }] });
      assert.deepEqual(data.person.none, { totalCount: 0, nodes: [] });
      assert.deepEqual(
        data.person.roles.map(({ title }: { title: string }) => title),
        ['Minister of Fish', 'Director'],
      );
      assert.deepEqual(data.person.now, [{ title: 'Minister of Fish' }]);
      assert.deepEqual(data.person.then, [{ title: 'Director' }]);
      assert.deepEqual(data.place.dispatches.nodes.map(slug), ['herring-2', 'herring-1']);
      assert.equal(data.event.articles.nodes.length, 2);
      assert.deepEqual(data.event.subEvents, [{ slug: 'herring-summit-dinner', partOf: { slug: 'herring-summit' } }]);
      assert.deepEqual(data.event.participants[0], {
        as: 'host',
        role: { title: 'Minister of Fish' },
        concept: { slug: 'ada-fjord' },
      });
      assert.equal(data.quill.authored.totalCount, 2);
      assert.deepEqual(data.section.articles.nodes.map(slug), ['herring-1', 'herring-2']);
      assert.equal(data.source.articles.totalCount, 2);
      assert.deepEqual(
        data.images.nodes.map((image: { usedIn: { totalCount: number } }) => image.usedIn.totalCount),
        [2, 2],
      );
      assert.deepEqual(data.organisation.children.nodes, [{ slug: 'herring-office' }]);
      assert.equal(data.organisation.country.name, 'Nordland');
    });

    it('finds anything by its global id, and nothing by any other', async () => {
      const { article, person } = await runQuery(
        test.store,
        '{ article(slug: "herring-1") { id } person(slug: "ada-fjord") { id roles { id } } }',
      );
      const role = person.roles[0].id;
      const data = await runQuery(
        test.store,
        `query ($ids: [ID!]!, $article: ID!, $person: ID!) {
          nodes(ids: $ids) { id __typename ... on Role { title } }
          article(id: $article) { slug } wrong: article(id: $person) { slug } node(id: "nonsense") { id }
        }`,
        { ids: [article.id, 'x', person.id, role], article: article.id, person: person.id },
      );
      assert.deepEqual(
        data.nodes.map((node: { __typename: string } | null) => node?.__typename),
        ['Article', undefined, 'Person', 'Role'],
      );
      assert.equal(data.article.slug, 'herring-1');
      assert.equal(data.wrong, null);
      assert.equal(data.node, null);
    });

    it('hides what is not public and says what is gone', async () => {
      await loadInto(
        test.store,
        articleDocument(11, { status: 'DRAFT' }),
        articleDocument(12, { status: 'WITHDRAWN' }),
        articleDocument(13, { status: 'EXPIRED' }),
      );
      const { data, errors } = await runForErrors(
        test.store,
        '{ draft: article(slug: "herring-11") { slug } withdrawn: article(slug: "herring-12") { slug } gone: article(slug: "herring-13") { slug } articles { totalCount nodes { slug } } }',
      );
      assert.deepEqual([data.draft, data.withdrawn, data.gone], [null, null, null]);
      assert.deepEqual(data.articles, { totalCount: 2, nodes: [{ slug: 'herring-2' }, { slug: 'herring-1' }] });
      assert.deepEqual(
        errors.map(({ path, extensions }) => [path?.[0], extensions.code]),
        [
          ['withdrawn', 'WITHDRAWN'],
          ['gone', 'GONE'],
        ],
      );
    });
  });
}

const slug = (node: { slug: string }) => node.slug;
