import type { Stored, StoreInput } from '../../graph/stored.js';
import { conceptFields, type StoredConcept } from '../concept/concept.stored.js';
import type { PlaceDocument } from './place.document.js';
import type { Place } from './place.type.js';

export function storedPlace(input: PlaceDocument, context: StoreInput<Place>): Stored<StoredConcept<Place>> {
  return {
    document: {
      ...conceptFields(input, context),
      placeType: input.placeType ?? null,
      countryCode: input.countryCode ?? null,
      withinId: input.within === undefined ? null : context.references.id('place', input.within),
      latitude: input.latitude ?? null,
      longitude: input.longitude ?? null,
    },
  };
}
