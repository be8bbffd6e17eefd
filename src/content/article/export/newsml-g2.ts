import { toGlobalId } from '../../../graph/node.js';
import type { Topic } from '../../topic/topic.type.js';
import type { ArticleFacts, Credit, Picture, Subject } from './facts.js';
import { genres, natures, newsCode } from './newscodes.js';
import { xhtml } from './xhtml.js';
import { type Attributes, element, textElement, xmlDocument } from './xml.js';

/** What the schemes in front of IPTC's own codes stand for. */
const catalog = 'http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_37.xml';
const authors = new Set<Credit['role']>(['AUTHOR', 'REPORTER']);

/** IPTC NewsML-G2 2.35, conformance Power: a newsItem with the text as XHTML (https://iptc.org/std/NewsML-G2). */
export function newsMlG2(facts: ArticleFacts, html: string): string {
  const { article, url } = facts;
  const item = {
    xmlns: 'http://iptc.org/std/nar/2006-10-01/',
    guid: url,
    version: String(article.version),
    standard: 'NewsML-G2',
    standardversion: '2.35',
    conformance: 'power',
    'xml:lang': article.locale,
  };
  return xmlDocument(
    element(
      'newsItem',
      item,
      element('catalogRef', { href: catalog }),
      rightsInfo(facts),
      itemMeta(facts),
      contentMeta(facts),
      contentSet(facts, html),
    ),
  );
}

/** An element with a name in it. */
const named = (name: string, attributes: Attributes, value: string) =>
  element(name, attributes, element('name', {}, value));

function rightsInfo({ article: { rights } }: ArticleFacts) {
  if (!rights?.holder && !rights?.notice && !rights?.usageTerms) return null;
  return element(
    'rightsInfo',
    {},
    rights.holder ? named('copyrightHolder', {}, rights.holder) : null,
    textElement('copyrightNotice', rights.notice),
    textElement('usageTerms', rights.usageTerms),
  );
}

function itemMeta(facts: ArticleFacts) {
  const { article, publisher, sections, pictures } = facts;
  return element(
    'itemMeta',
    {},
    element('itemClass', { qcode: 'ninat:text' }),
    named('provider', { uri: publisher?.source.url }, publisher?.source.name ?? new URL(facts.url).host),
    element('versionCreated', {}, article.updatedAt.toISOString()),
    textElement('firstCreated', facts.firstPublished),
    element('pubStatus', { qcode: 'stat:usable' }),
    element('title', {}, facts.title),
    sections.map(({ name, url }) => named('memberOf', { uri: url }, name)),
    textElement('expires', article.rights?.expiresAt?.toISOString()),
    pictures.filter(({ href }) => href !== null).map(pictureLink),
  );
}

const pictureLink = ({ image, href, caption, alt }: Picture) =>
  element('link', { rel: 'irel:seeAlso', href, contenttype: image.mediaType }, textElement('title', caption ?? alt));

function contentMeta(facts: ArticleFacts) {
  const { article, place, origins, credits } = facts;
  const located = place?.name ?? article.dateline?.text;
  return element(
    'contentMeta',
    {},
    textElement('urgency', article.urgency?.toString()),
    textElement('contentCreated', facts.firstPublished),
    element('contentModified', {}, article.updatedAt.toISOString()),
    article.digitalSourceType
      ? element('digitalSourceType', { uri: newsCode('digitalsourcetype', article.digitalSourceType) })
      : null,
    located ? named('located', {}, located) : null,
    origins
      .filter(({ role }) => role !== 'PUBLISHER')
      .map(({ source }) => named('infoSource', { uri: source.url }, source.name)),
    credits.map(({ role, name, url }) => named(authors.has(role) ? 'creator' : 'contributor', { uri: url }, name)),
    element('altId', {}, toGlobalId('article', article._id)),
    description(facts),
  );
}

function description({ article, topics, mentions }: ArticleFacts) {
  const genre = genres[article.kind];
  return [
    element('language', { tag: article.locale }),
    genre ? named('genre', { qcode: `genre:${genre}` }, genre) : null,
    [...topics, ...mentions].map(subject),
    element('slugline', {}, article.slug),
    element('headline', {}, article.headline),
    textElement('dateline', article.dateline?.text),
    textElement('by', article.byline),
    textElement('creditline', article.sourceNote),
    textElement('description', article.standfirst),
  ];
}

function subject({ type, name, url, concept }: Subject) {
  const mediaTopic = type === 'topic' ? (concept as Topic).mediaTopic : null;
  return element(
    'subject',
    { type: `cpnat:${natures[type]}`, ...(mediaTopic ? { qcode: mediaTopic } : { uri: url }) },
    element('name', {}, name),
    concept.sameAs.map((same) => (same.url ? element('sameAs', { uri: same.url }) : null)),
  );
}

function contentSet({ article }: ArticleFacts, html: string) {
  const page = element(
    'html',
    { xmlns: 'http://www.w3.org/1999/xhtml', 'xml:lang': article.locale },
    element('head', {}, element('title', {}, article.headline)),
    element('body', {}, xhtml(html)),
  );
  return element('contentSet', {}, element('inlineXML', { contenttype: 'application/xhtml+xml' }, page));
}
