import { Field, ObjectType } from 'type-graphql';
import { ImageUse } from '../../image/image.type.js';
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
