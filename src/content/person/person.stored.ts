import type { Part, Stored, StoreInput } from '../../graph/stored.js';
import { conceptFields, type StoredConcept } from '../concept/concept.stored.js';
import { storedRole } from '../role/role.stored.js';
import type { PersonDocument } from './person.document.js';
import type { Person } from './person.type.js';

/** A person, and the roles that belong to the person. */
export function storedPerson(input: PersonDocument, context: StoreInput<Person>): Stored<StoredConcept<Person>> {
  const parts = (input.roles ?? []).map(
    (role): Part => ({
      type: 'role',
      document: storedRole(context.id, role, context.references, context.merging ? 'RULE' : 'EDITOR'),
    }),
  );
  return {
    document: {
      ...conceptFields(input, context),
      givenName: input.givenName ?? null,
      familyName: input.familyName ?? null,
      honorific: input.honorific ?? null,
    },
    parts,
  };
}
