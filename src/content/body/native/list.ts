import Type from 'typebox';
import { List, Optional, Strict } from '../../../graph/document.js';
import type { StoredList } from '../block/list.js';
import { blockOf, inline } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const list = defineNative({
  kind: 'list',
  document: Strict({
    ...blockOf('list'),
    ordered: Optional(Type.Boolean({ description: 'Numbered.' })),
    items: List(
      Strict({
        ...inline,
        level: Optional(Type.Integer({ minimum: 0, maximum: 5, description: 'Depth, 0 if left out.' })),
      }),
      'The items.',
    ),
  }),
  stored: (block, { spans }): Draft<StoredList> => ({
    kind: 'list',
    ordered: block.ordered ?? false,
    items: block.items.map((item, at) => ({ level: item.level ?? 0, spans: spans(item, `/items/${at}`) })),
  }),
});
