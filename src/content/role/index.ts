import type { ContentType } from '../../graph/content-type.js';
import { rolesByPerson } from './role.loaders.js';
import { OrganisationPeopleResolver, PersonRolesResolver, RoleResolver } from './role.resolver.js';

export const role: ContentType = {
  type: 'role',
  typeName: 'Role',
  collection: 'roles',
  lists: { personId: 'person:', organisationId: 'organisation:' },
  indexes: [
    { name: 'person', key: { personId: 1 }, serves: 'person.roles' },
    { name: 'organisation', key: { organisationId: 1, _id: 1 }, serves: 'organisation.people' },
  ],
  foreseen: { with: 'person', field: 'roles', load: rolesByPerson },
  resolvers: [RoleResolver, PersonRolesResolver, OrganisationPeopleResolver],
};
