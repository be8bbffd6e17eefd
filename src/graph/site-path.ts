import type { ConceptType } from './document-types.js';

/** A path on the site as it is kept: decoded, NFC, a slash at its start and none at its end; nothing of a query, and no dots that climb. */
export const sitePathPattern = '^(?:/(?!\\.{1,2}(?:/|$))[^\\s\\p{Cc}/?#%\\\\<>"]+)+$';
export const maxSitePath = 500;

const folders: Record<'article' | ConceptType, string> = {
  article: 'articles',
  person: 'people',
  organisation: 'organisations',
  place: 'places',
  event: 'events',
  topic: 'topics',
};

/** Where a document stands that says nothing else. */
export const slugPath = (type: keyof typeof folders, slug: string): string => `/${folders[type]}/${slug}`;

/** The concept type and slug that a path of `slugPath` names. */
export function conceptAt(path: string): { type: ConceptType; slug: string } | undefined {
  const [, folder, slug, ...more] = path.split('/');
  const type = (Object.keys(folders) as (keyof typeof folders)[]).find((one) => folders[one] === folder);
  return type && type !== 'article' && slug !== undefined && more.length === 0 ? { type, slug } : undefined;
}

/** How many names that a document had before are remembered. */
const maxFormer = 100;

/** The name that something has now, and those that it had: whoever knows an old one still finds it. */
export const withFormer = (current: string, before: readonly string[] = []): string[] =>
  [...new Set([current, ...before])].slice(0, 1 + maxFormer);

/** A path as an address has it (RFC 3986). */
export const encodePath = (path: string): string => encodeURI(path);

/** What somebody asks for. */
export interface AskedPath {
  /** As paths are kept. */
  path: string;
  /** As it was written, but for percent-encoding: another spelling of the same path is not the same address. */
  spelled: string;
}

/**
 * Reads a path, or a whole address of the site; undefined for what cannot be a path of it: another site's addresses, `//host` and
 * `/\host`, which browsers take for addresses, and broken encodings. A query and a fragment are left out.
 */
export function readPath(asked: string, siteUrl: string): AskedPath | undefined {
  const raw = /^[a-z][a-z0-9+.-]*:/i.test(asked) ? pathOnSite(asked, siteUrl) : asked.replace(/[?#].*$/s, '');
  if (raw === undefined || raw.length > 3 * maxSitePath || /^\/\/|\\/.test(raw)) return undefined;
  const spelled = decoded(raw.startsWith('/') ? raw : `/${raw}`);
  const path = spelled?.normalize('NFC').replace(/\/+/g, '/').replace(/\/$/, '');
  return spelled && path && path.length <= maxSitePath && !/\p{Cs}/u.test(path) ? { path, spelled } : undefined;
}

function pathOnSite(address: string, siteUrl: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const [url, site] = [new URL(address), new URL(siteUrl)];
  const base = site.pathname.replace(/\/$/, '');
  const isOurs = url.origin === site.origin && `${url.pathname}/`.startsWith(`${base}/`);
  return isOurs ? url.pathname.slice(base.length) : undefined;
}

/** What stands for a delimiter stays encoded: `%2F` is no slash. */
function decoded(path: string): string | undefined {
  try {
    return decodeURI(path);
  } catch {
    return undefined;
  }
}
