import Type from 'typebox';
import { OneOf, Optional, Strict, Text } from '../../../graph/document.js';
import { DocumentError } from '../../../graph/stored.js';
import { FactStyle, type StoredFacts } from '../block/fact.js';
import { blockOf, inline } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const fact = defineNative({
  kind: 'fact',
  document: Strict({
    ...blockOf('fact'),
    style: Optional(OneOf(FactStyle, 'INFO_BOX if left out.')),
    title: Optional(Text('Its title.')),
    items: Type.Array(Strict({ term: Optional(Text('The question, the figure, the word.')), ...inline }), {
      minItems: 1,
      description: 'The facts, in order; what has a term needs neither text nor spans.',
    }),
  }),
  stored: (block, { spans, pointer }): Draft<StoredFacts> => ({
    kind: 'fact',
    style: block.style ?? 'INFO_BOX',
    title: block.title ?? null,
    items: block.items.map((item, at) => {
      const words = spans(item, `/items/${at}`, true);
      if (item.term === undefined && words.length === 0)
        throw new DocumentError(`${pointer}/items/${at}`, 'expected a term, text or spans, found none of them');
      return { term: item.term ?? null, spans: words };
    }),
  }),
});
