import { Field, Int, ObjectType } from 'type-graphql';
import { BodyBlock, Span, type StoredSpan } from '../body.type.js';
import { defineKind, type StoredBase } from '../kind.js';

@ObjectType({ implements: BodyBlock, description: 'A heading within the text.', simpleResolvers: true })
export class HeadingBlock extends BodyBlock {
  @Field(() => [Span], { description: 'Its words.' })
  spans!: Span[];

  @Field(() => Int, { description: '2 (highest) to 6.' })
  level!: number;

  @Field(() => String, {
    description:
      'For a link to it: the id that it has in the HTML, unique in the body. A heading that is reworded keeps it.',
  })
  anchor!: string;
}

export interface StoredHeading extends StoredBase {
  kind: 'heading';
  spans: StoredSpan[];
  level: number;
  anchor: string;
}

export const heading = defineKind({
  kind: 'heading',
  type: HeadingBlock,
  show: ({ spans, level, anchor }: StoredHeading) => [{ show: 'heading', level, anchor, spans }],
  mapSpans: (block, change) => ({ ...block, spans: change(block.spans) }),
});
