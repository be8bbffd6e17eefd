import type { Context } from '../../graph/context.js';
import type { FuzzyRange } from '../../graph/fuzzy-date.js';
import { listOf, loadAll, loadOne } from '../../graph/loader.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import type { NodeKey } from '../../graph/node.js';
import type { PageArgs } from '../../graph/page-args.js';
import type { Filter } from '../../store/store.js';
import { roleOn } from './held.js';
import type { Role } from './role.type.js';

export const roleById = loadOne<Role>('role');
/** Latest first; posts whose beginning is not known come last. */
export const rolesByPerson = loadAll<Role>('role', 'personId', { from: -1, _id: 1 });

/** The post that counts on a day (`roleOn`). */
export const roleOfPerson = (
  context: Context,
  personId: string,
  day: FuzzyRange,
  named: ReadonlySet<NodeKey>,
): MaybePromise<Role | null> => whenReady(rolesByPerson(context, personId), (roles) => roleOn(roles, day, named));

/** The posts at an organisation; with `at`, those that can have been held then. */
export const rolesAtOrganisation = (
  context: Context,
  organisationId: string,
  at: Date | null | undefined,
  args: PageArgs,
) =>
  listOf<Role>(
    'role',
    { name: 'roles', field: '_id', direction: 1 },
    { organisationId, ...(at && heldAt(at)) },
  )(context, args);

const heldAt = (at: Date): Filter => ({
  $and: [{ $or: [{ from: null }, { from: { $lte: at } }] }, { $or: [{ to: null }, { to: { $gte: at } }] }],
});
