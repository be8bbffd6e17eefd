import { Field, ObjectType } from 'type-graphql';
import Type from 'typebox';
import { List, Optional, Strict, Text } from '../../../graph/document.js';
import { blockOf } from '../body.span.document.js';
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

const cells = (description: string) => List(Type.String({ description: 'Plain text.' }), description);

/** A tab or a line break would be the end of a cell in the text. */
const onOneLine = (cell: string) => cell.replace(/\s+/g, ' ').trim();

export const table = defineKind({
  kind: 'table',
  type: TableBlock,
  document: Strict({
    ...blockOf('table'),
    caption: Optional(Text('What it shows.')),
    header: Optional(cells('What the columns are.')),
    rows: List(cells('One row.'), 'The rows.'),
  }),
  stored: (block) => ({
    kind: 'table',
    caption: block.caption ?? null,
    header: (block.header ?? []).map(onOneLine),
    rows: block.rows.map((row) => row.map(onOneLine)),
  }),
  show: ({ caption, header, rows }: StoredTable) => [{ show: 'table', caption: caption ?? '', header, rows }],
});
