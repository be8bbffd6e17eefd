import type { ContentType } from '../../graph/content-type.js';
import { conceptIndexes } from '../concept/concept.stored.js';
import { topicDocument } from './topic.document.js';
import { TopicResolver } from './topic.resolver.js';
import { storedTopic } from './topic.stored.js';

export const topic: ContentType = {
  type: 'topic',
  typeName: 'Topic',
  collection: 'topics',
  indexes: [...conceptIndexes, { name: 'broader', key: { broaderIds: 1, slug: 1, _id: 1 }, serves: 'topic.narrower' }],
  resolvers: [TopicResolver],

  native: { schema: topicDocument, stored: storedTopic },
};
