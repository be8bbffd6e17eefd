import Type from 'typebox';
import { Strict } from '../../../graph/document.js';
import { imageUseDocument } from '../../image/image.document.js';
import { storedImageUse } from '../../image/image.stored.js';
import type { StoredGallery } from '../block/gallery.js';
import { blockOf } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const gallery = defineNative({
  kind: 'gallery',
  document: Strict({
    ...blockOf('gallery'),
    images: Type.Array(imageUseDocument, { minItems: 1, description: 'The pictures, in order.' }),
  }),
  stored: (block, { references }): Draft<StoredGallery> => ({
    kind: 'gallery',
    images: block.images.map((use) => storedImageUse(use, 0, references)),
  }),
});
