import { Field, ObjectType } from 'type-graphql';
import Type from 'typebox';
import { Optional, Strict, Text } from '../../../graph/document.js';
import { JSONScalar } from '../../../graph/scalars.js';
import { blockOf } from '../body.span.document.js';
import { BodyBlock } from '../body.type.js';
import { box, line } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';
import { sanitiseMarkup, wordsOf } from '../sanitise.js';

@ObjectType({
  implements: BodyBlock,
  description: 'What no other block can hold, or a block of a kind that is newer than this gateway.',
  simpleResolvers: true,
})
export class RawBlock extends BodyBlock {
  @Field(() => JSONScalar, { description: 'The content as it came; of a newer kind, the whole block.' })
  payload!: unknown;
}

export interface StoredRaw extends StoredBase {
  kind: 'raw';
  payload: unknown;
  /** Sanitised; null for none. */
  markup: string | null;
  /** What says it where the markup has no words; null for nothing. */
  caption: string | null;
}

export const raw = defineKind({
  kind: 'raw',
  type: RawBlock,
  document: Strict({
    ...blockOf('raw'),
    payload: Type.Unknown({ description: 'Anything that no other block can hold.' }),
    html: Optional(Text('How to show it; it is sanitised.')),
    text: Optional(Text('How to say it in words, where the html has none.')),
  }),
  stored: (block) => storedRaw(block.payload, block.html, block.text),
  show: ({ markup, caption }: StoredRaw) => {
    const flows = [
      ...(markup ? [{ show: 'markup' as const, html: markup, text: wordsOf(markup) }] : []),
      ...line('p', caption),
    ];
    return flows.length > 0 ? [box('div', 'raw', flows)] : [];
  },
  identity: ({ payload }) => JSON.stringify(payload) ?? '',
});

function storedRaw(
  payload: unknown,
  html: string | undefined,
  text: string | undefined,
): Omit<StoredRaw, 'id' | 'text'> {
  const markup = html === undefined ? null : sanitiseMarkup(html);
  const caption = markup && wordsOf(markup) !== '' ? null : (text ?? null);
  return { kind: 'raw', payload, markup, caption };
}

/** A block of a kind that is not known here: shown by its own html or text, if it brings them. */
export function unknownKind(block: Record<string, unknown>): Omit<StoredRaw, 'id' | 'text'> {
  const words = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  return storedRaw(block, words(block.html), words(block.text));
}
