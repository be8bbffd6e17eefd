import type { ContentType } from '../../graph/content-type.js';
import { conceptIndexes } from '../concept/concept.stored.js';
import { personDocument } from './person.document.js';
import { PersonResolver } from './person.resolver.js';
import { storedPerson } from './person.stored.js';

export const person: ContentType = {
  type: 'person',
  typeName: 'Person',
  collection: 'people',
  indexes: conceptIndexes,
  resolvers: [PersonResolver],

  native: { schema: personDocument, stored: storedPerson, parts: { type: 'role', owner: 'personId' } },
};
