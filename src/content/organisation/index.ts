import type { ContentType } from '../../graph/content-type.js';
import { searchableConcept } from '../concept/concept.searchable.js';
import { conceptIndexes, conceptLists } from '../concept/concept.stored.js';
import { OrganisationResolver } from './organisation.resolver.js';
import type { Organisation } from './organisation.type.js';

export const organisation: ContentType<Organisation> = {
  type: 'organisation',
  typeName: 'Organisation',
  collection: 'organisations',
  lists: { ...conceptLists, parentId: 'parent:' },
  indexes: [
    ...conceptIndexes,
    { name: 'parent', key: { parentId: 1, slug: 1, _id: 1 }, serves: 'organisation.children' },
  ],
  resolvers: [OrganisationResolver],

  searchable: searchableConcept,
  native: () => import('./native.js'),
};
