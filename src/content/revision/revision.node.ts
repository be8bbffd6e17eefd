import type { Context } from '../../graph/context.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { articleById } from '../article/article.loaders.js';
import type { Article } from '../article/article.type.js';
import { supersededById } from './revision.loaders.js';
import { parseRevisionId, revisionId, revisionOf } from './revision.stored.js';
import type { Revision } from './revision.type.js';

export const currentRevision = (article: Article): Revision =>
  ({ ...revisionOf(article), __typename: 'Revision' }) as Revision;

/** An article as it was at a version; null for one that it never had, that is not kept, or that nobody was to see. */
export function revisionAt(context: Context, article: Article, number: number): MaybePromise<Revision | null> {
  if (number === article.version) return currentRevision(article);
  return number < article.version ? supersededById(context, revisionId(article._id, number)) : null;
}

/** Only whoever may see the article sees what it was: it is asked for first, and what it throws holds. */
export function revisionById(context: Context, id: string): MaybePromise<Revision | null> {
  const named = parseRevisionId(id);
  if (!named) return null;
  return whenReady(articleById(context, named.articleId), (article) =>
    article ? revisionAt(context, article, named.number) : null,
  );
}
