import type { Context } from '../../graph/context.js';
import type { Article } from './article.type.js';

/** Where a reader finds an article. */
export const addressOf = ({ path }: Pick<Article, 'path'>, context: Context): string => context.onSite(path);
