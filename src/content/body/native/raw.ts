import Type from 'typebox';
import { Optional, Strict, Text } from '../../../graph/document.js';
import type { StoredRaw } from '../block/raw.js';
import { blockOf } from '../body.span.document.js';
import { wordsOf } from '../markup.js';
import { sanitiseMarkup } from '../sanitise.js';
import { type Draft, defineNative } from './kind.js';

export const raw = defineNative({
  kind: 'raw',
  document: Strict({
    ...blockOf('raw'),
    payload: Type.Unsafe<unknown>({
      type: ['object', 'array', 'string', 'number', 'boolean'],
      description: 'Anything that no other block can hold, but null.',
    }),
    html: Optional(Text('How to show it; it is sanitised.')),
    text: Optional(Text('How to say it in words, where the html has none.')),
  }),
  stored: (block): Draft<StoredRaw> => storedRaw(block.payload, block.html, block.text),
});

function storedRaw(payload: unknown, html: string | undefined, text: string | undefined): Draft<StoredRaw> {
  const markup = html === undefined ? null : sanitiseMarkup(html);
  const caption = markup && wordsOf(markup) !== '' ? null : (text ?? null);
  return { kind: 'raw', json: JSON.stringify(payload), markup, caption };
}

/** A block of a kind that is not known here: shown by its own html or text, if it brings them. */
export function unknownKind(block: Record<string, unknown>): Draft<StoredRaw> {
  const words = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return storedRaw(block, words(block.html), words(block.text));
}
