import type { ContentType } from '../../graph/content-type.js';
import { searchableConcept } from '../concept/concept.searchable.js';
import { conceptIndexes, conceptLists } from '../concept/concept.stored.js';
import { PlaceResolver } from './place.resolver.js';
import type { Place } from './place.type.js';

export const place: ContentType<Place> = {
  type: 'place',
  typeName: 'Place',
  collection: 'places',
  lists: conceptLists,
  indexes: conceptIndexes,
  resolvers: [PlaceResolver],

  searchable: searchableConcept,
  native: () => import('./native.js'),
};
