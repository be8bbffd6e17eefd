import type { ContentType } from '../../graph/content-type.js';
import { searchableConcept } from '../concept/concept.searchable.js';
import { conceptIndexes, conceptLists } from '../concept/concept.stored.js';
import { TopicResolver } from './topic.resolver.js';
import type { Topic } from './topic.type.js';

export const topic: ContentType<Topic> = {
  type: 'topic',
  typeName: 'Topic',
  collection: 'topics',
  lists: { ...conceptLists, broaderIds: 'broader:' },
  indexes: [...conceptIndexes, { name: 'broader', key: { broaderIds: 1, slug: 1, _id: 1 }, serves: 'topic.narrower' }],
  resolvers: [TopicResolver],

  searchable: searchableConcept,
  native: () => import('./native.js'),
};
