import { createHash } from 'node:crypto';
import type { Article } from '../../content/article/article.type.js';
import { fingerprints } from '../../content/article/fingerprints.js';
import { collectionOf } from '../../content/index.js';
import { eitherWay } from '../../graph/content-type.js';
import type { Store } from '../../store/store.js';
import { slugOf } from '../recognise/slug.js';
import { nameKey } from './knowledge.js';
import type { Page } from './page.js';

/** What an article is known by: the id for ever, the slug in addresses. */
export interface PageIdentity {
  id: string;
  slug: string;
}

/** How much of their paragraphs two texts of one publisher must share to be versions of one article. */
const sameArticle = 0.5;

/** Of the publisher, the day and the headline: the same in any store. */
export function naturalIdentity(page: Page): PageIdentity {
  const parts = [page.publisher ?? '', page.publishedAt?.slice(0, 10) ?? '', page.headline].map(nameKey);
  const digest = createHash('sha256').update(parts.join('\n')).digest('hex');
  return { id: `a-${digest.slice(0, 20)}`, slug: slugOf(page.headline, 80) || `article-${digest.slice(0, 12)}` };
}

/**
 * The article that a page is a version of, if the store has it: by its natural id, else, for a page whose headline or
 * day was corrected, by its paragraphs. A new article whose slug is taken gets its day, then its id, behind it.
 */
export async function identify(page: Page, store: Store): Promise<PageIdentity> {
  const natural = naturalIdentity(page);
  const articles = store.collection<Article>(collectionOf('article'));
  const [same] = await articles.find({ _id: natural.id }, { projection: { slug: 1 } }).toArray();
  if (same) return { id: natural.id, slug: same.slug };

  const earlier = await earlierVersion(page, store);
  if (earlier) return { id: earlier._id, slug: earlier.slug };

  const slugs = [natural.slug, page.publishedAt?.slice(0, 10), natural.id.slice(2, 10)]
    .filter((part) => part !== undefined)
    .map((_part, at, parts) => parts.slice(0, at + 1).join('-'));
  const taken = await articles.find({ slug: { $in: slugs } }, { projection: { slug: 1 } }).toArray();
  const free = slugs.find((slug) => !taken.some((article) => article.slug === slug));
  return { id: natural.id, slug: free ?? natural.id };
}

async function earlierVersion(page: Page, store: Store): Promise<Article | undefined> {
  const own = fingerprints(page.blocks);
  if (own.length === 0) return undefined;
  const articles = store.collection<Article>(collectionOf('article'));
  const candidates = await articles.find({ listed: eitherWay, fingerprints: { $in: own } }).toArray();
  const publisherId = await publisherOf(page, store);
  const [best] = candidates
    .filter(({ sources }) => sources.find(({ role }) => role === 'PUBLISHER')?.sourceId === publisherId)
    .map((article) => ({ article, share: shareOf(own, article.fingerprints) }))
    .sort((a, b) => b.share - a.share);
  return best && best.share >= sameArticle ? best.article : undefined;
}

async function publisherOf(page: Page, store: Store): Promise<string | undefined> {
  if (!page.publisher) return undefined;
  const sources = store.collection(collectionOf('source'));
  const [source] = await sources.find({ slug: slugOf(page.publisher) }).toArray();
  return source?._id;
}

const shareOf = (own: readonly string[], other: readonly string[]) =>
  own.filter((print) => other.includes(print)).length / Math.max(own.length, other.length);
