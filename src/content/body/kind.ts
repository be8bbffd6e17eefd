import type { Static, TSchema } from 'typebox';
import type { NodeKey } from '../../graph/node.js';
import type { References } from '../../graph/stored.js';
import type { Image, ImageUse } from '../image/image.type.js';
import type { SpanDocument } from './body.span.document.js';
import type { StoredLink, StoredSpan } from './body.type.js';
import type { CorrectionDocument } from './correction.document.js';
import type { Flow } from './flow.js';

/** What every stored block has. */
export interface StoredBase {
  id: string;
  /** The words that are written in it; ranges count in them. */
  text: string;
}

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

/** What other documents bring to a block. */
export interface Found {
  /** Its address made absolute; undefined where it is missing. */
  image(id: string): Image | undefined;
  /** The headline of an article that is public; undefined for any other. */
  headline(articleId: string): string | undefined;
  /** Where a link leads; undefined for nowhere that a reader can go. */
  href(link: StoredLink): string | undefined;
}

// biome-ignore lint/complexity/noBannedTypes: what type-graphql calls a class
type Class = Function;

/** All that there is to know of a kind of block: one file in `block/`, one line in `blocks.ts`. */
export interface BlockKind<S extends StoredBase & { kind: string }, D extends TSchema> {
  kind: S['kind'];
  /** The GraphQL type, which is named after the kind, and what it leads to. */
  type: Class;
  resolvers?: readonly Class[];
  /** The native format. */
  document: D;
  stored(document: Static<D>, drafting: Drafting): Omit<S, keyof StoredBase>;
  /** What it shows; without `found`, as far as it is stored in the block itself, with gaps for the rest. */
  show(block: S, found?: Found): Flow[];
  /** The block with each of its runs of spans changed; left out by kinds that have none. */
  mapSpans?(block: S, change: (spans: StoredSpan[]) => StoredSpan[]): S;
  /** The block with each placement of a picture changed; left out by kinds that have none. */
  mapImages?(block: S, change: (use: ImageUse) => ImageUse): S;
  /** The documents that it shows or leads to, besides what its spans and placements do. */
  leadsTo?(block: S): (NodeKey | '' | null)[];
  /** What it is known again by across revisions where its words do not tell. */
  identity?(block: S): string;
}

/** Keeps the types of stored form and native format together. */
export const defineKind = <S extends StoredBase & { kind: string }, D extends TSchema>(kind: BlockKind<S, D>) => kind;
