import type { TSchema } from 'typebox';
import type { Doc, Filter, IndexSpec } from '../store/store.js';
import type { Context } from './context.js';
import type { Loader } from './loader.js';
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

/** Holds whatever a field says, so that an index that begins with the field serves all the same. */
export const eitherWay = { $in: [true, false] } as const;

/** What the gateway knows of a content type: the one line in `content/index.ts` hands it over. */
export interface ContentType<D extends Doc = Doc> {
  type: NodeType;
  /** The GraphQL object type. */
  typeName: string;
  collection: string;
  indexes: readonly IndexSpec[];
  /** Fields by whose values lists are asked for, and how the tag of such a list begins (`cache-tags.ts`): with `#` at its end where the value can name something that is not public. */
  lists?: Readonly<Record<string, string>>;
  /** What of the documents costs much to read; left out: nothing. */
  large?: Large;
  /** How these documents are looked up by the id of another type's document, for a field of that one: where the field is asked, that goes out with the document's own look-up. */
  foreseen?: { with: NodeType; field: string; load: Loader<string, unknown> };
  /** type-graphql resolver classes: this type's own, and what it adds to others. */
  // biome-ignore lint/complexity/noBannedTypes: type-graphql asks for exactly this
  resolvers: readonly Function[];
  audience?: Audience<D>;
  /** What each document is a part of: the type, and the field that holds the id. Only who may see that may see the part. */
  within?: { type: NodeType; field: keyof D & string };
  /** Whether a change of what is public puts a mistake right; types without it have no corrections. */
  corrects?(before: D, after: D): boolean;
  /** What a reader finds a document by, undefined for one that is not to be found; types without it are not searched. What the audience may not see is left out anyway. */
  searchable?(document: D): Searchable | undefined;
  /** Documents are what others were before: they come and go with those, whose steps in the change feed stand for them. `field` holds the other's id. */
  historyOf?: { type: NodeType; field: string };
  /** How a node is found by its id, where that takes more than its own document. */
  byId?(context: Context, id: string): MaybePromise<object | null>;
  /** What belongs to documents of this type: it is loaded, written and deleted with them. */
  parts?: PartSpec;
  /** The format in which documents are written for us; types that belong to another have none. A gateway need not load it. */
  native?(): Promise<NativeFormat>;
}

/** Large parts of a type's documents, which are read only where an operation asks for a field that needs them. */
export interface Large {
  /** Names of stored fields. */
  stored: readonly string[];
  /** The fields of the graph whose resolvers look at one of them, as schema coordinates. */
  neededBy: readonly string[];
}

/** Who asks, and when: one instant for a whole request. */
export interface Viewer {
  now: Date;
  /** An editor, who sees what is not public yet. */
  preview: boolean;
}

/** The public may see a document from one instant on, up to another one, without a write at either. */
export interface Span {
  from: Date;
  until: Date;
}

/** An instant that does not come. */
export const never = new Date('9999-12-31T23:59:59.999Z');

/** Who may see what, and when: the only place that decides it, whatever way leads to a document. */
export interface Audience<D extends Doc> {
  /** Joined to the filter of every list and count. */
  listed(viewer: Viewer): Filter;
  /** For a look-up by id, slug or reference: true, false for "as if it did not exist", or the code of what is gone. */
  admits(document: D, viewer: Viewer): boolean | 'GONE' | 'WITHDRAWN';
  /** Undefined for what nobody is to see any more; `never` where nothing but a write will bring it about. */
  span(document: D): Span | undefined;
  /** Whether the change feed has told of it as something that is public. */
  isTold(document: D): boolean;
}

/** How documents of a type are written, and how they become stored ones. */
export interface NativeFormat {
  schema: TSchema;
  // biome-ignore lint/suspicious/noExplicitAny: each format has its own input type, checked by its schema
  stored: StoredFrom<any, any>;
  /** What a document says that it was before, the oldest first, and itself. Asked where the store has nothing of it yet. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  versions?(input: any): DocumentVersion<any>[];
  /** What a document that was found in a page adds to the stored one; left out: it fills what is empty and joins lists. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  merge?(existing: any, found: any): Doc;
}
