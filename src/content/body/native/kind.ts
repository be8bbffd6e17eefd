import Type, { type Static, type TSchema } from 'typebox';
import type { References } from '../../../graph/stored.js';
import type { SpanDocument } from '../body.span.document.js';
import type { StoredSpan } from '../body.type.js';
import type { CorrectionDocument } from '../correction.document.js';
import type { StoredBase } from '../kind.js';

/** Text is plain `text`, or `spans`; what else the part has does not matter here. */
export interface InlineDocument {
  text?: string;
  spans?: SpanDocument[];
}

/** What a block of a native document is made into a stored one with. */
export interface Drafting {
  references: References;
  /** Where the block stands in its document. */
  pointer: string;
  /** What the document's correction blocks may name, by id. */
  corrections: ReadonlyMap<string, CorrectionDocument> | undefined;
  /** The spans of the part at that pointer below the block; without words only where that is allowed. */
  spans(part: InlineDocument, below?: string, mayBeEmpty?: boolean): StoredSpan[];
  /** For a block inside this one. */
  inside(below: string): Drafting;
}

/** A stored block that has neither its id nor its words yet. */
export type Draft<S extends StoredBase> = Omit<S, keyof StoredBase>;

/** How a kind of block is written in native documents, and what is stored of it. */
export interface NativeKind<D extends TSchema> {
  kind: string;
  document: D;
  stored(document: Static<D>, drafting: Drafting): Draft<StoredBase & { kind: string }>;
}

// biome-ignore lint/suspicious/noExplicitAny: kinds of any form
export type AnyNativeKind = NativeKind<any>;

/** Keeps the types of what is written and what is stored together. */
export const defineNative = <D extends TSchema>(kind: NativeKind<D>) => kind;

/** `discriminator` (as OpenAPI has it) makes the checker speak of the block that was meant, and of no other. */
export const oneOfKinds = <K extends readonly { kind: string; document: TSchema }[]>(kinds: K) =>
  Type.Unsafe<Static<K[number]['document']>>({
    type: 'object',
    discriminator: { propertyName: 'kind' },
    required: ['kind'],
    oneOf: kinds.map(({ document }) => document),
  });
