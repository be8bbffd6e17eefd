import type { ContentType } from '../../graph/content-type.js';
import { conceptIndexes } from '../concept/concept.stored.js';
import { organisationDocument } from './organisation.document.js';
import { OrganisationResolver } from './organisation.resolver.js';
import { storedOrganisation } from './organisation.stored.js';

export const organisation: ContentType = {
  type: 'organisation',
  typeName: 'Organisation',
  collection: 'organisations',
  indexes: [
    ...conceptIndexes,
    { name: 'parent', key: { parentId: 1, slug: 1, _id: 1 }, serves: 'organisation.children' },
  ],
  resolvers: [OrganisationResolver],

  native: { schema: organisationDocument, stored: storedOrganisation },
};
