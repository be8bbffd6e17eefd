import { slugPath } from '../../graph/site-path.js';
import type { ArticleDocument } from './article.document.js';
import type { Article, StoredAlias } from './article.type.js';
import { wasSeen } from './lifecycle.js';

/**
 * Where an article stands, and where it stood: addresses that it has left stay its own for as long as it lives, those that its
 * document lists for as long as it lists them. What nobody has seen yet leaves none: the slug of a draft tells too much.
 */
export function storedPaths(
  input: ArticleDocument,
  previous: Article | undefined,
  now: Date,
): Pick<Article, 'path' | 'aliasPaths' | 'paths'> {
  const bySlug = slugPath('article', input.slug);
  const path = input.path?.normalize('NFC') ?? bySlug;
  const listed = (input.aliasPaths ?? []).map((alias) => ({
    path: alias.path.normalize('NFC'),
    until: alias.until === undefined ? null : new Date(alias.until),
    listed: true,
  }));
  const left = previous && wasSeen(previous, now) ? [previous.path, slugPath('article', previous.slug)] : [];
  const before: StoredAlias[] = [
    ...listed,
    ...left.map((one) => ({ path: one, until: now, listed: false })),
    ...(previous?.aliasPaths ?? []).filter((alias) => !alias.listed),
  ];
  const aliasPaths = before.filter(
    (alias, at) =>
      alias.path !== path && alias.path !== bySlug && before.findIndex((other) => other.path === alias.path) === at,
  );
  return { path, aliasPaths, paths: [...new Set([path, bySlug, ...aliasPaths.map((alias) => alias.path)])] };
}
