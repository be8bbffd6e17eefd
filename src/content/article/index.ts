import type { ContentType } from '../../graph/content-type.js';
import { ArticleAddressResolver } from './address.resolver.js';
import { ArticleResolver } from './article.resolver.js';
import { searchableArticle } from './article.searchable.js';
import type { Article } from './article.type.js';
import { CoMentionedResolver } from './co-mentioned.resolver.js';
import { ArticleCorrectionsResolver } from './corrections.resolver.js';
import { corrects } from './corrects.js';
import { ArticleExportResolver } from './export.resolver.js';
import { ArticleFacetsResolver, FacetBucketResolver } from './facet.resolver.js';
import { articleAudience } from './lifecycle.js';
import { ArticleConceptsResolver, MentionRoleResolver } from './mentioned.resolver.js';
import {
  ContributionResolver,
  DatelineResolver,
  MentionResolver,
  SourceCreditResolver,
  SpanMentionResolver,
} from './parts.resolver.js';
import { RelatedEdgeResolver, RelatedResolver } from './related.resolver.js';
import {
  ConceptArticlesResolver,
  ImageUsedInResolver,
  PersonAuthoredResolver,
  PlaceDispatchesResolver,
  SectionArticlesResolver,
  SourceArticlesResolver,
} from './relations.resolver.js';
import { ArticleSeoResolver, SeoResolver } from './seo.resolver.js';

export type { Article } from './article.type.js';
export { comingArticle } from './lifecycle.js';

/** Every list starts from what is listed and ends in the order of the list; whether an article is over is decided on the key too. */
const list = (name: string, field: string, serves: string) => ({
  name,
  key: { listed: 1, [field]: 1, sortAt: 1, _id: 1, visibleUntil: 1 } as Record<string, 1>,
  serves,
});

export const article: ContentType<Article> = {
  type: 'article',
  typeName: 'Article',
  collection: 'articles',
  lists: {
    listedUnder: '',
    sectionPathIds: 'section:',
    authorIds: 'author:',
    'dateline.placeId': 'dateline:',
    sourceIds: 'source:',
    imageIds: 'image:',
    storyId: 'story#',
    paths: 'path#',
  },
  indexes: [
    { name: 'slug', key: { slug: 1 }, unique: true, serves: 'article(slug:)' },
    { name: 'path', key: { path: 1 }, unique: true, serves: 'the importer: no two articles at one address' },
    { name: 'paths', key: { paths: 1 }, serves: 'resolve(path:): articles by an address that they have or had' },
    {
      name: 'newest',
      key: { listed: 1, sortAt: 1, _id: 1, visibleUntil: 1, publishedAt: 1 },
      serves: 'articles, newest or oldest first',
    },
    {
      name: 'published',
      key: { listed: 1, publishedAt: 1, _id: 1, sortAt: 1, visibleUntil: 1 },
      serves: 'articles(filter: { published }): totals, facets, and spans with few articles',
    },
    {
      name: 'updated',
      key: { listed: 1, updatedAt: 1, _id: 1, sortAt: 1, visibleUntil: 1 },
      serves: 'articles(sort: UPDATED)',
    },
    list(
      'concept',
      'listedUnder',
      'articles of a concept, concept.coMentioned; the importer: those of a concept that is merged',
    ),
    list('author', 'authorIds', 'person.authored'),
    list('dateline', 'dateline.placeId', 'place.dispatches'),
    list(
      'section',
      'sectionPathIds',
      'section.articles, section.front; the importer: the articles of a section that has moved',
    ),
    {
      name: 'story',
      key: { listed: 1, storyId: 1, locale: 1, _id: 1, sortAt: 1, visibleUntil: 1 },
      serves: 'article.translations; the importer: those of an original that has become a translation',
    },
    list('source', 'sourceIds', 'source.articles'),
    list('image', 'imageIds', 'image.usedIn'),
    { name: 'untold', key: { untoldAt: 1 }, serves: 'what comes and goes by itself: the caches, the change feed' },
    list('fingerprints', 'fingerprints', 'article.related; the importer: a page that was corrected since'),
  ],
  resolvers: [
    ArticleResolver,
    ArticleAddressResolver,
    ArticleExportResolver,
    ArticleSeoResolver,
    SeoResolver,
    ArticleCorrectionsResolver,
    ArticleFacetsResolver,
    FacetBucketResolver,
    ArticleConceptsResolver,
    RelatedResolver,
    RelatedEdgeResolver,
    MentionResolver,
    MentionRoleResolver,
    SpanMentionResolver,
    ContributionResolver,
    DatelineResolver,
    SourceCreditResolver,
    ConceptArticlesResolver,
    CoMentionedResolver,
    PersonAuthoredResolver,
    PlaceDispatchesResolver,
    SectionArticlesResolver,
    SourceArticlesResolver,
    ImageUsedInResolver,
  ],
  large: {
    stored: ['blocks', 'fingerprints'],
    neededBy: [
      'Article.body',
      'Article.cacheTags',
      'Article.changesSince',
      'Article.export',
      'Article.outline',
      'Article.related',
      'Article.revisions',
      'Article.seo',
      'Article.summary',
      'Revision.body',
      'SearchEdge.highlights',
    ],
  },
  audience: articleAudience,
  corrects,
  searchable: searchableArticle,
  native: () => import('./native.js'),
};
