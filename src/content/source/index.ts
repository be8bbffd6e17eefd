import type { ContentType } from '../../graph/content-type.js';
import { SourceResolver } from './source.resolver.js';

export const source: ContentType = {
  type: 'source',
  typeName: 'Source',
  collection: 'sources',
  indexes: [
    { name: 'slug', key: { slug: 1 }, unique: true, serves: 'source(slug:)' },
    { name: 'inOrder', key: { slug: 1, _id: 1 }, serves: 'sources, in the order of slugs' },
  ],
  resolvers: [SourceResolver],

  native: () => import('./native.js'),
};
