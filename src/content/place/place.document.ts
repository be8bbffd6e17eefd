import type { Static } from 'typebox';
import Type from 'typebox';
import { Optional, Ref, Strict, Text } from '../../graph/document.js';
import { conceptProperties } from '../concept/concept.document.js';

export const placeDocument = Strict(
  {
    type: Type.Literal('place'),
    ...conceptProperties(),
    placeType: Optional(Text('country, city, region, peninsula …')),
    countryCode: Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' })),
    within: Optional(Ref('place', 'The place around it.')),
    latitude: Optional(Type.Number({ minimum: -90, maximum: 90, description: 'Degrees north, WGS 84.' })),
    longitude: Optional(Type.Number({ minimum: -180, maximum: 180, description: 'Degrees east, WGS 84.' })),
  },
  'A place: a country, a city, a region.',
);
export type PlaceDocument = Static<typeof placeDocument>;
