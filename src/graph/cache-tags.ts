import { hash } from 'node:crypto';
import type { Doc, Filter } from '../store/store.js';
import type { ContentType } from './content-type.js';
import { type NodeType, nodeKey, parseNodeKey } from './node.js';

/**
 * Tags say what an answer was made of, so that a change takes away just the answers that it touches: a document by its
 * node key (`article:sun-visits-seoul`), the lists of a collection by its name (`articles`), and the lists of those that share
 * a value by that value (`articles/section:world`).
 */

/** What is to be known of what lists are of. */
type Listing = Pick<ContentType, 'collection' | 'lists'>;

/** What a page of a list carries besides the tags of the documents on it: one that enters the list has one of these. */
export function tagsOfList(type: Listing, filter: Filter): string[] {
  return [...(narrowed(type, filter) ?? [type.collection]), everyList(type)];
}

/** A step that enters or leaves more lists than this says so of every list of the collection (`articles/*`). */
const maxLists = 200;

/** What a step takes away: of what the document was and of what it is, as far as that was or is public. */
export function tagsOfStep(type: ContentType, versions: readonly Doc[]): string[] {
  const tags = [...new Set(versions.flatMap((document) => tagsOfChange(type, document)))];
  const lists = tags.filter((tag) => tag.startsWith(listTag(type, '', '')));
  return lists.length <= maxLists ? tags : [...tags.filter((tag) => !lists.includes(tag)), everyList(type)];
}

/** What a change of this document takes away: answers that show it, and lists that it is in now. Those that it has left show it. */
export function tagsOfChange(type: ContentType, document: Doc): string[] {
  const lists = Object.entries(type.lists ?? {}).flatMap(([field, prefix]) =>
    valuesAt(document, field.split('.')).map((value) => listTag(type, prefix, value)),
  );
  return [nodeKey(type.type, document._id), type.collection, ...new Set(lists)];
}

/** The tag that every document of a list has, and no other one; undefined where its filter asks for more than one value. */
export function tagOfMembers(type: Listing, filter: Filter): string | undefined {
  const [condition, ...others] = Object.entries(filter);
  if (!condition) return type.collection;
  const [field, value] = condition;
  const prefix = type.lists?.[field];
  if (prefix === undefined || others.length > 0 || typeof value !== 'string') return undefined;
  return listTag(type, prefix, value);
}

/** The tag of the collection that a tag is of. */
export function collectionTag(types: ReadonlyMap<NodeType, ContentType>, tag: string): string {
  const node = parseNodeKey(tag);
  return (node && types.get(node.type)?.collection) ?? tag.split('/', 1)[0] ?? tag;
}

const everyList = (type: Listing) => listTag(type, '', '*');
const listTag = ({ collection }: Listing, prefix: string, value: string) =>
  `${collection}/${prefix}${prefix.endsWith('#') ? digest(value) : value}`;

const digest = (value: string) => hash('sha256', value, 'base64url').slice(0, 16);

/** A tag as an HTTP header can carry it, where tags are parted by spaces or commas: ids may be in any script. */
export const headerTag = (tag: string): string => encodeURI(tag).replaceAll(',', '%2C');

/** Any one condition that holds for the whole list is enough. */
function narrowed(type: Listing, filter: Filter): string[] | undefined {
  for (const [field, prefix] of Object.entries(type.lists ?? {})) {
    const values = wanted(filter[field]);
    if (values) return values.map((value) => listTag(type, prefix, value));
  }
  for (const condition of (filter.$and ?? []) as Filter[]) {
    const tags = narrowed(type, condition);
    if (tags) return tags;
  }
  return undefined;
}

/** The strings of which one must be there; undefined for any other condition. */
function wanted(condition: unknown): string[] | undefined {
  if (typeof condition === 'string') return [condition];
  const some = (condition as { $in?: unknown } | null | undefined)?.$in;
  return Array.isArray(some) && some.every((value) => typeof value === 'string') ? some : undefined;
}

function valuesAt(value: unknown, [field, ...below]: string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, field === undefined ? [] : [field, ...below]));
  if (field === undefined) return typeof value === 'string' ? [value] : [];
  return value === null || typeof value !== 'object' ? [] : valuesAt((value as Record<string, unknown>)[field], below);
}
