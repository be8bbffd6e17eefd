import type { DocumentType } from '../graph/document-types.js';
import type { RevisionOrigin } from '../graph/revision-origin.js';

/** Where something to load stands: for messages. */
export interface Origin {
  file: string;
  /** 1-based line of the file, for formats of one document a line. */
  line?: number;
  /** JSON pointer of the document in the file. */
  pointer?: string;
}

/** The bytes of a document in its file: what it can be read again from. */
export interface Place {
  start: number;
  length: number;
}

/** A reference that a document makes, and where. */
export interface Reference {
  /** What it may lead to; more than one where the reference names its type itself. */
  types: readonly DocumentType[];
  value: string;
  pointer: string;
}

/** A checked document of the native format. */
export interface CheckedDocument {
  type: DocumentType;
  // biome-ignore lint/suspicious/noExplicitAny: its schema has checked it; each type's `stored` knows its shape
  input: any;
  references: Reference[];
  /** It adds to what the store has instead of replacing it. */
  merging: boolean;
  revisionOrigin: RevisionOrigin;
}

/** What is loaded all or nothing: one document of an editor, or a page with everything that it brings along. The first document gives it its name. */
export interface Item {
  origin: Origin;
  documents: CheckedDocument[];
  /** Which documents of the load these are, each by its number: who has claimed a slug. */
  numbers: number[];
}
