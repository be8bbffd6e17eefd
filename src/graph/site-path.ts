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
 * Reads a path, or a whole address of the site; undefined for what cannot be a path of it: another site's addresses, backslashes and
 * broken encodings. A query and a fragment are left out. Slashes count once however many there are, at the start too: `//host` is no
 * other site here, for a location is always made from a stored path.
 */
export function readPath(asked: string, siteUrl: string): AskedPath | undefined {
  const raw = /^[a-z][a-z0-9+.-]*:/i.test(asked) ? pathOnSite(asked, siteUrl) : asked.replace(/[?#].*$/s, '');
  if (raw === undefined || raw.includes('\\') || singleSlashes(raw).length > 3 * maxSitePath) return undefined;
  const spelled = decoded(raw.startsWith('/') ? raw : `/${raw}`);
  const path = spelled && singleSlashes(spelled).replace(/\/$/, '').normalize('NFC');
  return path && path.length <= maxSitePath && !/\p{Cs}/u.test(path) ? { path, spelled } : undefined;
}

const singleSlashes = (path: string): string => path.replace(/\/+/g, '/');

function pathOnSite(address: string, siteUrl: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const [url, site] = [new URL(address), new URL(siteUrl)];
  const base = singleSlashes(site.pathname).replace(/\/$/, '');
  const path = singleSlashes(url.pathname);
  if (url.origin !== site.origin || !`${path}/`.startsWith(`${base}/`)) return undefined;
  const isExact = `${url.pathname}/`.startsWith(`${base}/`);
  // Doubled slashes within the base make another spelling too: one slash too many says so.
  return isExact ? url.pathname.slice(base.length) : `/${path.slice(base.length)}`;
}

/** What stands for a delimiter stays encoded: `%2F` is no slash. */
function decoded(path: string): string | undefined {
  try {
    return decodeURI(path);
  } catch {
    return undefined;
  }
}
