import { Field, ObjectType } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../../graph/enum.js';
import { BodyBlock, Span, type StoredSpan } from '../body.type.js';
import { defineKind, type StoredBase } from '../kind.js';

export const ParagraphStyle = defineEnum('ParagraphStyle', 'What a paragraph is for.', {
  NORMAL: 'Running text.',
  LEAD: 'The opening paragraph, set apart.',
  NOTE: 'A note of the editors.',
});
export type ParagraphStyle = ValueOf<typeof ParagraphStyle>;

@ObjectType({ implements: BodyBlock, description: 'A paragraph.', simpleResolvers: true })
export class ParagraphBlock extends BodyBlock {
  @Field(() => [Span], { description: 'Its words.' })
  spans!: Span[];

  @Field(() => ParagraphStyle, { description: 'What it is for.' })
  style!: ParagraphStyle;
}

export interface StoredParagraph extends StoredBase {
  kind: 'paragraph';
  spans: StoredSpan[];
  style: ParagraphStyle;
}

export const paragraph = defineKind({
  kind: 'paragraph',
  type: ParagraphBlock,
  show: ({ spans, style }: StoredParagraph) => [
    { show: 'line', tag: 'p', ...(style === 'NORMAL' ? {} : { style: style.toLowerCase() }), spans },
  ],
  mapSpans: (block, change) => ({ ...block, spans: change(block.spans) }),
});
