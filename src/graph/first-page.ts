import { tagOfMembers } from './cache-tags.js';
import type { ContentType } from './content-type.js';
import type { Question } from './question.js';
import type { FirstPage } from './read-cache.js';

/** What tells how a change leaves a page; undefined where only the store can tell. */
export function firstPageOf(
  type: Pick<ContentType, 'collection' | 'lists'>,
  question: Question,
): FirstPage | undefined {
  if (question.ask !== 'page' || !('sort' in question) || question.fields) return undefined;
  const tag = tagOfMembers(type, question.filter);
  return tag === undefined ? undefined : { tag, sort: question.sort, limit: question.limit };
}
