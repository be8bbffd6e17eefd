import type { Coming } from '../../graph/coming.js';
import { type Audience, eitherWay, never } from '../../graph/content-type.js';
import { DocumentError } from '../../graph/stored.js';
import type { ArticleDocument } from './article.document.js';
import type { Article, ArticleStatus } from './article.type.js';
import { putsRight } from './corrects.js';

/** What of a stored article says who may see it when. */
export type Lifecycle = Pick<
  Article,
  'status' | 'listed' | 'sortAt' | 'publishedAt' | 'visibleUntil' | 'wasPublic' | 'untoldAt'
>;

const gone = new Date(0);

/** @throws DocumentError for an article that would be over before it has begun */
export function lifecycleOf(input: ArticleDocument, previous: Article | undefined, now: Date): Lifecycle {
  const status = statusOf(input);
  const appearsAt = appearance(input, status);
  const publishedAt = appearsAt ?? instant(input.publishedAt);
  const listed = appearsAt !== null || isPublished(status);
  const sortAt = appearsAt ?? place(listed, publishedAt, previous, now);
  const expiresAt = earliest(instant(input.expiresAt), instant(input.rights?.expiresAt));
  if (expiresAt && appearsAt && expiresAt <= appearsAt) {
    const pointer = same(expiresAt, instant(input.expiresAt)) ? '/expiresAt' : '/rights/expiresAt';
    throw new DocumentError(pointer, `expected an instant after ${appearsAt.toISOString()}, when it appears`);
  }
  const visibleUntil = isGone(status) ? gone : (expiresAt ?? never);
  const own = { status, publishedAt, listed, sortAt, visibleUntil };
  const wasPublic = previous
    ? previous.wasPublic || (!hasAppeared(own, now) && hasAppeared(previous, now))
    : isGone(status);
  return { ...own, wasPublic, untoldAt: untold(own, previous, now) };
}

function statusOf({ status, embargoUntil, corrections = [] }: ArticleDocument): ArticleStatus {
  const given = status ?? (embargoUntil === undefined ? 'PUBLISHED' : 'EMBARGOED');
  return given === 'PUBLISHED' && corrections.some(putsRight) ? 'CORRECTED' : given;
}

/** When it becomes public by itself; null for what waits for a write, or for nothing. */
function appearance({ publishedAt, embargoUntil }: ArticleDocument, status: ArticleStatus): Date | null {
  const times = [instant(publishedAt), instant(embargoUntil)].filter((time) => time !== null);
  const latest = times.length === 0 ? null : new Date(Math.max(...times.map(Number)));
  if (status === 'SCHEDULED') return latest;
  if (status === 'EMBARGOED' || isPublished(status)) return embargoUntil === undefined ? null : latest;
  return null;
}

/**
 * Where it stands among others. What is public now never stands in the future, whatever day it is dated: it stands where it
 * came in, and stays there.
 */
function place(listed: boolean, publishedAt: Date | null, previous: Article | undefined, now: Date): Date {
  if (!listed) return publishedAt ?? previous?.sortAt ?? now;
  const stood = previous?.listed && previous.sortAt <= now && same(previous.publishedAt, publishedAt);
  if (stood) return previous.sortAt;
  const wanted = publishedAt ?? previous?.sortAt ?? now;
  return wanted <= now ? wanted : now;
}

/** Loading the same again must not tell again, nor take away what is still to be told. */
function untold(own: Omit<Lifecycle, 'wasPublic' | 'untoldAt'>, previous: Article | undefined, now: Date): Date | null {
  const isSame =
    previous?.listed === own.listed &&
    same(previous.sortAt, own.sortAt) &&
    same(previous.visibleUntil, own.visibleUntil);
  return isSame ? previous.untoldAt : nextInstant(own, now);
}

type Bounds = Pick<Article, 'listed' | 'sortAt' | 'visibleUntil'>;

/** When it comes and goes without a write; undefined for what does not. */
function instantsOf({ listed, sortAt, visibleUntil }: Bounds): { comes?: Date; goes?: Date } {
  if (!listed) return {};
  return { comes: sortAt, ...(visibleUntil < never && { goes: visibleUntil }) };
}

export function comingArticle(
  article: Pick<Article, 'listed' | 'sortAt' | 'visibleUntil' | 'untoldAt'>,
): Pick<Coming, 'comes' | 'goes' | 'untold'> {
  const { comes, goes } = instantsOf(article);
  return { comes: comes?.getTime(), goes: goes?.getTime(), untold: article.untoldAt?.getTime() };
}

/** The next of them after this one. */
export function nextInstant(article: Bounds, after: Date): Date | null {
  const { comes, goes } = instantsOf(article);
  return [comes, goes].find((one) => one !== undefined && one > after) ?? null;
}

/** Whether the public has ever seen it. */
export const wasSeen = (article: Bounds & Pick<Article, 'wasPublic'>, now: Date): boolean =>
  article.wasPublic || hasAppeared(article, now);

const isVisible = (article: Bounds, at: Date) => hasAppeared(article, at) && at < article.visibleUntil;
export const hasAppeared = ({ listed, sortAt }: Pick<Bounds, 'listed' | 'sortAt'>, at: Date) => listed && sortAt <= at;
const isPublished = (status: ArticleStatus) => status === 'PUBLISHED' || status === 'CORRECTED';
const isGone = (status: ArticleStatus) => status === 'WITHDRAWN' || status === 'EXPIRED';
const instant = (text: string | undefined) => (text === undefined ? null : new Date(text));
const earliest = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b));
const same = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime();

/** What a status is to those who see the article: at its time it is published, and nothing was written for it. */
export const statusFor = ({ status, ...article }: Article, { now, preview }: { now: Date; preview: boolean }) =>
  (status === 'SCHEDULED' || status === 'EMBARGOED') && (!preview || hasAppeared(article, now)) ? 'PUBLISHED' : status;

/**
 * The public sees from `sortAt` on, up to `visibleUntil`, what is listed; editors see what has not appeared as well. All of it
 * is decided on the keys of the list indexes: upcoming articles lie beyond where a list starts.
 */
export const articleAudience: Audience<Article> = {
  listed: ({ now, preview }) =>
    preview
      ? { listed: eitherWay, visibleUntil: { $gt: now } }
      : { listed: true, sortAt: { $lte: now }, visibleUntil: { $gt: now } },
  admits(article, { now, preview }) {
    if (isGone(article.status)) return article.wasPublic && (article.status === 'WITHDRAWN' ? 'WITHDRAWN' : 'GONE');
    if (now < article.visibleUntil) return preview || hasAppeared(article, now);
    return hasAppeared(article, now) && 'GONE';
  },
  span: ({ status, listed, sortAt, visibleUntil }) =>
    isGone(status) ? undefined : { from: listed ? sortAt : never, until: visibleUntil },
  isTold: (article) => isVisible(article, article.untoldAt ? new Date(article.untoldAt.getTime() - 1) : lastInstant),
};
const lastInstant = new Date(never.getTime() - 1);
