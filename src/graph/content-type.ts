import type { TSchema } from 'typebox';
import type { Doc, Filter, IndexSpec } from '../store/store.js';
import type { Context } from './context.js';
import type { MaybePromise } from './maybe-promise.js';
import type { NodeType } from './node.js';
import type { Searchable } from './searchable.js';
import type { DocumentVersion, PartSpec, StoredFrom } from './stored.js';

/** Resolvers, and types that only an interface leads to. */
export interface ContentPart {
  // biome-ignore lint/complexity/noBannedTypes: type-graphql asks for exactly this
  resolvers: readonly Function[];
  // biome-ignore lint/complexity/noBannedTypes: type-graphql asks for exactly this
  orphanedTypes?: readonly Function[];
}

/** What the gateway knows of a content type: the one line in `content/index.ts` hands it over. */
export interface ContentType<D extends Doc = Doc> {
  type: NodeType;
  /** The GraphQL object type. */
  typeName: string;
  collection: string;
  indexes: readonly IndexSpec[];
  /** Fields by whose values lists are asked for, and how the tag of such a list begins (`cache-tags.ts`): with `#` at its end where the value can name something that is not public. */
  lists?: Readonly<Record<string, string>>;
  /** type-graphql resolver classes: this type's own, and what it adds to others. */
  // biome-ignore lint/complexity/noBannedTypes: type-graphql asks for exactly this
  resolvers: readonly Function[];
  audience?: Audience<D>;
  /** Whether a change of what is public puts a mistake right; types without it have no corrections. */
  corrects?(before: D, after: D): boolean;
  /** What a reader finds a document by, undefined for one that is not to be found; types without it are not searched. What the audience may not see is left out anyway. */
  searchable?(document: D): Searchable | undefined;
  /** Documents are what others were before: they come and go with those, whose steps in the change feed stand for them. `field` holds the other's id. */
  historyOf?: { type: NodeType; field: string };
  /** How a node is found by its id, where that takes more than its own document. */
  byId?(context: Context, id: string): MaybePromise<object | null>;
  /** How documents of the native format become stored ones; types that belong to another have none. */
  native?: NativeFormat;
}

/** Who may see what: the only place that decides it, whatever way leads to a document. */
export interface Audience<D extends Doc> {
  /** Joined to the filter of every list and count. */
  listed: Filter;
  /** For a look-up by id, slug or reference: true, false for "as if it did not exist", or the code of what is gone. */
  admits(document: D): boolean | 'GONE' | 'WITHDRAWN';
}

export interface NativeFormat {
  schema: TSchema;
  // biome-ignore lint/suspicious/noExplicitAny: each format has its own input type, checked by its schema
  stored: StoredFrom<any, any>;
  parts?: PartSpec;
  /** What a document says that it was before, the oldest first, and itself. Asked where the store has nothing of it yet. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  versions?(input: any): DocumentVersion<any>[];
  /** What a document that was found in a page adds to the stored one; left out: it fills what is empty and joins lists. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  merge?(existing: any, found: any): Doc;
}
