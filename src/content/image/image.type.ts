import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Connection } from '../../graph/connection.js';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import type { Localised } from '../../graph/localised.js';
import { Node, type NodeKey } from '../../graph/node.js';
import { DateTime } from '../../graph/scalars.js';

export const ImageType = defineEnum('ImageType', 'What sort of picture it is.', {
  PHOTO: 'A photograph.',
  ILLUSTRATION: 'A drawing or painting.',
  GRAPHIC: 'A chart or diagram.',
  MAP: 'A map.',
  COMPOSITE: 'Several pictures put together.',
});
export type ImageType = ValueOf<typeof ImageType>;

export const Syndication = defineEnum('Syndication', 'Whether others may publish it.', {
  YES: 'Others may.',
  NO: 'Nobody else may.',
  VERIFY: 'Ask first.',
});
export type Syndication = ValueOf<typeof Syndication>;

@ObjectType({ description: 'Whose it is and what may be done with it.', simpleResolvers: true })
export class Rights {
  @Field(() => String, { nullable: true, description: 'Who holds the rights; null where it is not known.' })
  holder!: string | null;

  @Field(() => String, { nullable: true, description: 'The copyright notice as printed; null for none.' })
  notice!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What may be done with it, in words; null where nothing is said.',
  })
  usageTerms!: string | null;

  @Field(() => Syndication, { description: 'Whether others may publish it.' })
  syndication!: Syndication;

  @Field(() => DateTime, { nullable: true, description: 'Not to be shown after this; null for no end.' })
  expiresAt!: Date | null;
}

@ObjectType({
  description: 'A point in a picture, as shares of its width and height from the top left.',
  simpleResolvers: true,
})
export class Point {
  @Field(() => Float, { description: '0 is the left edge, 1 the right.' })
  x!: number;

  @Field(() => Float, { description: '0 is the top edge, 1 the bottom.' })
  y!: number;
}

@ObjectType({
  implements: Node,
  description: 'A picture: the asset, apart from its use in an article.',
  simpleResolvers: true,
})
export class Image extends Node {
  @Field(() => Int, { nullable: true, description: 'Pixels; null where it is not known.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Pixels; null where it is not known.' })
  height!: number | null;

  @Field(() => String, { nullable: true, description: 'Media type, such as image/jpeg; null where it is not known.' })
  mediaType!: string | null;

  @Field(() => String, { nullable: true, description: 'Who must be named with it; null for nobody.' })
  credit!: string | null;

  @Field(() => Rights, {
    nullable: true,
    description: 'Whose it is and what may be done with it; null where nothing is said.',
  })
  rights!: Rights | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken; null where it is not known.' })
  takenAt!: Date | null;

  @Field(() => ImageType, { description: 'What sort of picture it is.' })
  imageType!: ImageType;

  @Field(() => String, {
    nullable: true,
    description: 'IPTC digital source type, such as digitalCapture; null where it is not known.',
  })
  digitalSourceType!: string | null;

  @Field(() => Point, { nullable: true, description: 'What a crop must keep; null where any part will do.' })
  focalPoint!: Point | null;

  @Field(() => String, { nullable: true, description: 'Dominant colour as #rrggbb; null where it is not known.' })
  dominantColour!: string | null;

  readonly slug!: string;
  /** An address, a name (urn:), or a path of the gateway's own. */
  readonly url!: string;
  readonly alt!: string | null;
  readonly alts!: Localised;
  readonly caption!: string | null;
  readonly captions!: Localised;
  readonly photographerId!: string | null;
  readonly sourceId!: string | null;
  readonly depictsKeys!: NodeKey[];
}

export const ImageConnection = Connection<Image>(() => Image, 'Image', 'images');

@ObjectType({
  description: 'One placement of an image: caption, alternative text and credit may differ from the image’s own.',
  simpleResolvers: true,
})
export class ImageUse {
  @Field(() => String, {
    nullable: true,
    description: 'What the picture is for here: lead, inline, gallery; null where it is not said.',
  })
  role!: string | null;

  @Field(() => Int, { description: 'Its place among the article’s images, from 0.' })
  position!: number;

  readonly imageId!: string;
  readonly caption!: string | null;
  readonly alt!: string | null;
  readonly credit!: string | null;
}

export const ImageUseConnection = Connection<ImageUse>(() => ImageUse, 'ImageUse', 'images in use');
