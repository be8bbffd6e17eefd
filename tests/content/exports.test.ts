import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { graphql } from 'graphql';
import { contextFor } from '../../src/content/index.js';
import { buildGraph } from '../../src/schema.js';
import { type Data, loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds, type TestStore } from '../support/stores.js';

const schema = buildGraph();
const addresses = { publicUrl: 'https://graph.example', siteUrl: 'https://news.example' };
const formats = ['JSON_LD', 'NINJS', 'NEWSML_G2', 'HTML', 'MARKDOWN', 'TEXT'] as const;
const everyFormat = formats.map((format) => `${format}: export(format: ${format})`).join(' ');
const paragraph = (text: string) => ({ kind: 'paragraph' as const, text });

for (const kind of storeKinds) {
  describe(`what leaves with an article on the ${kind.name}`, { skip: kind.skip }, () => {
    let test: TestStore;
    before(async () => {
      test = await kind.open();
      await loadInto(
        test.store,
        ...world,
        { type: 'image', slug: 'logo', url: '/images/logo.png', width: 600, height: 60, mediaType: 'image/png' },
        {
          type: 'source',
          slug: 'paper',
          name: 'The Paper',
          category: 'STAFF',
          url: 'https://paper.example',
          logo: 'logo',
        },
        articleDocument(1, {
          path: '/2024/herring',
          headlines: { SEO: 'Herring deal explained', SOCIAL: 'Herring!', SHORT: 'Deal' },
          sources: [
            { source: 'paper', role: 'PUBLISHER' },
            { source: 'example-wire', role: 'AGENCY_INPUT' },
          ],
          accessLevel: 'SUBSCRIBED',
          digitalSourceType: 'humanEdits',
          urgency: 2,
        }),
        articleDocument(2, { kind: 'LIVEBLOG', noIndex: true, section: undefined as never }),
        articleDocument(3, { status: 'DRAFT' }),
        articleDocument(4, { status: 'WITHDRAWN' }),
      );
    });
    after(() => test.remove());

    async function run(query: string): Promise<{ data: Data; codes: unknown[] }> {
      const { data, errors = [] } = await graphql({
        schema,
        source: query,
        contextValue: contextFor(test.store, addresses),
      });
      return { data: JSON.parse(JSON.stringify(data)), codes: errors.map(({ extensions }) => extensions.code) };
    }
    const articleOf = async (slug: string, fields: string): Promise<Data> => {
      const { data, codes } = await run(`{ article(slug: "${slug}") { ${fields} } }`);
      assert.deepEqual(codes, []);
      return data.article;
    };

    it('has what search engines and social networks ask for', async () => {
      const { url, accessLevel, digitalSourceType, seo } = await articleOf(
        'herring-1',
        'url accessLevel digitalSourceType seo { title description canonicalUrl noIndex jsonLd openGraph breadcrumbs { name url } }',
      );
      assert.equal(url, 'https://news.example/2024/herring');
      assert.deepEqual([accessLevel, digitalSourceType], ['SUBSCRIBED', 'humanEdits']);
      assert.equal(seo.title, 'Herring deal explained');
      assert.equal(seo.description, 'Norland and its neighbours share the herring.');
      assert.equal(seo.canonicalUrl, url);
      assert.equal(seo.noIndex, false);
      assert.deepEqual(seo.breadcrumbs, [
        { name: 'World', url: 'https://news.example/world' },
        { name: 'North', url: 'https://news.example/world/north' },
        { name: 'Herring agreement 1 reached', url },
      ]);
      const { jsonLd, openGraph } = seo;
      assert.equal(jsonLd['@type'], 'NewsArticle');
      assert.equal(jsonLd.headline, 'Herring agreement 1 reached');
      assert.equal(jsonLd.datePublished, '2024-03-05T12:01:00.000Z');
      assert.equal(jsonLd.inLanguage, 'en');
      assert.equal(jsonLd.isAccessibleForFree, false);
      assert.deepEqual(jsonLd.articleSection, ['World', 'North']);
      assert.deepEqual(jsonLd.author, [
        { '@type': 'Person', name: 'Cy Quill', url: 'https://news.example/people/cy-quill' },
      ]);
      assert.deepEqual(jsonLd.publisher, {
        '@type': 'NewsMediaOrganization',
        name: 'The Paper',
        url: 'https://paper.example',
        logo: {
          '@type': 'ImageObject',
          url: 'https://graph.example/images/logo.png',
          width: 600,
          height: 60,
          encodingFormat: 'image/png',
        },
      });
      assert.deepEqual(
        jsonLd.about.map((one: Data) => [one['@type'], one.name, one.sameAs]),
        [
          ['Thing', 'Herring', undefined],
          ['Person', 'Ada Fjord', ['https://www.wikidata.org/wiki/Q1']],
        ],
      );
      assert.ok(
        jsonLd.mentions.some((one: Data) => one['@type'] === 'Event' && one.url.endsWith('/events/herring-summit')),
      );
      assert.equal(jsonLd.mainEntityOfPage.breadcrumb.itemListElement.length, 3);
      assert.deepEqual(
        jsonLd.image.map((one: Data) => one.url),
        ['https://images.example/harbour.jpg', 'https://images.example/portrait.jpg'],
      );
      assert.equal(openGraph['og:title'], 'Herring!');
      assert.equal(openGraph['og:type'], 'article');
      assert.equal(openGraph['og:url'], url);
      assert.equal(openGraph['og:locale'], 'en_US');
      assert.equal(openGraph['og:image'], 'https://images.example/harbour.jpg');
      assert.equal(openGraph['article:published_time'], '2024-03-05T12:01:00.000Z');
    });

    it('is a LiveBlogPosting for a live blog, and has no breadcrumbs of one step', async () => {
      const { seo } = await articleOf('herring-2', 'seo { jsonLd noIndex }');
      assert.equal(seo.jsonLd['@type'], 'LiveBlogPosting');
      assert.equal(seo.jsonLd.coverageStartTime, '2024-03-05T12:02:00.000Z');
      assert.equal(seo.jsonLd.mainEntityOfPage.breadcrumb, undefined);
      assert.equal(seo.noIndex, true);
    });

    it('carries the same words in every format', async () => {
      const exports = await articleOf('herring-1', `headline ${everyFormat}`);
      for (const format of formats) {
        assert.ok(exports[format].includes('Herring agreement 1 reached'), format);
        if (format !== 'JSON_LD') assert.ok(exports[format].includes('would count the herring.'), format);
      }
      const ninjs = JSON.parse(exports.NINJS);
      assert.equal(ninjs.uri, 'https://news.example/2024/herring');
      assert.equal(ninjs.urgency, 2);
      assert.equal(ninjs.located, 'Harbour City');
      assert.equal(ninjs.digitalSourceType.uri, 'http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits');
      assert.deepEqual(
        ninjs.associations.map((one: Data) => [one.rel, one.renditions[0].href]),
        [
          ['lead', 'https://images.example/harbour.jpg'],
          ['inline', 'https://images.example/portrait.jpg'],
        ],
      );
      assert.match(exports.HTML, /^<!doctype html>\n<html lang="en" dir="ltr">/);
      assert.match(exports.MARKDOWN, /^# Herring agreement 1 reached\n\n\*\*Norland/);
      assert.doesNotMatch(exports.TEXT, /[<>*#]/);
    });

    it('is nothing for what is not public', async () => {
      const { data, codes } = await run(
        `{ draft: article(slug: "herring-3") { ${everyFormat} } withdrawn: article(slug: "herring-4") { ${everyFormat} seo { jsonLd } } }`,
      );
      assert.deepEqual(data, { draft: null, withdrawn: null });
      assert.deepEqual(codes, ['WITHDRAWN']);
    });

    it('keeps marks of Markdown and what XML has no place for from meaning anything', async () => {
      const odd = 'A *star*, a [link](x), <b>, 1 & 2\u0000\u0008\ufffe\ud800.';
      await loadInto(
        test.store,
        articleDocument(5, {
          headline: odd,
          standfirst: '# 1',
          body: [paragraph('# no heading'), paragraph('1. no list'), paragraph(odd)],
        }),
      );
      const { MARKDOWN, NEWSML_G2 } = await articleOf('herring-5', everyFormat);
      assert.match(MARKDOWN, /^# A \\\*star\\\*, a \\\[link]\\\(x\), \\<b>, 1 & 2/);
      assert.match(MARKDOWN, /\n\\# no heading\n\n1\\\. no list\n/);
      assert.match(NEWSML_G2, /<headline>A \*star\*, a \[link\]\(x\), &lt;b&gt;, 1 &amp; 2(&#xfffd;)*\.<\/headline>/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      assert.doesNotMatch(NEWSML_G2, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
    });

    it('is summed up in whole sentences, as its language ends them', async () => {
      await loadInto(
        test.store,
        articleDocument(6, { standfirst: 'Dr. No came at 5 p.m. on Monday. He left! Why? Nobody knows.' }),
        articleDocument(7, {
          standfirst: undefined as never,
          body: [paragraph('One. Two. Three.'), paragraph('Four.')],
        }),
        articleDocument(8, { locale: 'zh', standfirst: '第一句。第二句。第三句。' }),
      );
      const fields = 'all: summary some: summary(maxLength: 45) none: summary(maxLength: 3)';
      const six = await articleOf('herring-6', fields);
      assert.equal(six.all, 'Dr. No came at 5 p.m. on Monday. He left! Why? Nobody knows.');
      assert.ok(six.some.length <= 45 && six.all.startsWith(six.some) && /[.!?]$/.test(six.some), six.some);
      assert.deepEqual(await articleOf('herring-7', fields), {
        all: 'One. Two.',
        some: 'One. Two. Three.',
        none: null,
      });
      assert.equal((await articleOf('herring-8', 'summary(maxLength: 9)')).summary, '第一句。第二句。');
      const { codes } = await run('{ article(slug: "herring-6") { summary(maxLength: 0) } }');
      assert.deepEqual(codes, ['BAD_USER_INPUT']);
    });
  });
}
