import { OneOf, Optional, Strict } from '../../../graph/document.js';
import { imageUseDocument } from '../../image/image.document.js';
import { storedImageUse } from '../../image/image.stored.js';
import { Layout, type StoredImageBlock } from '../block/image.js';
import { blockOf } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const image = defineNative({
  kind: 'image',
  document: Strict({
    ...blockOf('image'),
    image: imageUseDocument,
    layout: Optional(OneOf(Layout, 'INLINE if left out.')),
  }),
  stored: (block, { references }): Draft<StoredImageBlock> => ({
    kind: 'image',
    image: storedImageUse(block.image, 0, references),
    layout: block.layout ?? 'INLINE',
  }),
});
