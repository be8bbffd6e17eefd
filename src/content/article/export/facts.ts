import type { Context } from '../../../graph/context.js';
import type { ConceptType } from '../../../graph/document-types.js';
import { follow, loadEach } from '../../../graph/loader.js';
import { nameIn } from '../../../graph/localised.js';
import { type NodeKey, nodeKey, typeOf } from '../../../graph/node.js';
import { slugPath } from '../../../graph/site-path.js';
import { conceptsByKeys } from '../../concept/concept.loaders.js';
import type { Concept } from '../../concept/concept.type.js';
import { imageById } from '../../image/image.loaders.js';
import type { Image, ImageUse } from '../../image/image.type.js';
import { organisationById } from '../../organisation/organisation.loaders.js';
import { personById } from '../../person/person.loaders.js';
import { placeById } from '../../place/place.loaders.js';
import type { Place } from '../../place/place.type.js';
import { sectionById } from '../../section/section.loaders.js';
import type { Section } from '../../section/section.type.js';
import { sourceById } from '../../source/source.loaders.js';
import type { Source } from '../../source/source.type.js';
import { addressOf } from '../address.js';
import type { Article, Contribution, MentionRelation, SourceRole } from '../article.type.js';
import { summaryOf } from '../summary.js';
import { type Update, updatesOf } from './live-blog.js';

/** Something that has a name and an address on the site. */
export interface Named {
  name: string;
  url: string;
}

/** What an article is about or names. */
export interface Subject extends Named {
  type: ConceptType;
  concept: Concept;
  relation: MentionRelation;
}

/** Who made it; without an address where we do not know more than the name. */
export interface Credit {
  type: 'person' | 'organisation' | 'unknown';
  name: string;
  url: string | null;
  role: Contribution['role'];
}

export interface Origin {
  role: SourceRole;
  source: Source;
  logo: Picture | null;
}

/** A picture where it is used; without an address where nobody knows one. */
export interface Picture {
  image: Image;
  /** A URI in any case; `href` only where a picture is to be had there. */
  uri: string;
  href: string | null;
  caption: string | null;
  credit: string | null;
  alt: string;
}

/** All that leaves with an article, whatever the format. */
export interface ArticleFacts {
  article: Article;
  url: string;
  title: string;
  description: string;
  /** ISO 8601; undefined where it is not known. */
  firstPublished: string | undefined;
  /** From the top down. */
  sections: Named[];
  topics: Subject[];
  mentions: Subject[];
  credits: Credit[];
  origins: Origin[];
  publisher: Origin | undefined;
  leadPicture: Picture | undefined;
  /** The lead picture first. */
  pictures: Picture[];
  place: Place | null;
  /** Posts of a live blog, the newest first. */
  updates: Update[];
}

/** Longest description where the text has to give it, in characters. */
const maxDescription = 300;

export const titleOf = ({ headlines, headline }: Article): string => headlines.SEO ?? headline;
export const descriptionOf = (article: Article): string =>
  article.standfirst ?? summaryOf(article, maxDescription) ?? summaryOf(article) ?? article.headline;

/** Everything at once, so that it is one command for each collection, and one more for what those lead to. */
export async function factsOf(context: Context, article: Article): Promise<ArticleFacts> {
  const [sections, topics, mentions, credits, origins, pictures, place, updates] = await Promise.all([
    loadEach(sectionById, context, [...article.sectionPathIds].reverse()),
    conceptsByKeys(
      context,
      article.topicIds.map((id) => nodeKey('topic', id)),
    ),
    conceptsByKeys(context, [...new Set(article.mentions.map(({ concept }) => concept))]),
    Promise.all(article.contributions.map((contribution) => creditOf(context, contribution))),
    Promise.all(article.sources.map(({ sourceId, role }) => originOf(context, sourceId, role))),
    Promise.all(article.images.map((use) => pictureOf(context, use.imageId, use))),
    follow(placeById, context, article.dateline?.placeId),
    updatesOf(context, article),
  ]);
  const relations = relationsOf(article);
  const subject = (concept: Concept, relation?: MentionRelation): Subject => {
    const type = typeOf(concept) as ConceptType;
    return {
      type,
      concept,
      name: nameIn(concept.names, { locale: article.locale, fallback: true }, concept.name),
      url: context.onSite(slugPath(type, concept.slug)),
      relation: relation ?? relations.get(nodeKey(type, concept._id)) ?? 'MENTION',
    };
  };
  const known = origins.filter((origin) => origin !== null);
  const shown = pictures.filter((picture) => picture !== null);
  return {
    article,
    url: addressOf(article, context),
    title: titleOf(article),
    description: descriptionOf(article),
    firstPublished: (article.firstPublishedAt ?? article.publishedAt)?.toISOString(),
    sections: sections.map((section) => sectionIn(context, section, article.locale)),
    topics: topics.map((topic) => subject(topic, 'ABOUT')),
    mentions: mentions.map((concept) => subject(concept)),
    credits,
    origins: known,
    publisher: known.find(({ role }) => role === 'PUBLISHER'),
    leadPicture: article.leadImage ? shown.find(({ image }) => image._id === article.leadImage?.imageId) : undefined,
    pictures: shown,
    place,
    updates,
  };
}

const sectionIn = (context: Context, { names, name, path }: Section, locale: string): Named => ({
  name: nameIn(names, { locale, fallback: true }, name),
  url: context.onSite(`/${path}`),
});

const weight: Record<MentionRelation, number> = { ABOUT: 2, MAJOR_MENTION: 1, MENTION: 0 };

/** How much the article is about each concept, whichever of its names says so. */
function relationsOf({ mentions }: Article): Map<NodeKey, MentionRelation> {
  const relations = new Map<NodeKey, MentionRelation>();
  for (const { concept, relation } of mentions) {
    if (weight[relation] >= weight[relations.get(concept) ?? 'MENTION']) relations.set(concept, relation);
  }
  return relations;
}

async function creditOf(context: Context, contribution: Contribution): Promise<Credit> {
  const [person, organisation] = await Promise.all([
    follow(personById, context, contribution.personId),
    follow(organisationById, context, contribution.organisationId),
  ]);
  const { role, creditedAs } = contribution;
  if (person) return { type: 'person', name: creditedAs, url: context.onSite(slugPath('person', person.slug)), role };
  if (!organisation) return { type: 'unknown', name: creditedAs, url: null, role };
  const url = context.onSite(slugPath('organisation', organisation.slug));
  return { type: 'organisation', name: creditedAs, url, role };
}

async function originOf(context: Context, sourceId: string, role: SourceRole): Promise<Origin | null> {
  const source = await sourceById(context, sourceId);
  return source && { role, source, logo: source.logoId ? await pictureOf(context, source.logoId) : null };
}

async function pictureOf(context: Context, imageId: string, use?: ImageUse): Promise<Picture | null> {
  const image = await imageById(context, imageId);
  if (!image) return null;
  const address = context.absolute(image.url);
  const uri = URL.canParse(address) ? new URL(address).href : address;
  const caption = use?.caption ?? image.caption;
  return {
    image,
    uri,
    href: /^https?:/.test(uri) ? uri : null,
    caption,
    credit: use?.credit ?? image.credit,
    alt: use?.alt ?? image.alt ?? caption ?? '',
  };
}
