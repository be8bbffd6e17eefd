import type { Static } from 'typebox';
import Type from 'typebox';
import { Optional, Ref, Strict, Text } from '../../graph/document.js';
import { conceptProperties } from '../concept/concept.document.js';

export const organisationDocument = Strict(
  {
    type: Type.Literal('organisation'),
    ...conceptProperties(),
    kind: Optional(Text('What sort of organisation: ministry, news agency, company …')),
    country: Optional(Ref('place', 'The country that it belongs to.')),
    parent: Optional(Ref('organisation', 'What it is a part of.')),
  },
  'An organisation: a ministry, a company, a party, a desk.',
);
export type OrganisationDocument = Static<typeof organisationDocument>;
