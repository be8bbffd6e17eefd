import type { Context } from '../../../graph/context.js';
import { plainText } from '../../body/body.render.js';
import { newestPosts } from '../../live-post/live-post.loaders.js';
import type { Article } from '../article.type.js';
import type { ArticleFacts } from './facts.js';

/** A post as it leaves with its article. */
export interface Update {
  slug: string;
  title: string | null;
  text: string;
  publishedAt: Date;
  updatedAt: Date;
}

/** How many of the newest posts leave with a live blog. */
const maxUpdates = 50;

/** The newest posts of a live blog; none for any other article. */
export async function updatesOf(context: Context, { _id, kind }: Article): Promise<Update[]> {
  if (kind !== 'LIVEBLOG') return [];
  const posts = await newestPosts(context, _id, maxUpdates);
  return Promise.all(
    posts.map(async ({ slug, title, blocks, publishedAt, updatedAt }) => {
      return { slug, title, text: await plainText(blocks, context), publishedAt, updatedAt };
    }),
  );
}

/** What a LiveBlogPosting has besides; coverage ends with the last post of one that does not go on. */
export const liveBlogPosting = ({ firstPublished, article, updates, url }: ArticleFacts) => ({
  coverageStartTime: firstPublished,
  coverageEndTime: article.live ? undefined : updates[0]?.publishedAt.toISOString(),
  liveBlogUpdate: updates.map((update) => ({
    '@type': 'BlogPosting',
    url: `${url}#${encodeURIComponent(update.slug)}`,
    headline: update.title,
    articleBody: update.text,
    datePublished: update.publishedAt.toISOString(),
    dateModified: update.updatedAt.toISOString(),
  })),
});
