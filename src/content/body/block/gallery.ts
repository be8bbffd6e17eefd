import { Field, ObjectType } from 'type-graphql';
import Type from 'typebox';
import { Strict } from '../../../graph/document.js';
import { imageUseDocument } from '../../image/image.document.js';
import { storedImageUse } from '../../image/image.stored.js';
import { ImageUse } from '../../image/image.type.js';
import { blockOf } from '../body.span.document.js';
import { BodyBlock } from '../body.type.js';
import { figure } from '../figure.js';
import { box } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';

@ObjectType({
  implements: BodyBlock,
  description: 'Pictures that belong together; its text is their captions, one a line.',
  simpleResolvers: true,
})
export class GalleryBlock extends BodyBlock {
  @Field(() => [ImageUse], { description: 'The pictures, in order, with captions and credits as they are here.' })
  images!: ImageUse[];
}

export interface StoredGallery extends StoredBase {
  kind: 'gallery';
  images: ImageUse[];
}

export const gallery = defineKind({
  kind: 'gallery',
  type: GalleryBlock,
  document: Strict({
    ...blockOf('gallery'),
    images: Type.Array(imageUseDocument, { minItems: 1, description: 'The pictures, in order.' }),
  }),
  stored: (block, { references }) => ({
    kind: 'gallery',
    images: block.images.map((use) => storedImageUse(use, 0, references)),
  }),
  show: ({ images }: StoredGallery, found) => [
    box(
      'div',
      'gallery',
      images.map((use) => figure(use, found)),
    ),
  ],
  mapImages: (block, change) => ({ ...block, images: block.images.map(change) }),
  identity: ({ images }) => images.map(({ imageId }) => imageId).join(' '),
});
