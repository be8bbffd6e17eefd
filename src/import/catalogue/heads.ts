import { namesOf } from '../../content/concept/concept.stored.js';
import { collectionOf } from '../../content/index.js';
import type { DocumentType } from '../../graph/document-types.js';
import type { NodeKey } from '../../graph/node.js';
import type { ChainLink } from '../../graph/stored.js';
import type { Doc, Query, Store } from '../../store/store.js';
import { chunks } from '../chunks.js';
import type { Asking } from './stored-roles.js';

/** What is known of a document without reading it whole; what it has none of is left out, for there may be many. */
export interface Head {
  id: string;
  slug: string;
  names?: readonly string[];
  /** Of a concept that was merged: what into. */
  mergedInto?: string;
  /** Of a section: itself and all above it. */
  chain?: readonly ChainLink[];
  /** Of an article: the original of its story. */
  storyId?: string;
  /** Of an article: it is one. */
  liveBlog?: true;
}

/** Slugs or ids of documents, by their type. */
export type Wanted = Map<DocumentType, Set<string>>;
type Field = 'slug' | '_id';

export function want(wanted: Wanted, type: DocumentType, value: string): void {
  const values = wanted.get(type);
  if (values) values.add(value);
  else wanted.set(type, new Set([value]));
}

export function union(...all: Wanted[]): Wanted {
  const joined: Wanted = new Map();
  for (const one of all) for (const [type, values] of one) for (const value of values) want(joined, type, value);
  return joined;
}

/** The fields that make a head. */
const fields = {
  slug: 1,
  path: 1,
  pathIds: 1,
  storyId: 1,
  kind: 1,
  name: 1,
  names: 1,
  aliases: 1,
  mergedIntoKey: 1,
};
type Stored = Doc & {
  slug: string;
  path?: string;
  pathIds?: string[];
  storyId?: string;
  kind?: string;
  name?: string;
  names?: Record<string, string>;
  aliases?: { value: string }[];
  mergedIntoKey?: NodeKey | null;
};

type Asked = { type: DocumentType; pipeline: Query['pipeline'] };

/** From how many wanted documents of a type on it is worth asking whether the store has any. */
const worthAsking = 50;

/** The heads of stored documents. */
export class Heads {
  /** Of which types the store has any document. The first load into a store need not ask it for each. */
  readonly #hasAny = new Map<DocumentType, boolean>();

  constructor(private readonly store: Store) {}

  /** Whether the store was seen to have no document of this type. */
  hasNone(type: DocumentType): boolean {
    return this.#hasAny.get(type) === false;
  }

  /** Somebody else may have written to the store since. */
  forget(): void {
    this.#hasAny.clear();
  }

  /** Those with these slugs, and those with these ids, with one command, which asks something else as well. */
  async read(wanted: Partial<Record<Field, Wanted>>, also: Asking): Promise<{ type: DocumentType; head: Head }[]> {
    const byField = Object.entries(wanted) as [Field, Wanted][];
    const firstAsked = this.#firstAsked(byField.flatMap(([, values]) => [...values]));
    const whetherAny: Asked[] = firstAsked.map((type) => ({
      type,
      pipeline: [{ $limit: 1 }, { $project: { _id: 1 } }],
    }));
    const heads: Asked[] = [];
    for (const [field, byType] of byField) {
      for (const [type, values] of byType) {
        if (this.hasNone(type)) continue;
        for (const some of chunks([...values]))
          heads.push({ type, pipeline: [{ $match: { [field]: { $in: some } } }, { $project: fields }] });
      }
    }
    const asked = [...whetherAny, ...heads];
    const answers = await this.store.aggregate([
      ...asked.map(({ type, pipeline }) => ({ collection: collectionOf(type), pipeline })),
      ...also.queries,
    ]);
    also.take(answers.slice(asked.length));
    for (const [at, { type }] of whetherAny.entries()) this.#hasAny.set(type, (answers[at] as object[]).length > 0);
    const stored = answers.slice(whetherAny.length) as Stored[][];
    return heads.flatMap(({ type }, at) => (stored[at] as Stored[]).map((one) => ({ type, head: headOf(one) })));
  }

  #firstAsked(wanted: [DocumentType, Set<string>][]): DocumentType[] {
    const many = wanted.filter(([type, { size }]) => size >= worthAsking && !this.#hasAny.has(type));
    return [...new Set(many.map(([type]) => type))];
  }
}

function headOf(stored: Stored): Head {
  const { _id: id, slug, storyId, mergedIntoKey, path = '', pathIds, kind } = stored;
  const names = namesOf(stored);
  return {
    id,
    // One text where two are the same.
    slug: slug === id ? id : slug,
    ...(names.length > 0 && { names }),
    ...(mergedIntoKey ? { mergedInto: mergedIntoKey } : {}),
    ...(pathIds === undefined ? {} : { chain: chainOf(path, pathIds) }),
    ...(kind === 'LIVEBLOG' && { liveBlog: true }),
    ...(storyId === undefined ? {} : { storyId: storyId === id ? id : storyId }),
  };
}

/** A path names the top first, `pathIds` the section itself. */
function chainOf(path: string, ids: readonly string[]): ChainLink[] {
  const slugs = path.split('/').reverse();
  return ids.map((id, at) => ({ id, slug: slugs[at] ?? '' }));
}
