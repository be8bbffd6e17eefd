import type { Context } from '../../graph/context.js';
import { badInput } from '../../graph/errors.js';
import { listOf } from '../../graph/loader.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { localId } from '../../graph/node.js';
import { beyond, type ListOrder, type StoredList } from '../../graph/stored-list.js';
import type { Filter } from '../../store/store.js';
import type { LivePostsArgs } from './live-post.args.js';
import type { LivePost } from './live-post.type.js';

const newestFirst = {
  name: 'live posts',
  field: 'publishedAt',
  direction: -1,
  dates: true,
} as const satisfies ListOrder;

/** The posts of a live blog, the newest first. Its article is known to be there for the asker. */
export function postsOfArticle(
  context: Context,
  articleId: string,
  { keyEventsOnly, since, ...args }: LivePostsArgs,
): MaybePromise<StoredList<LivePost>> {
  const filter: Filter = { articleId, ...(keyEventsOnly && { keyEvent: true }) };
  const list = (newer?: Filter) =>
    listOf<LivePost>('livePost', newestFirst, newer ? { ...filter, $and: [newer] } : filter)(context, args);
  return since ? whenReady(newerThan(context, articleId, since), list) : list();
}

/** Its article is known to be there for the asker. */
export const newestPosts = (context: Context, articleId: string, limit: number, filter: Filter = {}) =>
  context
    .reader<LivePost>('livePost')
    .page({ filter: { articleId, ...filter }, sort: { publishedAt: -1, _id: -1 }, limit });

export const newestPost = (context: Context, articleId: string, filter?: Filter): MaybePromise<LivePost | null> =>
  whenReady(newestPosts(context, articleId, 1, filter), ([post]) => post ?? null);

/** A post that was withdrawn still says where those who have read it stand; one that was never public is as if it were not there. */
function newerThan(context: Context, articleId: string, since: string): MaybePromise<Filter> {
  const id = localId('livePost', since);
  return whenReady(id === undefined ? null : context.reader<LivePost>('livePost').held(id), (post) => {
    if (post?.articleId !== articleId || post.status === 'DRAFT')
      throw badInput('since is not a post of this live blog.', 'since');
    return beyond('publishedAt', post.publishedAt, post._id, 1);
  });
}
