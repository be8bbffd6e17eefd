import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import { JSONScalar, URLScalar } from '../../graph/scalars.js';
import type { ImageUse } from '../image/image.type.js';
import type { StoredCorrectionBlock } from './correction.type.js';

export const Mark = defineEnum('Mark', 'How words are set.', {
  STRONG: 'Of strong importance; usually bold.',
  EM: 'Stressed; usually italic.',
  UNDERLINE: 'Underlined.',
  STRIKE: 'Struck through.',
  SUB: 'Subscript.',
  SUP: 'Superscript.',
  CODE: 'Computer code.',
});
export type Mark = ValueOf<typeof Mark>;

export const ParagraphStyle = defineEnum('ParagraphStyle', 'What a paragraph is for.', {
  NORMAL: 'Running text.',
  LEAD: 'The opening paragraph, set apart.',
  NOTE: 'A note of the editors.',
});
export type ParagraphStyle = ValueOf<typeof ParagraphStyle>;

export const Layout = defineEnum('Layout', 'How much room a block takes.', {
  INLINE: 'As wide as the text.',
  WIDE: 'Wider than the text.',
  FULL_BLEED: 'As wide as the page.',
  INSET: 'Narrower, with the text around it.',
});
export type Layout = ValueOf<typeof Layout>;

export const Tracking = defineEnum('Tracking', 'Whether an embed tracks readers.', {
  UNKNOWN: 'Nobody has looked: treat it as TRACKS.',
  TRACKS: 'It does: ask for consent first.',
  DOES_NOT_TRACK: 'It does not.',
});
export type Tracking = ValueOf<typeof Tracking>;

@ObjectType({ description: 'Where words lead.', simpleResolvers: true })
export class Link {
  @Field(() => URLScalar, { description: 'The address.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'Title of the link; null for none.' })
  title!: string | null;
}

/** A span as it is stored: `mention` is an index into the article’s mentions. */
export interface StoredSpan {
  text: string;
  marks: Mark[];
  link: Link | null;
  mention: number | null;
}

@ObjectType({
  description: 'A run of words that are set alike, lead to the same place and name the same thing. Spans do not nest.',
  simpleResolvers: true,
})
export class Span {
  @Field(() => String, { description: 'The words. The texts of a block’s spans together are its text.' })
  text!: string;

  @Field(() => [Mark], { description: 'How they are set; empty for plain text.' })
  marks!: Mark[];

  @Field(() => Link, { nullable: true, description: 'Where they lead; null for nowhere.' })
  link!: Link | null;

  /** The article’s mention itself. */
  readonly mention!: object | null;
}

const typeNames: Record<string, string> = {
  paragraph: 'ParagraphBlock',
  heading: 'HeadingBlock',
  list: 'ListBlock',
  quote: 'QuoteBlock',
  image: 'ImageBlock',
  embed: 'EmbedBlock',
  correction: 'CorrectionBlock',
  divider: 'DividerBlock',
  raw: 'RawBlock',
};

@InterfaceType({
  description: 'A part of a body. A client that meets a block it does not know shows its html or text.',
  resolveType: (block) => typeNames[(block as BodyBlock).kind],
})
export abstract class BodyBlock {
  @Field(() => ID, { description: 'Stays the same across revisions of the article.' })
  id!: string;

  @Field(() => String, {
    description: 'paragraph, heading, list, quote, image, embed, correction, divider or raw; more may come.',
  })
  kind!: string;

  @Field(() => String, { description: 'The block as plain text; mentions are ranges of it.' })
  text!: string;
}

@ObjectType({ implements: BodyBlock, description: 'A paragraph.', simpleResolvers: true })
export class ParagraphBlock extends BodyBlock {
  @Field(() => [Span], { description: 'Its words.' })
  spans!: Span[];

  @Field(() => ParagraphStyle, { description: 'What it is for.' })
  style!: ParagraphStyle;
}

@ObjectType({ implements: BodyBlock, description: 'A heading within the text.', simpleResolvers: true })
export class HeadingBlock extends BodyBlock {
  @Field(() => [Span], { description: 'Its words.' })
  spans!: Span[];

  @Field(() => Int, { description: '2 (highest) to 6.' })
  level!: number;

  @Field(() => String, { description: 'For a link to it; unique in the body.' })
  anchor!: string;
}

@ObjectType({ description: 'An item of a list.', simpleResolvers: true })
export class ListItem {
  @Field(() => Int, { description: 'Depth, 0 for the outermost.' })
  level!: number;

  @Field(() => [Span], { description: 'Its words.' })
  spans!: Span[];
}

@ObjectType({ implements: BodyBlock, description: 'A list; its text is one item a line.', simpleResolvers: true })
export class ListBlock extends BodyBlock {
  @Field(() => Boolean, { description: 'Whether the items are numbered.' })
  ordered!: boolean;

  @Field(() => [ListItem], { description: 'The items, in order.' })
  items!: ListItem[];
}

@ObjectType({ implements: BodyBlock, description: 'A quotation.', simpleResolvers: true })
export class QuoteBlock extends BodyBlock {
  @Field(() => [Span], { description: 'Its words.' })
  spans!: Span[];

  @Field(() => Boolean, { description: 'Whether it repeats words of the text as an ornament.' })
  pull!: boolean;

  @Field(() => String, { nullable: true, description: 'Who says it, as printed; null where it is not said.' })
  attribution!: string | null;

  readonly speakerId!: string | null;
}

@ObjectType({
  implements: BodyBlock,
  description: 'A picture in the text; its text is the caption.',
  simpleResolvers: true,
})
export class ImageBlock extends BodyBlock {
  @Field(() => Layout, { description: 'How much room it takes.' })
  layout!: Layout;

  readonly image!: ImageUse;
}

@ObjectType({
  implements: BodyBlock,
  description: 'Something of another site, such as a video or a post.',
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

@ObjectType({ implements: BodyBlock, description: 'A break between parts of the text.', simpleResolvers: true })
export class DividerBlock extends BodyBlock {}

@ObjectType({ implements: BodyBlock, description: 'What no other block can hold.', simpleResolvers: true })
export class RawBlock extends BodyBlock {
  @Field(() => JSONScalar, { description: 'The content as it came.' })
  payload!: unknown;

  readonly markup!: string | null;
}

interface Common {
  id: string;
  text: string;
}
export interface StoredListItem {
  level: number;
  spans: StoredSpan[];
}
/** Blocks as they are stored: as in the graph, but for spans and references. */
export type StoredBlock = Common &
  (
    | { kind: 'paragraph'; spans: StoredSpan[]; style: ParagraphStyle }
    | { kind: 'heading'; spans: StoredSpan[]; level: number; anchor: string }
    | { kind: 'list'; ordered: boolean; items: StoredListItem[] }
    | { kind: 'quote'; spans: StoredSpan[]; pull: boolean; speakerId: string | null; attribution: string | null }
    | { kind: 'image'; image: ImageUse; layout: Layout }
    | {
        kind: 'embed';
        provider: string;
        url: string;
        tracks: Tracking;
        consentPurpose: string | null;
        fallback: StoredBlock[];
      }
    | StoredCorrectionBlock
    | { kind: 'divider' }
    | { kind: 'raw'; payload: unknown; markup: string | null }
  );

@ObjectType({ description: 'The text of an article or policy, block by block, and the same as one piece.' })
export class Body {
  constructor(
    readonly stored: readonly StoredBlock[],
    /** What the spans’ `mention` counts in. */
    readonly mentions: readonly object[] = [],
  ) {}

  @Field(() => String, { description: 'All blocks as plain text, with an empty line between them.' })
  text(): string {
    return this.stored
      .map((block) => block.text)
      .filter(Boolean)
      .join('\n\n');
  }
}
