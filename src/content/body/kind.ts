import type { NodeKey } from '../../graph/node.js';
import type { Image, ImageUse } from '../image/image.type.js';
import type { StoredLink, StoredSpan } from './body.type.js';
import type { Flow } from './flow.js';

/** What every stored block has. */
export interface StoredBase {
  id: string;
  /** The words that are written in it; ranges count in them. */
  text: string;
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

/**
 * What the graph knows of a kind of block: one file in `block/`, one line in `blocks.ts`. How it is written in native documents
 * stands in `native/`, which a gateway loads only when it loads documents.
 */
export interface BlockKind<S extends StoredBase & { kind: string }> {
  kind: S['kind'];
  /** The GraphQL type, which is named after the kind, and what it leads to. */
  type: Class;
  resolvers?: readonly Class[];
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

// biome-ignore lint/suspicious/noExplicitAny: kinds of any stored form
export type AnyKind = BlockKind<any>;

export const defineKind = <S extends StoredBase & { kind: string }>(kind: BlockKind<S>) => kind;

/** Finds one of these by the kind of a block. */
export function anyOf<K extends { kind: string }>(kinds: readonly K[]): (kind: string) => K {
  const byName = new Map(kinds.map((one) => [one.kind, one]));
  return (kind) => {
    const found = byName.get(kind);
    if (!found) throw new Error(`No kind of block is called '${kind}'.`);
    return found;
  };
}
