import type { Static } from 'typebox';
import Type from 'typebox';
import { List, Optional, Ref, Strict } from '../../graph/document.js';
import { conceptProperties } from '../concept/concept.document.js';

export const topicDocument = Strict(
  {
    type: Type.Literal('topic'),
    ...conceptProperties(),
    mediaTopic: Optional(
      Type.String({ pattern: '^medtop:[0-9]{8}$', description: 'IPTC Media Topic: medtop:11000000.' }),
    ),
    broader: Optional(List(Ref('topic', 'A wider topic.'), 'Wider topics.')),
  },
  'What an article is about, when it is not a person, organisation, place or event.',
);
export type TopicDocument = Static<typeof topicDocument>;
