import type { Context } from '../../graph/context.js';
import { listOf, loadOne } from '../../graph/loader.js';
import type { PageArgs } from '../../graph/page-args.js';
import type { Revision } from './revision.type.js';

export const supersededById = loadOne<Revision>('revision');

/** Those before a version, the newest first: whatever is written meanwhile, a version is in this list or is the article itself. */
export const supersededBefore = (context: Context, articleId: string, version: number, args: PageArgs) =>
  listOf<Revision>(
    'revision',
    { name: revisions, field: 'number', direction: -1 },
    { articleId, number: { $lt: version } },
  )(context, args);

/** The name by which cursors of this list know one another. */
export const revisions = 'revisions';
