import type { Static } from 'typebox';
import Type from 'typebox';
import {
  ConceptRef,
  Id,
  Instant,
  List,
  Localised,
  OneOf,
  Optional,
  Ref,
  Slug,
  Strict,
  Text,
  Whole,
} from '../../graph/document.js';
import { ImageType, Syndication } from './image.type.js';

export const rightsDocument = Strict({
  holder: Optional(Text('Who holds the rights.')),
  notice: Optional(Text('Copyright notice.')),
  usageTerms: Optional(Text('What may be done with it.')),
  syndication: Optional(OneOf(Syndication, 'VERIFY if left out.')),
  expiresAt: Optional(Instant('Not to be shown after this.')),
});

export const imageDocument = Strict(
  {
    type: Type.Literal('image'),
    id: Optional(Id()),
    slug: Slug(),
    url: Optional(
      Type.String({
        format: 'uri-reference',
        pattern: '^(?:[a-z][a-z0-9+.-]*:|/)',
        description:
          'Where the file is: an address, or a path of the gateway such as /images/…. Left out when it is not known, as for a picture that a text only describes.',
      }),
    ),
    width: Optional(Whole(1, 'Pixels.')),
    height: Optional(Whole(1, 'Pixels.')),
    mediaType: Optional(Type.String({ pattern: '^image/[a-z0-9.+-]+$', description: 'image/jpeg …' })),
    alt: Optional(Text('What the picture shows, for those who cannot see it.')),
    alts: Optional(Localised('The alternative text in other languages.')),
    caption: Optional(Text('The caption that came with it.')),
    captions: Optional(Localised('The caption in other languages.')),
    credit: Optional(Text('Who must be named.')),
    photographer: Optional(Ref('person', 'Who took it.')),
    source: Optional(Ref('source', 'Where it comes from.')),
    rights: Optional(rightsDocument),
    takenAt: Optional(Instant('When it was taken.')),
    imageType: Optional(OneOf(ImageType, 'PHOTO if left out.')),
    digitalSourceType: Optional(Text('IPTC digital source type: digitalCapture, trainedAlgorithmicMedia …')),
    focalPoint: Optional(
      Strict(
        { x: Type.Number({ minimum: 0, maximum: 1 }), y: Type.Number({ minimum: 0, maximum: 1 }) },
        'What crops must keep: 0 to 1 from the top left.',
      ),
    ),
    dominantColour: Optional(Type.String({ pattern: '^#[0-9a-f]{6}$', description: '#rrggbb.' })),
    depicts: Optional(List(ConceptRef('Who or what is to be seen.'), 'Who or what is to be seen.')),
  },
  'A picture: the asset, apart from its use in an article.',
);
export type ImageDocument = Static<typeof imageDocument>;

/** One placement of an image: caption, alt text and credit may differ from the image’s own. */
export const imageUseDocument = Strict({
  image: Ref('image', 'The picture.'),
  caption: Optional(Text('The caption here; left out: the image’s own.')),
  alt: Optional(Text('The alternative text here; left out: the image’s own, else the caption.')),
  credit: Optional(Text('The credit here; left out: the image’s own.')),
  role: Optional(Text('What the picture is for here: lead, inline, gallery …')),
});
