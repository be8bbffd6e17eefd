import type { ArticleFacts } from './facts.js';

/**
 * What a LiveBlogPosting has besides: when the coverage began. Its posts (`liveBlogUpdate`, each a BlogPosting with headline,
 * datePublished, articleBody and url) and the end of the coverage belong here.
 */
export const liveBlogPosting = ({ firstPublished }: ArticleFacts) => ({ coverageStartTime: firstPublished });
