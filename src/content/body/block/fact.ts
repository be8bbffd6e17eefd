import { Field, ObjectType } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../../graph/enum.js';
import { BodyBlock, Span, type StoredSpan } from '../body.type.js';
import { box, type Flow, plain, title } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';

export const FactStyle = defineEnum('FactStyle', 'What a box of facts is for.', {
  KEY_POINTS: 'What to know, in short.',
  Q_AND_A: 'Questions (the terms) and their answers.',
  BIG_NUMBER: 'Figures (the terms) and what they count.',
  DEFINITION: 'Words (the terms) and what they mean.',
  INFO_BOX: 'Background.',
});
export type FactStyle = ValueOf<typeof FactStyle>;

@ObjectType({ description: 'One fact.', simpleResolvers: true })
export class Fact {
  @Field(() => String, { nullable: true, description: 'The question, the figure, the word; null for none.' })
  term!: string | null;

  @Field(() => [Span], { description: 'What is to be said of it; empty where the term says it all.' })
  spans!: Span[];
}

@ObjectType({
  implements: BodyBlock,
  description: 'Facts in a box; its text is the title and the facts, terms and what is said of them each on a line.',
  simpleResolvers: true,
})
export class FactBlock extends BodyBlock {
  @Field(() => FactStyle, { description: 'What it is for.' })
  style!: FactStyle;

  @Field(() => String, { nullable: true, description: 'Its title; null for none.' })
  title!: string | null;

  @Field(() => [Fact], { description: 'The facts, in order.' })
  items!: Fact[];
}

export interface StoredFacts extends StoredBase {
  kind: 'fact';
  style: FactStyle;
  title: string | null;
  items: { term: string | null; spans: StoredSpan[] }[];
}

export const fact = defineKind({
  kind: 'fact',
  type: FactBlock,
  show: (block: StoredFacts) => [
    box('aside', block.style.toLowerCase().replaceAll('_', '-'), [...title(block.title), facts(block.items)]),
  ],
  mapSpans: (block, change) => ({
    ...block,
    items: block.items.map((item) => ({ ...item, spans: change(item.spans) })),
  }),
});

/** Points without terms are a list. */
function facts(items: StoredFacts['items']): Flow {
  if (items.every(({ term }) => term === null))
    return { show: 'list', ordered: false, items: items.map(({ spans }) => ({ level: 0, spans })) };
  return { show: 'entries', entries: items.map(({ term, spans }) => ({ term: plain(term ?? '', ['STRONG']), spans })) };
}
