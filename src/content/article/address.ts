import type { Context } from '../../graph/context.js';
import type { Article } from './article.type.js';

/** Where a reader finds an article. */
export const addressOf = ({ slug }: Pick<Article, 'slug'>, context: Context): string =>
  context.absolute(`/articles/${slug}`);
