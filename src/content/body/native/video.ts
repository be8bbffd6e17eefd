import Type from 'typebox';
import { List, LocaleTag, Optional, Ref, Strict, Text, Whole } from '../../../graph/document.js';
import type { MediaSource, StoredVideo } from '../block/video.js';
import { blockOf, WebUrl } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

const media = Strict({
  url: WebUrl('Where it is.'),
  mediaType: Type.String({ pattern: '^[a-z]+/[a-z0-9.+-]+$', description: 'video/mp4, text/vtt …' }),
  width: Optional(Whole(1, 'Pixels.')),
  height: Optional(Whole(1, 'Pixels.')),
  locale: Optional(LocaleTag()),
});

const storedMedia = ({ url, mediaType, width, height, locale }: Type.Static<typeof media>): MediaSource => ({
  url,
  mediaType,
  width: width ?? null,
  height: height ?? null,
  locale: locale ?? null,
});

export const video = defineNative({
  kind: 'video',
  document: Strict({
    ...blockOf('video'),
    poster: Optional(Ref('image', 'What to show before it plays.')),
    sources: Type.Array(media, { minItems: 1, description: 'The same in one or more forms, the preferred one first.' }),
    captions: Optional(List(media, 'What is said, to be shown with it.')),
    transcript: Optional(Text('What is said, as one text.')),
    seconds: Optional(Whole(0, 'How long it is.')),
  }),
  stored: (block, { references }): Draft<StoredVideo> => ({
    kind: 'video',
    posterId: block.poster === undefined ? null : references.id('image', block.poster),
    sources: block.sources.map(storedMedia),
    captions: (block.captions ?? []).map(storedMedia),
    transcript: block.transcript ?? null,
    seconds: block.seconds ?? null,
  }),
});
