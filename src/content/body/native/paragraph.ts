import { OneOf, Optional, Strict } from '../../../graph/document.js';
import { ParagraphStyle, type StoredParagraph } from '../block/paragraph.js';
import { blockOf, inline } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const paragraph = defineNative({
  kind: 'paragraph',
  document: Strict({
    ...blockOf('paragraph'),
    ...inline,
    style: Optional(OneOf(ParagraphStyle, 'NORMAL if left out.')),
  }),
  stored: (block, { spans }): Draft<StoredParagraph> => ({
    kind: 'paragraph',
    spans: spans(block),
    style: block.style ?? 'NORMAL',
  }),
});
