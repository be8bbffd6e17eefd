import Type from 'typebox';
import { List, Optional, Strict, Text } from '../../../graph/document.js';
import type { StoredTable } from '../block/table.js';
import { blockOf } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

const cells = (description: string) => List(Type.String({ description: 'Plain text.' }), description);

/** A tab or a line break would be the end of a cell in the text. */
const onOneLine = (cell: string) => cell.replace(/\s+/g, ' ').trim();

export const table = defineNative({
  kind: 'table',
  document: Strict({
    ...blockOf('table'),
    caption: Optional(Text('What it shows.')),
    header: Optional(cells('What the columns are.')),
    rows: List(cells('One row.'), 'The rows.'),
  }),
  stored: (block): Draft<StoredTable> => ({
    kind: 'table',
    caption: block.caption ?? null,
    header: (block.header ?? []).map(onOneLine),
    rows: block.rows.map((row) => row.map(onOneLine)),
  }),
});
