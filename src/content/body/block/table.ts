import { Field, ObjectType } from 'type-graphql';
import { BodyBlock } from '../body.type.js';
import { defineKind, type StoredBase } from '../kind.js';

@ObjectType({
  implements: BodyBlock,
  description: 'A table; its text is the caption and one row a line, the cells parted by tabs.',
  simpleResolvers: true,
})
export class TableBlock extends BodyBlock {
  @Field(() => String, { nullable: true, description: 'What it shows; null where it is not said.' })
  caption!: string | null;

  @Field(() => [String], { description: 'What the columns are; empty where they have no heads.' })
  header!: string[];

  @Field(() => [[String]], { description: 'The rows, each as its cells.' })
  rows!: string[][];
}

export interface StoredTable extends StoredBase {
  kind: 'table';
  caption: string | null;
  header: string[];
  rows: string[][];
}

export const table = defineKind({
  kind: 'table',
  type: TableBlock,
  show: ({ caption, header, rows }: StoredTable) => [{ show: 'table', caption: caption ?? '', header, rows }],
});
