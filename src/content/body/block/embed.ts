import { Field, ObjectType } from 'type-graphql';
import Type from 'typebox';
import { OneOf, Optional, Strict, Text } from '../../../graph/document.js';
import { defineEnum, type ValueOf } from '../../../graph/enum.js';
import { URLScalar } from '../../../graph/scalars.js';
import { DocumentError } from '../../../graph/stored.js';
import { blockOf, WebUrl } from '../body.span.document.js';
import { BodyBlock } from '../body.type.js';
import { box, type Flow, plain } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';
import { anyOf, oneOfKinds } from '../union.js';
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
type StoredFallback =
  | StoredParagraph
  | StoredList
  | StoredQuote
  | StoredImageBlock
  | StoredGallery
  | StoredVideo
  | StoredTable
  | StoredFacts
  | StoredDivider;
const fallbacks = [paragraph, list, quote, image, gallery, video, table, fact, divider] as const;
const kindOf = anyOf<StoredFallback>(fallbacks);

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
  document: Strict({
    ...blockOf('embed'),
    provider: Text('Whose embed: youtube, x …'),
    url: WebUrl('What is embedded.'),
    tracks: Optional(OneOf(Tracking, 'UNKNOWN if left out.')),
    consentPurpose: Optional(Text('The consent that must be given first.')),
    text: Optional(Text('What to show instead, as one paragraph.')),
    fallback: Optional(
      Type.Array(oneOfKinds(fallbacks), {
        minItems: 1,
        description:
          'What to show instead, as blocks; then there is no text. A picture without a caption has none here.',
      }),
    ),
  }),
  stored: (block, drafting) => {
    if (block.text !== undefined && block.fallback !== undefined)
      throw new DocumentError(drafting.pointer, 'expected at most one of text and fallback');
    const fallback =
      block.fallback ?? (block.text === undefined ? [] : [{ kind: 'paragraph' as const, text: block.text }]);
    return {
      kind: 'embed',
      provider: block.provider,
      url: block.url,
      tracks: block.tracks ?? 'UNKNOWN',
      consentPurpose: block.consentPurpose ?? null,
      fallback: fallback.map((one, at) => {
        const kind = kindOf(one.kind);
        const stored = kind.stored(one, drafting.inside(block.text === undefined ? `/fallback/${at}` : ''));
        const draft = { ...stored, id: one.id ?? '', text: '' } as StoredFallback;
        // The places of mentions below it are known when the article is loaded: no caption may come later.
        return kind.mapImages?.(draft, (use) => ({ ...use, caption: use.caption ?? '' })) ?? draft;
      }),
    };
  },
  show: ({ url, fallback }: StoredEmbed, found) => {
    const flows = fallback.flatMap((block): Flow[] => kindOf(block.kind).show(block, found));
    return [box('div', 'embed', flows.length > 0 ? flows : [addressOf(url)])];
  },
  mapSpans: (block, change) => ({
    ...block,
    fallback: block.fallback.map((one) => kindOf(one.kind).mapSpans?.(one, change) ?? one),
  }),
  mapImages: (block, change) => ({
    ...block,
    fallback: block.fallback.map((one) => kindOf(one.kind).mapImages?.(one, change) ?? one),
  }),
  leadsTo: ({ fallback }) => fallback.flatMap((block) => kindOf(block.kind).leadsTo?.(block) ?? []),
  identity: ({ url }) => url,
});

const addressOf = (url: string): Flow => {
  const link = { url, articleId: null, title: null };
  return { show: 'line', tag: 'p', spans: plain(url).map((span) => ({ ...span, link })) };
};
