import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../graph/context.js';
import { follow } from '../../../graph/loader.js';
import type { MaybePromise } from '../../../graph/maybe-promise.js';
import { nodeKey } from '../../../graph/node.js';
import { Locale, URLScalar } from '../../../graph/scalars.js';
import { imageById } from '../../image/image.loaders.js';
import { Image } from '../../image/image.type.js';
import { BodyBlock } from '../body.type.js';
import { box, line } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';
import { isOnWeb } from '../links.js';

@ObjectType({ description: 'A file that a player can take.', simpleResolvers: true })
export class MediaSource {
  @Field(() => URLScalar, { description: 'Where it is.' })
  url!: string;

  @Field(() => String, { description: 'Media type, such as video/mp4 or text/vtt.' })
  mediaType!: string;

  @Field(() => Int, { nullable: true, description: 'Pixels; null where it is not known.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Pixels; null where it is not known.' })
  height!: number | null;

  @Field(() => Locale, { nullable: true, description: 'The language spoken or written; null where it is not said.' })
  locale!: string | null;
}

@ObjectType({
  implements: BodyBlock,
  description: 'A moving picture; its text is the transcript.',
  simpleResolvers: true,
})
export class VideoBlock extends BodyBlock {
  @Field(() => [MediaSource], { description: 'The same in one or more forms, the preferred one first.' })
  sources!: MediaSource[];

  @Field(() => [MediaSource], { description: 'What is said, to be shown with it, by language.' })
  captions!: MediaSource[];

  @Field(() => String, { nullable: true, description: 'What is said, as one text; null where nobody has written it.' })
  transcript!: string | null;

  @Field(() => Int, { nullable: true, description: 'How long it is; null where it is not known.' })
  seconds!: number | null;

  readonly posterId!: string | null;
}

@Resolver(() => VideoBlock)
export class VideoBlockResolver {
  @FieldResolver(() => Image, { nullable: true, description: 'What to show before it plays; null for nothing.' })
  poster(@Root() video: VideoBlock, @Ctx() context: Context): MaybePromise<Image | null> {
    return follow(imageById, context, video.posterId);
  }
}

export interface StoredVideo extends StoredBase {
  kind: 'video';
  posterId: string | null;
  sources: MediaSource[];
  captions: MediaSource[];
  transcript: string | null;
  seconds: number | null;
}

export const video = defineKind({
  kind: 'video',
  type: VideoBlock,
  resolvers: [VideoBlockResolver],
  show: ({ posterId, sources, captions, transcript }: StoredVideo, found) => {
    const poster = posterId === null ? undefined : found?.image(posterId);
    const words = (transcript ?? '').split(/\n+/).flatMap((paragraph) => line('p', paragraph));
    return [
      box('figure', 'video', [
        { show: 'video', poster: poster && isOnWeb(poster.url) ? poster.url : null, sources, captions },
        ...(words.length > 0 ? [box('div', 'transcript', words)] : []),
      ]),
    ];
  },
  leadsTo: ({ posterId }) => [posterId && nodeKey('image', posterId)],
  identity: ({ sources }) => sources[0]?.url ?? '',
});
