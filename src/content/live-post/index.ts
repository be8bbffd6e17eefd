import { type ContentType, eitherWay, never } from '../../graph/content-type.js';
import { ArticleLiveBlogResolver, LiveBlogResolver, LivePostResolver } from './live-post.resolver.js';
import type { LivePost } from './live-post.type.js';

/** Each list is of one live blog, newest first, and has an index of its own: what is asked for is never looked for among others. */
const list = (name: string, field: string | undefined, serves: string) => ({
  name,
  key: { articleId: 1, listed: 1, ...(field && { [field]: 1 }), publishedAt: 1, _id: 1 } as Record<string, 1>,
  serves,
});

export const livePost: ContentType<LivePost> = {
  type: 'livePost',
  typeName: 'LivePost',
  collection: 'livePosts',
  lists: { articleId: 'article:' },
  indexes: [
    { name: 'slug', key: { slug: 1 }, unique: true, serves: 'the importer: a post by its slug' },
    list('newest', undefined, 'liveBlog.posts, liveBlog.latestPostId'),
    list('keyEvents', 'keyEvent', 'liveBlog.posts(keyEventsOnly:)'),
    list('pinned', 'pinned', 'liveBlog.pinned'),
  ],
  resolvers: [ArticleLiveBlogResolver, LiveBlogResolver, LivePostResolver],
  audience: {
    listed: ({ preview }) => (preview ? { listed: eitherWay, status: { $ne: 'WITHDRAWN' } } : { listed: true }),
    admits: ({ listed, status }, { preview }) => (status === 'WITHDRAWN' ? 'WITHDRAWN' : listed || preview),
    span: ({ listed, publishedAt }) => (listed ? { from: publishedAt, until: never } : undefined),
    isTold: ({ listed }) => listed,
  },
  within: { type: 'article', field: 'articleId' },
  corrects: (before, after) =>
    after.status === 'CORRECTED' && (before.status !== 'CORRECTED' || after.updatedAt > before.updatedAt),
  native: () => import('./native.js'),
};
