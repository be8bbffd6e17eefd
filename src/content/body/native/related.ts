import Type from 'typebox';
import { Optional, Ref, Strict, Text } from '../../../graph/document.js';
import type { StoredRelated } from '../block/related.js';
import { blockOf } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const related = defineNative({
  kind: 'related',
  document: Strict({
    ...blockOf('related'),
    heading: Optional(Text('What stands above them.')),
    articles: Type.Array(Ref('article', 'One of them.'), {
      minItems: 1,
      maxItems: 30,
      description: 'The articles, in order; those that are not public are not shown.',
    }),
  }),
  stored: (block, { references }): Draft<StoredRelated> => ({
    kind: 'related',
    heading: block.heading ?? null,
    articleIds: [...new Set(block.articles.map((article) => references.id('article', article)))],
  }),
});
