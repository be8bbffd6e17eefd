import { toGlobalId } from '../../../graph/node.js';
import type { Place } from '../../place/place.type.js';
import type { Topic } from '../../topic/topic.type.js';
import type { BodyForms } from './body.js';
import type { ArticleFacts, Picture, Subject } from './facts.js';
import { genres, mediaTopicUri, newsCode } from './newscodes.js';
import { withoutEmpty } from './without-empty.js';

const plain = 'text/plain';
const standard = {
  name: 'ninjs',
  version: '3.1',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
};

/** IPTC ninjs 3.1 (https://iptc.org/std/ninjs). */
export function ninjs(facts: ArticleFacts, { html, text }: BodyForms): Record<string, unknown> {
  const { article, mentions, topics, sections, place } = facts;
  const ofType = (type: Subject['type']) => mentions.filter((subject) => subject.type === type);
  return withoutEmpty({
    uri: facts.url,
    standard,
    type: 'text',
    representationType: 'full',
    version: String(article.version),
    firstCreated: facts.firstPublished,
    versionCreated: article.updatedAt.toISOString(),
    contentCreated: article.publishedAt?.toISOString(),
    pubStatus: 'usable',
    urgency: article.urgency,
    copyrightHolder: article.rights?.holder,
    copyrightNotice: article.rights?.notice,
    usageTerms: article.rights?.usageTerms,
    expires: article.rights?.expiresAt?.toISOString(),
    language: article.locale,
    title: facts.title,
    headlines: [
      { role: 'main', contentType: plain, value: article.headline },
      ...Object.entries(article.headlines).map(([role, value]) => ({
        role: role.toLowerCase(),
        contentType: plain,
        value,
      })),
      ...described('kicker', article.kicker),
    ],
    descriptions: [...described('standfirst', article.standfirst), ...described('sourceNote', article.sourceNote)],
    bodies: [
      { role: 'html', contentType: 'text/html', charCount: html.length, wordCount: article.wordCount, value: html },
      { role: 'text', contentType: plain, charCount: text.length, wordCount: article.wordCount, value: text },
    ],
    by: article.byline,
    slugline: article.slug,
    located: place?.name ?? article.dateline?.text,
    people: ofType('person').map(concept),
    organisations: ofType('organisation').map(concept),
    places: ofType('place').map((subject) => ({ ...concept(subject), geoJSON: pointOf(subject.concept as Place) })),
    events: ofType('event').map(concept),
    subjects: [
      ...topics.map((topic) => ({ ...concept(topic), uri: topicUri(topic) })),
      ...ofType('topic').map(concept),
      ...sections.map(({ name, url }) => ({ name, rel: 'section', uri: url })),
    ],
    infoSources: facts.origins.map(({ role, source }) => ({
      name: source.name,
      role: role.toLowerCase(),
      uri: source.url,
      literal: source.slug,
    })),
    genres: [genres[article.kind]].flatMap((term) => (term ? { name: term, uri: newsCode('genre', term) } : [])),
    digitalSourceType: article.digitalSourceType && sourceType(article.digitalSourceType),
    altIds: [{ role: 'graph', value: toGlobalId('article', article._id) }],
    associations: facts.pictures.map((picture, at) => association(picture, at, picture === facts.leadPicture)),
  });
}

const described = (role: string, value: string | null) => (value ? [{ role, contentType: plain, value }] : []);

const concept = ({ name, url, relation, concept: { slug } }: Subject) => ({
  name,
  rel: relation.toLowerCase(),
  uri: url,
  literal: slug,
});

const topicUri = ({ concept: topic, url }: Subject): string => {
  const { mediaTopic } = topic as Topic;
  return mediaTopic ? mediaTopicUri(mediaTopic) : url;
};

const sourceType = (term: string) => ({ name: term, uri: newsCode('digitalsourcetype', term) });

/** GeoJSON writes the longitude first. */
const pointOf = ({ latitude, longitude }: Place) =>
  latitude !== null && longitude !== null ? { type: 'Point', coordinates: [longitude, latitude] } : null;

function association(picture: Picture, at: number, isLead: boolean) {
  const { image, uri, href, caption, credit, alt } = picture;
  return {
    name: `picture-${at + 1}`,
    rel: isLead ? 'lead' : 'inline',
    uri,
    type: image.imageType === 'GRAPHIC' || image.imageType === 'MAP' ? 'graphic' : 'picture',
    pubStatus: 'usable',
    descriptions: [...described('caption', caption), ...described('alt', alt)],
    by: credit,
    contentCreated: image.takenAt?.toISOString(),
    copyrightHolder: image.rights?.holder,
    copyrightNotice: image.rights?.notice,
    usageTerms: image.rights?.usageTerms,
    digitalSourceType: image.digitalSourceType && sourceType(encodeURIComponent(image.digitalSourceType)),
    renditions: href ? [rendition(image, href)] : [],
  };
}

function rendition({ mediaType, width, height, focalPoint }: Picture['image'], href: string) {
  const poi = focalPoint &&
    width &&
    height && { x: Math.round(focalPoint.x * width), y: Math.round(focalPoint.y * height) };
  return { name: 'original', href, contentType: mediaType, width, height, poi };
}
