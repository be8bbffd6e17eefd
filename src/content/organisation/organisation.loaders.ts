import type { Context } from '../../graph/context.js';
import { listOf, loadOne } from '../../graph/loader.js';
import type { PageArgs } from '../../graph/page-args.js';
import type { Organisation } from './organisation.type.js';

const bySlug = { name: 'organisations', field: 'slug', direction: 1 } as const;

export const organisationById = loadOne<Organisation>('organisation');
export const organisationBySlug = loadOne<Organisation>('organisation', 'slug');
export const organisationsInOrder = listOf<Organisation>('organisation', bySlug);
export const organisationsByParent = (context: Context, parentId: string, args: PageArgs) =>
  listOf<Organisation>('organisation', bySlug, { parentId })(context, args);
