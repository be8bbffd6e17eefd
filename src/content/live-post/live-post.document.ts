import type { Static } from 'typebox';
import Type from 'typebox';
import { Id, Instant, List, Optional, Ref, Slug, Strict, Text } from '../../graph/document.js';
import { articleDocument } from '../article/article.document.js';
import { blockDocument } from '../body/body.document.js';
import { postStatuses } from './live-post.type.js';

const { contributions, mentions } = articleDocument.properties;

export const livePostDocument = Strict(
  {
    type: Type.Literal('livePost'),
    id: Optional(Id()),
    slug: Slug(),
    article: Ref('article', 'The live blog that it stands in, an article of the kind LIVEBLOG.'),
    title: Optional(Text('Its heading.')),
    keyEvent: Optional(Type.Boolean({ description: 'One of the turns of the story.' })),
    pinned: Optional(Type.Boolean({ description: 'Shown at the top; of several the newest is.' })),
    publishedAt: Instant(
      'What posts are sorted by. Whatever it is, a post is shown with its article as soon as it is loaded.',
    ),
    updatedAt: Optional(Instant('Last changed; left out: publishedAt, and the time of loading when its words change.')),
    status: Optional(
      Type.Enum([...postStatuses], {
        description: 'PUBLISHED if left out; WITHDRAWN takes it away. It is never shown without its article.',
      }),
    ),
    contributions,
    mentions,
    body: List(blockDocument, 'The text, block by block.'),
  },
  'A post of a live blog.',
);
export type LivePostDocument = Static<typeof livePostDocument>;
