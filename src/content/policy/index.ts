import type { ContentType } from '../../graph/content-type.js';
import { PolicyResolver, SourcePoliciesResolver } from './policy.resolver.js';

export const policy: ContentType = {
  type: 'policy',
  typeName: 'Policy',
  collection: 'policies',
  lists: { sourceId: 'source:' },
  indexes: [
    { name: 'slug', key: { slug: 1 }, unique: true, serves: 'the importer: a policy by its slug' },
    { name: 'source', key: { sourceId: 1 }, serves: 'policy(kind:), source.policies, article.policies' },
  ],
  resolvers: [PolicyResolver, SourcePoliciesResolver],

  native: () => import('./native.js'),
};
