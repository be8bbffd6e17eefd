import Type from 'typebox';
import { Optional, Strict } from '../../../graph/document.js';
import type { StoredHeading } from '../block/heading.js';
import { blockOf, inline } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const heading = defineNative({
  kind: 'heading',
  document: Strict({
    ...blockOf('heading'),
    ...inline,
    level: Optional(Type.Integer({ minimum: 2, maximum: 6, description: '2 if left out.' })),
  }),
  // Anchors are given when all headings are known.
  stored: (block, { spans }): Draft<StoredHeading> => ({
    kind: 'heading',
    spans: spans(block),
    level: block.level ?? 2,
    anchor: '',
  }),
});
