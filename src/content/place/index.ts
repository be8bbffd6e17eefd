import type { ContentType } from '../../graph/content-type.js';
import { conceptIndexes } from '../concept/concept.stored.js';
import { placeDocument } from './place.document.js';
import { PlaceResolver } from './place.resolver.js';
import { storedPlace } from './place.stored.js';

export const place: ContentType = {
  type: 'place',
  typeName: 'Place',
  collection: 'places',
  indexes: conceptIndexes,
  resolvers: [PlaceResolver],

  native: { schema: placeDocument, stored: storedPlace },
};
