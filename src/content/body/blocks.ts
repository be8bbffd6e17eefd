import type { MaybePromise } from '../../graph/maybe-promise.js';
import { type NodeKey, nodeKey } from '../../graph/node.js';
import type { ImageUse } from '../image/image.type.js';
import { correction, type StoredCorrectionBlock } from './block/correction.js';
import { divider, type StoredDivider } from './block/divider.js';
import { embed, type StoredEmbed } from './block/embed.js';
import { fact, type StoredFacts } from './block/fact.js';
import { gallery, type StoredGallery } from './block/gallery.js';
import { heading, type StoredHeading } from './block/heading.js';
import { image, type StoredImageBlock } from './block/image.js';
import { list, type StoredList } from './block/list.js';
import { paragraph, type StoredParagraph } from './block/paragraph.js';
import { quote, type StoredQuote } from './block/quote.js';
import { raw, type StoredRaw } from './block/raw.js';
import { related, type StoredRelated } from './block/related.js';
import { type StoredTable, table } from './block/table.js';
import { type StoredTimeline, timeline } from './block/timeline.js';
import { type StoredVideo, video } from './block/video.js';
import type { StoredSpan } from './body.type.js';
import type { Flow } from './flow.js';
import { type AnyKind, anyOf, type BlockKind, type Found } from './kind.js';
import { type Written, write } from './render/text.js';

/** The one registry of kinds of blocks. */
export const blockKinds = [
  paragraph,
  heading,
  list,
  quote,
  image,
  gallery,
  video,
  table,
  embed,
  related,
  timeline,
  fact,
  correction,
  divider,
  raw,
] as const;

/** Blocks as they are stored: as in the graph, but for spans and references. */
export type StoredBlock =
  | StoredParagraph
  | StoredHeading
  | StoredList
  | StoredQuote
  | StoredImageBlock
  | StoredGallery
  | StoredVideo
  | StoredTable
  | StoredEmbed
  | StoredRelated
  | StoredTimeline
  | StoredFacts
  | StoredCorrectionBlock
  | StoredDivider
  | StoredRaw;

export const kindOf = anyOf<BlockKind<StoredBlock>>(blockKinds as readonly AnyKind[]);
export const kindNames: readonly string[] = blockKinds.map(({ kind }) => kind);
const known = new Set(kindNames);
export const isKnown = (kind: string): boolean => known.has(kind);

/** The same blocks, those of kinds that this version does not know as raw ones. */
export function asKnown(blocks: readonly StoredBlock[]): MaybePromise<readonly StoredBlock[]> {
  if (blocks.every(({ kind }) => isKnown(kind))) return blocks;
  return import('./native/raw.js').then(({ unknownKind }) =>
    blocks.map((block) =>
      isKnown(block.kind) ? block : { ...unknownKind({ ...block }), id: block.id, text: block.text },
    ),
  );
}

export const show = (block: StoredBlock, found?: Found): Flow[] => kindOf(block.kind).show(block, found);

/** The words of a block, as far as it has them itself. */
export const written = (block: StoredBlock): Written => write(show(block));

/** Whether other documents may bring words to blocks of its kind. */
function mayHaveGap({ kind }: StoredBlock): boolean {
  const { mapImages: uses, leadsTo } = kindOf(kind);
  return (uses ?? leadsTo) !== undefined;
}

/** Whether other documents bring words to it. */
export const hasGap = (block: StoredBlock): boolean => mayHaveGap(block) && written(block).gap !== undefined;

/** What ranges can be found in: its text up to where other documents bring words to it. */
export const firmText = (block: StoredBlock): string =>
  mayHaveGap(block) ? block.text.slice(0, written(block).gap) : block.text;

export const mapSpans = (block: StoredBlock, change: (spans: StoredSpan[]) => StoredSpan[]): StoredBlock =>
  kindOf(block.kind).mapSpans?.(block, change) ?? block;

export const mapImages = (block: StoredBlock, change: (use: ImageUse) => ImageUse): StoredBlock =>
  kindOf(block.kind).mapImages?.(block, change) ?? block;

/** Every document that a block shows or leads to; its mentions are the article’s. */
export function keysIn(block: StoredBlock): NodeKey[] {
  const keys: (NodeKey | '' | null)[] = [...(kindOf(block.kind).leadsTo?.(block) ?? [])];
  mapImages(block, (use) => {
    keys.push(nodeKey('image', use.imageId));
    return use;
  });
  mapSpans(block, (spans) => {
    for (const { link } of spans) keys.push(link?.articleId ? nodeKey('article', link.articleId) : null);
    return spans;
  });
  return [...new Set(keys.filter((key) => key !== '' && key !== null))];
}
