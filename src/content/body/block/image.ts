import { Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { defineEnum, type ValueOf } from '../../../graph/enum.js';
import { ImageUse } from '../../image/image.type.js';
import { BodyBlock } from '../body.type.js';
import { figure } from '../figure.js';
import { defineKind, type StoredBase } from '../kind.js';

export const Layout = defineEnum('Layout', 'How much room a block takes.', {
  INLINE: 'As wide as the text.',
  WIDE: 'Wider than the text.',
  FULL_BLEED: 'As wide as the page.',
  INSET: 'Narrower, with the text around it.',
});
export type Layout = ValueOf<typeof Layout>;

@ObjectType({
  implements: BodyBlock,
  description: 'A picture in the text; its text is the caption.',
  simpleResolvers: true,
})
export class ImageBlock extends BodyBlock {
  @Field(() => Layout, { description: 'How much room it takes.' })
  layout!: Layout;

  readonly image!: ImageUse;
}

@Resolver(() => ImageBlock)
export class ImageBlockResolver {
  @FieldResolver(() => ImageUse, { description: 'The picture, with caption and credit as they are here.' })
  image(@Root() block: ImageBlock): ImageUse {
    return block.image;
  }
}

export interface StoredImageBlock extends StoredBase {
  kind: 'image';
  image: ImageUse;
  layout: Layout;
}

export const image = defineKind({
  kind: 'image',
  type: ImageBlock,
  resolvers: [ImageBlockResolver],
  show: ({ image: use, layout }: StoredImageBlock, found) => [
    figure(use, found, layout === 'INLINE' ? undefined : layout.toLowerCase().replace('_', '-')),
  ],
  mapImages: (block, change) => ({ ...block, image: change(block.image) }),
  identity: ({ image: use }) => use.imageId,
});
