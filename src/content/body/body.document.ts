import type { Static } from 'typebox';
import Type from 'typebox';
import { ConceptRef, Id, List, OneOf, Optional, Ref, Strict, Text, Url } from '../../graph/document.js';
import { imageUseDocument } from '../image/image.document.js';
import { Layout, Mark, ParagraphStyle, Tracking } from './body.type.js';
import { correctionBlock } from './correction.document.js';

const spanDocument = Strict({
  text: Text('The words.'),
  marks: Optional(List(OneOf(Mark, 'How they are set.'), 'How they are set.')),
  link: Optional(Strict({ url: Url('Where it leads.'), title: Optional(Text('Link title.')) })),
  mention: Optional(ConceptRef('What these words name.')),
});

/** Text is plain `text`, or `spans` where words are marked, linked or name something; exactly one of the two. */
const inline = {
  text: Optional(Text('Plain text.')),
  spans: Optional(List(spanDocument, 'Marked, linked or naming words.')),
};
const id = { id: Optional(Id()) };

const paragraph = Strict({
  ...id,
  kind: Type.Literal('paragraph'),
  ...inline,
  style: Optional(OneOf(ParagraphStyle, 'NORMAL if left out.')),
});
const heading = Strict({
  ...id,
  kind: Type.Literal('heading'),
  ...inline,
  level: Optional(Type.Integer({ minimum: 2, maximum: 6, description: '2 if left out.' })),
});
const list = Strict({
  ...id,
  kind: Type.Literal('list'),
  ordered: Optional(Type.Boolean({ description: 'Numbered.' })),
  items: List(
    Strict({
      ...inline,
      level: Optional(Type.Integer({ minimum: 0, maximum: 5, description: 'Depth, 0 if left out.' })),
    }),
    'The items.',
  ),
});
const quote = Strict({
  ...id,
  kind: Type.Literal('quote'),
  ...inline,
  pull: Optional(Type.Boolean({ description: 'A pull quote: it repeats the text.' })),
  speaker: Optional(Ref('person', 'Who says it.')),
  attribution: Optional(Text('Who says it, as printed.')),
});
const image = Strict({
  ...id,
  kind: Type.Literal('image'),
  image: imageUseDocument,
  layout: Optional(OneOf(Layout, 'INLINE if left out.')),
});
const embed = Strict({
  ...id,
  kind: Type.Literal('embed'),
  provider: Text('Whose embed: youtube, x …'),
  url: Url('What is embedded.'),
  tracks: Optional(OneOf(Tracking, 'UNKNOWN if left out.')),
  consentPurpose: Optional(Text('The consent that must be given first.')),
  text: Optional(Text('What to show instead.')),
});
const divider = Strict({ ...id, kind: Type.Literal('divider') });
const raw = Strict({
  ...id,
  kind: Type.Literal('raw'),
  payload: Type.Unknown({ description: 'Anything that no other block can hold.' }),
  html: Optional(Text('How to show it; it is sanitised.')),
  text: Optional(Text('How to say it in words.')),
});

const blocks = [paragraph, heading, list, quote, image, embed, correctionBlock, divider, raw];
type AnyBlock = Static<(typeof blocks)[number]>;

/** `discriminator` (as OpenAPI has it) makes the checker speak of the block that was meant, and of no other. */
export const blockDocument = Type.Unsafe<AnyBlock>({
  type: 'object',
  discriminator: { propertyName: 'kind' },
  required: ['kind'],
  oneOf: blocks,
});
export type BlockDocument = Static<typeof blockDocument>;
export type SpanDocument = Static<typeof spanDocument>;
