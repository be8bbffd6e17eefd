import Type from 'typebox';
import { Fuzzy, Optional, Ref, Strict, Text } from '../../../graph/document.js';
import type { StoredTimeline } from '../block/timeline.js';
import { blockOf, inline } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const timeline = defineNative({
  kind: 'timeline',
  document: Strict({
    ...blockOf('timeline'),
    title: Optional(Text('What it tells.')),
    entries: Type.Array(
      Strict({
        date: Optional(Fuzzy('When.')),
        title: Text('What happened, in a few words.'),
        ...inline,
        event: Optional(Ref('event', 'The event that it was.')),
      }),
      { minItems: 1, description: 'The steps, in the order in which they are told; text and spans may be left out.' },
    ),
  }),
  stored: (block, { spans, references }): Draft<StoredTimeline> => ({
    kind: 'timeline',
    title: block.title ?? null,
    entries: block.entries.map((entry, at) => ({
      date: entry.date ?? null,
      title: entry.title,
      spans: spans(entry, `/entries/${at}`, true),
      eventId: entry.event === undefined ? null : references.id('event', entry.event),
    })),
  }),
});
