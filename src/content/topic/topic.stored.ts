import type { Stored, StoreInput } from '../../graph/stored.js';
import { conceptFields, type StoredConcept } from '../concept/concept.stored.js';
import type { TopicDocument } from './topic.document.js';
import type { Topic } from './topic.type.js';

export function storedTopic(input: TopicDocument, context: StoreInput<Topic>): Stored<StoredConcept<Topic>> {
  return {
    document: {
      ...conceptFields(input, context),
      mediaTopic: input.mediaTopic ?? null,
      broaderIds: (input.broader ?? []).map((topic) => context.references.id('topic', topic)),
    },
  };
}
