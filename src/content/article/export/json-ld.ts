import type { ConceptType } from '../../../graph/document-types.js';
import type { ArticleFacts, Credit, Named, Origin, Picture, Subject } from './facts.js';
import { liveBlogPosting } from './live-blog.js';
import { withoutEmpty } from './without-empty.js';

const conceptTypes: Record<ConceptType, string> = {
  person: 'Person',
  organisation: 'Organization',
  place: 'Place',
  event: 'Event',
  topic: 'Thing',
};

/** Who counts as an author for search engines. */
const authors = new Set<Credit['role']>(['AUTHOR', 'REPORTER']);

/** schema.org, as Google asks for news: https://developers.google.com/search/docs/appearance/structured-data/article */
export function jsonLd(facts: ArticleFacts): Record<string, unknown> {
  const { article, url, sections, topics, mentions, pictures, publisher, place } = facts;
  const subjects = [...topics, ...mentions];
  return withoutEmpty({
    '@context': 'https://schema.org',
    '@type': article.kind === 'LIVEBLOG' ? 'LiveBlogPosting' : 'NewsArticle',
    '@id': url,
    url,
    mainEntityOfPage: { '@type': 'WebPage', '@id': url, breadcrumb: breadcrumbList(facts) },
    headline: article.headline,
    alternativeHeadline: article.headlines.SHORT,
    description: facts.description,
    inLanguage: article.locale,
    datePublished: facts.firstPublished,
    dateModified: article.updatedAt.toISOString(),
    image: pictures.filter(({ href }) => href !== null).map(imageObject),
    author: facts.credits.filter(({ role }) => authors.has(role)).map(creditedParty),
    contributor: facts.credits.filter(({ role }) => !authors.has(role)).map(creditedParty),
    publisher: publisher && publishingParty(publisher),
    isAccessibleForFree: article.accessLevel === 'FREE',
    articleSection: sections.map(({ name }) => name),
    keywords: topics.map(({ name }) => name),
    about: subjects.filter(({ relation }) => relation === 'ABOUT').map(thing),
    mentions: subjects.filter(({ relation }) => relation !== 'ABOUT').map(thing),
    wordCount: article.wordCount,
    dateline: article.dateline?.text,
    contentLocation: place && { '@type': 'Place', name: place.name },
    correction: article.corrections?.map(({ text, at }) => ({
      '@type': 'CorrectionComment',
      text,
      datePublished: at.toISOString(),
    })),
    creditText: article.sourceNote,
    copyrightHolder: article.rights?.holder && { '@type': 'Organization', name: article.rights.holder },
    copyrightNotice: article.rights?.notice,
    ...(article.kind === 'LIVEBLOG' ? liveBlogPosting(facts) : {}),
  });
}

/** From the top of the site down to the article itself. */
export const breadcrumbs = ({ sections, article, url }: ArticleFacts): Named[] => [
  ...sections,
  { name: article.headline, url },
];

/** Google wants two steps at least: an article that stands in no section has none. */
function breadcrumbList(facts: ArticleFacts): object | null {
  const steps = breadcrumbs(facts);
  if (steps.length < 2) return null;
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(({ name, url }, at) => ({ '@type': 'ListItem', position: at + 1, name, item: url })),
  };
}

const thing = ({ type, name, url, concept }: Subject) => ({
  '@type': conceptTypes[type],
  name,
  url,
  sameAs: concept.sameAs.flatMap((same) => same.url ?? []),
});

const creditedParty = ({ type, name, url }: Credit) => ({
  '@type': type === 'organisation' ? 'Organization' : 'Person',
  name,
  url,
});

const publishingParty = ({ source, logo }: Origin) => ({
  '@type': 'NewsMediaOrganization',
  name: source.name,
  url: source.url,
  logo: logo?.href ? imageObject(logo) : null,
});

function imageObject({ href, image, caption, credit }: Picture) {
  return withoutEmpty({
    '@type': 'ImageObject',
    url: href,
    width: image.width,
    height: image.height,
    caption,
    creditText: credit,
    copyrightNotice: image.rights?.notice,
    encodingFormat: image.mediaType,
  });
}
