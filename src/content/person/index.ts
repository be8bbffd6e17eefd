import type { ContentType } from '../../graph/content-type.js';
import { searchableConcept } from '../concept/concept.searchable.js';
import { conceptIndexes, conceptLists } from '../concept/concept.stored.js';
import { PersonResolver } from './person.resolver.js';
import type { Person } from './person.type.js';

export const person: ContentType<Person> = {
  type: 'person',
  typeName: 'Person',
  collection: 'people',
  lists: conceptLists,
  indexes: conceptIndexes,
  resolvers: [PersonResolver],

  searchable: searchableConcept,
  parts: { type: 'role', owner: 'personId' },
  native: () => import('./native.js'),
};
