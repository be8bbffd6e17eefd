import type { ArticleDocument } from '../../content/article/article.document.js';
import type { NativeDocument } from '../../content/documents.js';
import type { ImageDocument } from '../../content/image/image.document.js';
import type { PolicyDocument } from '../../content/policy/policy.document.js';
import type { SectionDocument } from '../../content/section/section.document.js';
import type { SourceDocument } from '../../content/source/source.document.js';
import type { TopicDocument } from '../../content/topic/topic.document.js';
import { articleDateline } from '../recognise/dateline.js';
import { recognise } from '../recognise/recognise.js';
import type { ConceptDocument, MentionDocument, Recognised } from '../recognise/recognised.js';
import { slugOf } from '../recognise/slug.js';
import { knownAgency } from './agencies.js';
import { naturalIdentity, type PageIdentity } from './identity.js';
import { type Knowledge, nameKey } from './knowledge.js';
import type { Page, PageImage, PageNotice } from './page.js';

export interface PageDocuments {
  article: ArticleDocument;
  /** All that the article refers to; a document stands behind those that it refers to itself. */
  others: NativeDocument[];
}

/** Everything that a page says, in native documents. The concepts among them are there to be merged into what the store holds. */
export async function pageDocuments(
  page: Page,
  knowledge: Knowledge,
  identity: PageIdentity = naturalIdentity(page),
): Promise<PageDocuments> {
  const recognised = await recognise(page, knowledge);
  const { slug } = identity;
  const sources = sourceDocuments(page);
  const sections = sectionDocuments(page);
  const images = imageDocuments(page, slug);
  const others: NativeDocument[] = [
    ...sources,
    ...recognised.places,
    ...recognised.organisations,
    ...recognised.people,
    ...recognised.events,
    ...topicDocuments(page),
    ...sections,
    ...images,
    ...policyDocuments(page),
  ];
  return { article: articleDocument(page, identity, recognised, sections.at(-1)), others };
}

function articleDocument(
  page: Page,
  { id, slug }: PageIdentity,
  recognised: Recognised,
  section: SectionDocument | undefined,
): ArticleDocument {
  const contributions = contributionsOf(page, recognised);
  const dateline = articleDateline(page, recognised);
  const mentions = recognised.mentions.map((mention) => withRole(mention, recognised));
  return {
    type: 'article',
    id,
    slug,
    locale: page.locale,
    headline: page.headline,
    ...(page.kicker && { kicker: page.kicker }),
    ...(page.standfirst && { standfirst: page.standfirst }),
    ...(page.byline && { byline: page.byline }),
    ...(contributions.length > 0 && { contributions }),
    ...(dateline && { dateline }),
    ...(page.sources.length > 0 && { sources: page.sources.map((source) => creditOf(source)) }),
    ...(page.sourceNote && { sourceNote: page.sourceNote }),
    ...(section && { section: section.slug }),
    ...(page.topics.length > 0 && { topics: topicDocuments(page).map((topic) => topic.slug) }),
    ...(mentions.length > 0 && { mentions }),
    ...(page.leadImage && { leadImage: imageUse(page.leadImage, imageSlug(slug, 0), 'lead') }),
    ...(page.images.length > 0 && {
      images: page.images.map((image, at) => imageUse(image, imageSlug(slug, at + 1), 'inline')),
    }),
    body: page.blocks,
    ...(page.publishedAt && { firstPublishedAt: page.publishedAt, publishedAt: page.publishedAt }),
    ...(page.updatedAt && { updatedAt: page.updatedAt }),
    status: page.correctionNote ? 'CORRECTED' : 'PUBLISHED',
    ...(page.copyright && { rights: rightsOf(page.copyright) }),
  };
}

const creditOf = ({ name, role, note }: Page['sources'][number]) => ({
  source: slugOf(name),
  role,
  ...(note && { note }),
});

function sourceDocuments(page: Page): SourceDocument[] {
  const names = new Map<string, SourceDocument>();
  const publisher = page.publisher ? [{ name: page.publisher, role: 'PUBLISHER' as const }] : [];
  for (const { name, role } of [...publisher, ...page.sources]) {
    const slug = slugOf(name);
    if (!names.has(slug)) names.set(slug, { type: 'source', slug, name, category: categoryOf(name, role) });
  }
  return [...names.values()];
}

function categoryOf(name: string, role: Page['sources'][number]['role']): SourceDocument['category'] {
  const agency = knownAgency(name);
  if (agency && agency.category !== 'BROADCASTER') return 'WIRE';
  if (role === 'HANDOUT') return 'HANDOUT';
  return role === 'PUBLISHER' ? 'STAFF' : 'OTHER';
}

type Contribution = NonNullable<ArticleDocument['contributions']>[number];

/** The credits as printed, then the agencies whose input the page acknowledges. */
function contributionsOf(page: Page, recognised: Recognised): Contribution[] {
  const credits = page.credits.map(
    ({ name, kind, role, creditedAs }): Contribution => ({
      ...reference(kind, name, recognised),
      role,
      creditedAs,
    }),
  );
  const input = page.sources
    .filter((source) => source.role === 'AGENCY_INPUT')
    .map(
      ({ name }): Contribution => ({ ...reference('organisation', name, recognised), role: 'INPUT', creditedAs: name }),
    );
  return [...credits, ...input];
}

function reference(kind: 'person' | 'organisation', name: string, recognised: Recognised): Partial<Contribution> {
  const documents: ConceptDocument[] = kind === 'person' ? recognised.people : recognised.organisations;
  const document = documents.find((candidate) => nameKey(candidate.name) === nameKey(name));
  return document ? { [kind]: document.slug } : {};
}

/** A person is named in the post that the page says. */
function withRole(mention: MentionDocument, { people }: Recognised): MentionDocument {
  const person = people.find(({ slug }) => mention.concept === `person:${slug}`);
  const [role] = person?.roles ?? [];
  return role
    ? { ...mention, title: role.title, ...(role.organisation && { organisation: role.organisation }) }
    : mention;
}

const imageSlug = (article: string, at: number) => (at === 0 ? `${article}-image` : `${article}-image-${at + 1}`);

const imageUse = (image: PageImage, slug: string, role: string) => ({
  image: slug,
  caption: image.caption,
  alt: image.caption,
  ...(image.credit && { credit: image.credit }),
  role,
});

/** Pictures that the text only describes: where their files are it does not say. */
function imageDocuments(page: Page, article: string): ImageDocument[] {
  const lead = page.leadImage ? [{ image: page.leadImage, at: 0 }] : [];
  const all = [...lead, ...page.images.map((image, at) => ({ image, at: at + 1 }))];
  return all.map(({ image, at }) => ({
    type: 'image',
    slug: imageSlug(article, at),
    alt: image.caption,
    caption: image.caption,
    ...(image.credit && { credit: image.credit }),
  }));
}

function topicDocuments(page: Page): TopicDocument[] {
  const topics = page.topics.map((name): TopicDocument => ({ type: 'topic', slug: slugOf(name), name }));
  return [...new Map(topics.filter(({ slug }) => slug !== '').map((topic) => [topic.slug, topic])).values()];
}

function sectionDocuments(page: Page): SectionDocument[] {
  const sections: SectionDocument[] = [];
  for (const name of page.sectionPath) {
    const parent = sections.at(-1)?.slug;
    sections.push({ type: 'section', slug: slugOf(name), name, ...(parent && { parent }) });
  }
  return sections;
}

const policyWords: Readonly<Record<PageNotice['kind'], string>> = {
  COOKIE_CONSENT: 'cookie-consent',
  PRIVACY: 'privacy',
  TERMS: 'terms',
};

/** One of a kind: the first, where a page repeats its notice. */
function policyDocuments(page: Page): PolicyDocument[] {
  const policies = page.notices.toReversed().map((notice) => policyDocument(notice, page));
  return [...new Map(policies.map((policy) => [policy.slug, policy])).values()].reverse();
}

function policyDocument(notice: PageNotice, page: Page): PolicyDocument {
  const publisher = page.publisher && slugOf(page.publisher);
  const actions = notice.actions.map((label) => ({ id: slugOf(label), label })).filter(({ id }) => id !== '');
  return {
    type: 'policy',
    slug: [publisher, policyWords[notice.kind]].filter(Boolean).join('-'),
    kind: notice.kind,
    ...(publisher && { source: publisher }),
    title: notice.title,
    body: notice.paragraphs.map((text) => ({ kind: 'paragraph', text })),
    version: '1',
    effectiveFrom: page.publishedAt ?? '1970-01-01T00:00:00Z',
    locale: page.locale,
    ...(actions.length > 0 && { actions }),
  };
}

function rightsOf(copyright: string): NonNullable<ArticleDocument['rights']> {
  const holder = /(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?,?\s*)?(?:by\s+)?([^.,|]+)/iu
    .exec(copyright)?.[1]
    ?.trim();
  return { ...(holder && !/^all rights reserved/i.test(holder) && { holder }), notice: copyright };
}
