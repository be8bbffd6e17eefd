import { isDeepStrictEqual } from 'node:util';
import { DocumentError, type Stored, type StoreInput } from '../../graph/stored.js';
import { storedContributions } from '../article/contributions.stored.js';
import { storedMentions } from '../article/mentions.stored.js';
import { storedBlocks } from '../body/body.stored.js';
import type { LivePostDocument } from './live-post.document.js';
import type { LivePost } from './live-post.type.js';

export type StoredPost = Omit<LivePost, 'id' | '__typename'>;

export function storedLivePost(input: LivePostDocument, context: StoreInput<LivePost>): Stored<StoredPost> {
  const { id, references, previous, now } = context;
  if (!references.isLiveBlog(input.article)) {
    throw new DocumentError(
      '/article',
      `expected an article of the kind LIVEBLOG, found '${input.article}', which is none`,
    );
  }
  const body = storedBlocks(input.body, { owner: id, references, previous: previous?.blocks ?? [] });
  const { mentions, blocks } = storedMentions(input.mentions ?? [], body.blocks, body.named, references);
  const status = input.status ?? 'PUBLISHED';
  const words = {
    title: input.title ?? null,
    contributions: storedContributions(input.contributions ?? [], references),
    blocks,
  };
  return {
    document: {
      _id: id,
      slug: input.slug,
      articleId: references.id('article', input.article),
      ...words,
      mentions,
      keyEvent: input.keyEvent ?? false,
      pinned: input.pinned ?? false,
      publishedAt: new Date(input.publishedAt),
      updatedAt: input.updatedAt === undefined ? changedAt(words, input, previous, now) : new Date(input.updatedAt),
      status,
      listed: status === 'PUBLISHED' || status === 'CORRECTED',
    },
  };
}

/** What is pinned, or counts as a key event, changes nobody's words. */
function changedAt(
  words: Pick<LivePost, 'title' | 'contributions' | 'blocks'>,
  { publishedAt }: LivePostDocument,
  previous: LivePost | undefined,
  now: Date,
): Date {
  if (!previous) return new Date(publishedAt);
  const { title, contributions, blocks } = previous;
  return isDeepStrictEqual(words, { title, contributions, blocks }) ? previous.updatedAt : now;
}
