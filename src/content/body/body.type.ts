import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import { URLScalar } from '../../graph/scalars.js';
import type { StoredBlock } from './blocks.js';

export type { StoredBlock } from './blocks.js';

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

@ObjectType({ description: 'Where words lead.', simpleResolvers: true })
export class Link {
  @Field(() => URLScalar, { description: 'The address; that of the article for a link to one of our own.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'Title of the link; null for none.' })
  title!: string | null;

  /** The article itself, if it is one of ours. */
  readonly article?: object;
}

/** A link leads to an address or to one of our own articles, whose address is known when it is asked for. */
export interface StoredLink {
  url: string | null;
  articleId: string | null;
  title: string | null;
}

/** A span as it is stored: `mention` is an index into the article’s mentions. */
export interface StoredSpan {
  text: string;
  marks: Mark[];
  link: StoredLink | null;
  mention: number | null;
}

@ObjectType({
  description: 'A run of words that are set alike, lead to the same place and name the same thing. Spans do not nest.',
  simpleResolvers: true,
})
export class Span {
  @Field(() => String, { description: 'The words; they stand in the block’s text, span after span.' })
  text!: string;

  @Field(() => [Mark], { description: 'How they are set, each once; empty for plain text.' })
  marks!: Mark[];

  readonly link!: StoredLink | null;
  /** The article’s mention itself. */
  readonly mention!: object | null;
}

@InterfaceType({
  description: 'A part of a body. A client that meets a block it does not know shows its html or text.',
  // `key-points` would be KeyPointsBlock.
  resolveType: (block) =>
    `${(block as BodyBlock).kind.replace(/(?:^|-)\w/g, (first) => first.slice(-1).toUpperCase())}Block`,
})
export abstract class BodyBlock {
  @Field(() => ID, { description: 'Stays the same across revisions of the article.' })
  id!: string;

  @Field(() => String, {
    description:
      'paragraph, heading, list, quote, image, gallery, video, table, embed, related, timeline, fact, correction, divider or raw; more may come.',
  })
  kind!: string;

  /** As it is stored: without what other documents bring to it, such as the captions of pictures. */
  readonly text!: string;
}

@ObjectType({ description: 'A heading of a text, for a table of contents.', simpleResolvers: true })
export class OutlineEntry {
  @Field(() => ID, { description: 'The heading’s block.' })
  blockId!: string;

  @Field(() => Int, { description: '2 (highest) to 6.' })
  level!: number;

  @Field(() => String, { description: 'Its words.' })
  text!: string;

  @Field(() => String, {
    description: 'For a link to it: the id that it has in the HTML. A heading that is reworded keeps it.',
  })
  anchor!: string;
}

@ObjectType({ description: 'The text of an article or policy, block by block, and the same as one piece.' })
export class Body {
  constructor(
    readonly stored: readonly StoredBlock[],
    /** What the spans’ `mention` counts in. */
    readonly mentions: readonly object[] = [],
  ) {}
}
