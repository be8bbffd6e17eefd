import { type ContentType, eitherWay, never } from '../../graph/content-type.js';
import { revisionById } from './revision.node.js';
import { ArticleRevisionsResolver, RevisionResolver } from './revision.resolver.js';
import type { StoredRevision } from './revision.type.js';

export const revision: ContentType<StoredRevision> = {
  type: 'revision',
  typeName: 'Revision',
  collection: 'revisions',
  lists: { articleId: 'article:' },
  indexes: [
    {
      name: 'article',
      key: { shown: 1, articleId: 1, number: 1, _id: 1 },
      serves: 'article.revisions',
    },
  ],
  resolvers: [RevisionResolver, ArticleRevisionsResolver],
  audience: {
    listed: ({ preview }) => ({ shown: preview ? eitherWay : true }),
    admits: ({ shown }, { preview }) => shown || preview,
    span: ({ shown, at }) => (shown ? { from: at, until: never } : undefined),
    isTold: ({ shown }) => shown,
  },
  historyOf: { type: 'article', field: 'articleId' },
  byId: revisionById,
};
