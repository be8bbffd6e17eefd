import type { Static } from 'typebox';
import Type from 'typebox';
import { ConceptRef, Fuzzy, List, OneOf, Optional, Ref, Strict, Text } from '../../graph/document.js';
import { conceptProperties } from '../concept/concept.document.js';
import { EventStatus } from './event.type.js';

export const eventDocument = Strict(
  {
    type: Type.Literal('event'),
    ...conceptProperties(),
    status: Optional(OneOf(EventStatus, 'CONFIRMED if left out.')),
    startsAt: Optional(Fuzzy('First day.')),
    endsAt: Optional(Fuzzy('Last day.')),
    place: Optional(Ref('place', 'Where.')),
    participants: Optional(
      List(
        Strict({
          concept: ConceptRef('Who takes part.'),
          as: Optional(Text('In what part: host, co-chair …')),
          title: Optional(Text('The title of the post in which a person takes part; one of that person’s roles.')),
        }),
        'Who takes part.',
      ),
    ),
    partOf: Optional(Ref('event', 'The larger event.')),
  },
  'Something that happens: talks, an election, a match.',
);
export type EventDocument = Static<typeof eventDocument>;
