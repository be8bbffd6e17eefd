import { createHash } from 'node:crypto';
import { fuzzyRange } from '../../graph/fuzzy-date.js';
import { nameKey } from '../../graph/name-key.js';
import type { References } from '../../graph/stored.js';
import type { PersonDocument } from '../person/person.document.js';
import type { Role } from './role.type.js';

type RoleDocument = NonNullable<PersonDocument['roles']>[number];
export type StoredRole = Omit<Role, 'id' | '__typename'>;

/** The same post of the same person, taken up at the same time, has the same id. */
export function storedRole(
  personId: string,
  role: RoleDocument,
  references: References,
  origin: StoredRole['origin'],
): StoredRole {
  const named = role.organisation === undefined ? null : references.id('organisation', role.organisation);
  const startedAt = role.startedAt ?? null;
  const endedAt = role.endedAt ?? null;
  const key = JSON.stringify([named, nameKey(role.title), startedAt]);
  return {
    _id: `${personId}.${createHash('sha256').update(key).digest('hex').slice(0, 12)}`,
    personId,
    organisationId: named && references.organisation(named),
    title: role.title,
    titles: role.titles ?? {},
    startedAt,
    endedAt,
    origin,
    from: bound(startedAt, 'min'),
    to: bound(endedAt, 'max'),
  };
}

function bound(date: string | null, end: 'min' | 'max'): Date | null {
  const range = date === null ? undefined : fuzzyRange(date);
  return range && Number.isFinite(range[end]) ? new Date(range[end]) : null;
}
