import type { Article } from '../article/article.type.js';
import type { StoredRevision } from './revision.type.js';

export const revisionId = (articleId: string, number: number): string => `${articleId}@${number}`;

/** Undefined for anything that `revisionId` cannot have made. */
export function parseRevisionId(id: string): { articleId: string; number: number } | undefined {
  const [, articleId, number] = /^(.+)@([1-9]\d{0,8})$/.exec(id) ?? [];
  return articleId === undefined ? undefined : { articleId, number: Number(number) };
}

/** Whether a version takes the article away from readers: nothing is kept of what it says. */
export const takesAway = ({ status }: Pick<Article, 'status'>) => status === 'WITHDRAWN' || status === 'EXPIRED';

/** The revision that an article is now. Where nothing was kept of how it came about, its version and status tell. */
export function revisionOf(article: Article): Omit<StoredRevision, 'shown'> {
  const { _id, version, revision, updatedAt, sortAt, dateline } = article;
  const isGone = takesAway(article);
  const content = isGone ? { headline: '', blocks: [], mentions: [] } : article;
  return {
    _id: revisionId(_id, version),
    articleId: _id,
    number: version,
    at: updatedAt,
    signal: revision?.signal ?? (isGone ? 'DELETE' : unmarkedSignal(article)),
    headline: content.headline,
    note: revision?.note ?? null,
    by: revision?.by ?? null,
    origin: revision?.origin ?? null,
    blocks: content.blocks,
    mentions: content.mentions,
    on: sortAt,
    dateline: dateline && { date: dateline.date },
  };
}

const unmarkedSignal = ({ version, status }: Article) =>
  version === 1 ? 'NEW' : status === 'CORRECTED' ? 'CORRECTION' : 'UPDATE';
