import { Field, ObjectType } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../../graph/enum.js';
import { URLScalar } from '../../../graph/scalars.js';
import { BodyBlock } from '../body.type.js';
import { box, type Flow, plain } from '../flow.js';
import { type AnyKind, anyOf, type BlockKind, defineKind, type StoredBase } from '../kind.js';
import { divider, type StoredDivider } from './divider.js';
import { fact, type StoredFacts } from './fact.js';
import { gallery, type StoredGallery } from './gallery.js';
import { image, type StoredImageBlock } from './image.js';
import { list, type StoredList } from './list.js';
import { paragraph, type StoredParagraph } from './paragraph.js';
import { quote, type StoredQuote } from './quote.js';
import { type StoredTable, table } from './table.js';
import { type StoredVideo, video } from './video.js';

export const Tracking = defineEnum('Tracking', 'Whether an embed tracks readers.', {
  UNKNOWN: 'Nobody has looked: treat it as TRACKS.',
  TRACKS: 'It does: ask for consent first.',
  DOES_NOT_TRACK: 'It does not.',
});
export type Tracking = ValueOf<typeof Tracking>;

@ObjectType({
  implements: BodyBlock,
  description:
    'Something of another site, such as a video or a post; its text is that of the fallback, else its address.',
  simpleResolvers: true,
})
export class EmbedBlock extends BodyBlock {
  @Field(() => String, { description: 'Whose it is, in lower case: youtube, x.' })
  provider!: string;

  @Field(() => URLScalar, { description: 'What is embedded.' })
  url!: string;

  @Field(() => Tracking, { description: 'Whether it tracks readers.' })
  tracks!: Tracking;

  @Field(() => String, { nullable: true, description: 'The consent that must be given first; null for none.' })
  consentPurpose!: string | null;

  @Field(() => [BodyBlock], { description: 'What to show until, or instead of, the embed.' })
  fallback!: BodyBlock[];
}

/** What can stand in for an embed: what needs no anchor and leads to no other article. */
export type StoredFallback =
  | StoredParagraph
  | StoredList
  | StoredQuote
  | StoredImageBlock
  | StoredGallery
  | StoredVideo
  | StoredTable
  | StoredFacts
  | StoredDivider;
const fallbacks: readonly AnyKind[] = [paragraph, list, quote, image, gallery, video, table, fact, divider];
/** The kind of such a block. */
export const fallbackOf = anyOf<BlockKind<StoredFallback>>(fallbacks);

export interface StoredEmbed extends StoredBase {
  kind: 'embed';
  provider: string;
  url: string;
  tracks: Tracking;
  consentPurpose: string | null;
  fallback: StoredFallback[];
}

export const embed = defineKind({
  kind: 'embed',
  type: EmbedBlock,
  show: ({ url, fallback }: StoredEmbed, found) => {
    const flows = fallback.flatMap((block): Flow[] => fallbackOf(block.kind).show(block, found));
    return [box('div', 'embed', flows.length > 0 ? flows : [addressOf(url)])];
  },
  mapSpans: (block, change) => ({
    ...block,
    fallback: block.fallback.map((one) => fallbackOf(one.kind).mapSpans?.(one, change) ?? one),
  }),
  mapImages: (block, change) => ({
    ...block,
    fallback: block.fallback.map((one) => fallbackOf(one.kind).mapImages?.(one, change) ?? one),
  }),
  leadsTo: ({ fallback }) => fallback.flatMap((block) => fallbackOf(block.kind).leadsTo?.(block) ?? []),
  identity: ({ url }) => url,
});

const addressOf = (url: string): Flow => {
  const link = { url, articleId: null, title: null };
  return { show: 'line', tag: 'p', spans: plain(url).map((span) => ({ ...span, link })) };
};
