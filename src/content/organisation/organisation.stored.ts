import type { Stored, StoreInput } from '../../graph/stored.js';
import { conceptFields, type StoredConcept } from '../concept/concept.stored.js';
import type { OrganisationDocument } from './organisation.document.js';
import type { Organisation } from './organisation.type.js';

export function storedOrganisation(
  input: OrganisationDocument,
  context: StoreInput<Organisation>,
): Stored<StoredConcept<Organisation>> {
  const { references } = context;
  return {
    document: {
      ...conceptFields(input, context),
      kind: input.kind ?? null,
      countryId: input.country === undefined ? null : references.id('place', input.country),
      parentId: input.parent === undefined ? null : references.id('organisation', input.parent),
    },
  };
}
