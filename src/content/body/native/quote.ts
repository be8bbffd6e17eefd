import Type from 'typebox';
import { Optional, Ref, Strict, Text } from '../../../graph/document.js';
import type { StoredQuote } from '../block/quote.js';
import { blockOf, inline } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const quote = defineNative({
  kind: 'quote',
  document: Strict({
    ...blockOf('quote'),
    ...inline,
    pull: Optional(Type.Boolean({ description: 'A pull quote: it repeats the text.' })),
    speaker: Optional(Ref('person', 'Who says it.')),
    attribution: Optional(Text('Who says it, as printed.')),
  }),
  stored: (block, { spans, references }): Draft<StoredQuote> => ({
    kind: 'quote',
    spans: spans(block),
    pull: block.pull ?? false,
    speakerId: block.speaker === undefined ? null : references.id('person', block.speaker),
    attribution: block.attribution ?? null,
  }),
});
