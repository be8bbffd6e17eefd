import { Field, Int, ObjectType } from 'type-graphql';
import { BodyBlock, Span, type StoredSpan } from '../body.type.js';
import { defineKind, type StoredBase } from '../kind.js';

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

export interface StoredList extends StoredBase {
  kind: 'list';
  ordered: boolean;
  items: { level: number; spans: StoredSpan[] }[];
}

export const list = defineKind({
  kind: 'list',
  type: ListBlock,
  show: ({ ordered, items }: StoredList) => [{ show: 'list', ordered, items }],
  mapSpans: (block, change) => ({
    ...block,
    items: block.items.map((item) => ({ ...item, spans: change(item.spans) })),
  }),
});
