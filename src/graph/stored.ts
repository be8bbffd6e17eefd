import type { Doc } from '../store/store.js';
import type { DocumentType } from './document-types.js';
import type { NodeKey, NodeType } from './node.js';

/** Turns the references of a native document, checked before, into what stored documents hold. */
export interface References {
  /** The id of the document of this type that has this slug or id. */
  id(type: DocumentType, reference: string): string;
  /** The same for `type:reference`. */
  key(reference: string): NodeKey;
  /** What a concept counts as: itself, or what it was merged into in the end. */
  canonical(concept: NodeKey): NodeKey;
  /** The same for the id of an organisation. */
  organisation(id: string): string;
  /** The names by which a text may call a concept, its own name first. */
  names(concept: NodeKey): readonly string[];
  /** The id of the person's role with this title, at this organisation if one is given. */
  role(personId: string, title: string, organisationId?: string): string | undefined;
  /** The original of the story that the article with this slug or id is a version of. */
  story(reference: string): string;
  /** Whether the article with this slug or id is a live blog. */
  isLiveBlog(reference: string): boolean;
  /** The section that has this slug or id and all above it, itself first; one that comes twice stands in a circle. */
  sectionChain(reference: string): readonly ChainLink[];
}

/** A section on the way up from another one. */
export interface ChainLink {
  id: string;
  slug: string;
}

/** What the importer hands to a type besides the document itself. */
export interface StoreInput<D extends Doc> {
  id: string;
  references: References;
  /** What the store has under this id now. */
  previous: D | undefined;
  now: Date;
  /** The document adds to what the store has (found in a page) instead of replacing it (written by an editor). */
  merging: boolean;
}

/** A stored document that belongs to another one and is written and deleted with it. */
export interface Part {
  type: NodeType;
  document: Doc;
}

export interface Stored<D extends Doc> {
  document: D;
  parts?: Part[];
}

/** Types that belong to another one: `owner` is the field that holds its id. */
export interface PartSpec {
  type: NodeType;
  owner: string;
}

/** Pure: native document → stored document. Throws `DocumentError` for what a schema cannot check. */
export type StoredFrom<I, D extends Doc> = (input: I, context: StoreInput<D>) => Stored<D>;

/** What a document says that something was at one time, or is. */
export interface DocumentVersion<I> {
  input: I;
  /** Where in the document stands what this pointer leads to in the version. */
  pointer(pointer: string): string;
}

/** What is wrong in a document, and where (a JSON pointer into it). */
export class DocumentError extends Error {
  constructor(
    readonly pointer: string,
    message: string,
  ) {
    super(message);
    this.name = 'DocumentError';
  }
}
