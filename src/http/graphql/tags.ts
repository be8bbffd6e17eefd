import { headerTag } from '../../graph/cache-tags.js';

/** Bytes that a header of tags may have: proxies and clients refuse much longer ones. */
const maxBytes = 4096;

/**
 * Tags of an answer for shared caches, to purge by: `Surrogate-Key` (separated by spaces) and `Cache-Tag` (by commas). Where they
 * are too many, each gives way to the tag of its collection, which every change carries too.
 */
export function tagHeaders(tags: readonly string[], collectionTag: (tag: string) => string): Record<string, string> {
  const all = tags.map(headerTag);
  const few = all.join(' ').length <= maxBytes ? all : [...new Set(tags.map((tag) => headerTag(collectionTag(tag))))];
  return { 'surrogate-key': few.join(' '), 'cache-tag': few.join(',') };
}
