import type { ContentType } from '../../graph/content-type.js';
import { searchableConcept } from '../concept/concept.searchable.js';
import { conceptIndexes, conceptLists } from '../concept/concept.stored.js';
import { EventParticipantResolver, EventResolver } from './event.resolver.js';
import type { Event } from './event.type.js';

export const event: ContentType<Event> = {
  type: 'event',
  typeName: 'Event',
  collection: 'events',
  lists: { ...conceptLists, partOfId: 'partOf:' },
  indexes: [
    ...conceptIndexes,
    { name: 'partOf', key: { partOfId: 1, startsAt: 1, _id: 1 }, serves: 'event.subEvents' },
  ],
  resolvers: [EventResolver, EventParticipantResolver],

  searchable: searchableConcept,
  native: () => import('./native.js'),
};
