import { escapeAttribute, escapeText } from 'entities';
import { directionOf } from '../direction.js';
import type { ArticleFacts, Picture } from './facts.js';
import { jsonLd } from './json-ld.js';
import { openGraph } from './open-graph.js';
import { scriptJson } from './script-json.js';

/** A whole document, so that it can be opened and kept as a file; `body.html` is the fragment. */
export function asHtml(facts: ArticleFacts, body: string): string {
  const { article } = facts;
  return `<!doctype html>
<html lang="${escapeAttribute(article.locale)}" dir="${directionOf(article.locale).toLowerCase()}">
<head>
<meta charset="utf-8">
<title>${escapeText(facts.title)}</title>
${meta('name', 'description', facts.description)}
${article.noIndex ? `${meta('name', 'robots', 'noindex')}\n` : ''}<link rel="canonical" href="${escapeAttribute(facts.url)}">
${openGraphTags(facts)}
<script type="application/ld+json">${scriptJson(jsonLd(facts))}</script>
</head>
<body>
<article>
<header>
${lines([
  element('p', article.kicker),
  element('h1', article.headline),
  element('p', article.standfirst),
  element('p', article.byline),
  article.publishedAt && timeOf(article.publishedAt),
])}
</header>
${lines([facts.leadPicture && figure(facts.leadPicture), body])}
${footer([article.sourceNote, article.rights?.notice])}</article>
</body>
</html>
`;
}

const lines = (parts: readonly (string | null | undefined)[]) => parts.filter(Boolean).join('\n');

const element = (name: string, text: string | null | undefined) => text && `<${name}>${escapeText(text)}</${name}>`;

const meta = (key: 'name' | 'property', name: string, content: unknown) =>
  `<meta ${key}="${escapeAttribute(name)}" content="${escapeAttribute(String(content))}">`;

const openGraphTags = (facts: ArticleFacts) =>
  Object.entries(openGraph(facts))
    .flatMap(([name, values]) => [values].flat().map((value) => meta('property', name, value)))
    .join('\n');

const timeOf = (at: Date) => `<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 10)}</time>`;

function figure({ href, alt, caption, credit }: Picture): string {
  const image = href ? `<img src="${escapeAttribute(href)}" alt="${escapeAttribute(alt)}">` : '';
  const text = [caption, credit].filter(Boolean).join(' ');
  return `<figure>${image}${element('figcaption', text) || ''}</figure>`;
}

function footer(texts: readonly (string | null | undefined)[]): string {
  const inner = lines(texts.map((text) => element('p', text)));
  return inner === '' ? '' : `<footer>\n${inner}\n</footer>\n`;
}
