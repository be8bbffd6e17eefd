import type { Static } from 'typebox';
import Type from 'typebox';
import { ConceptRef, Id, List, OneOf, Optional, Ref, Strict, Text, Url } from '../../graph/document.js';
import { Mark } from './body.type.js';

const spanDocument = Strict({
  text: Text('The words.'),
  marks: Optional(List(OneOf(Mark, 'How they are set.'), 'How they are set.')),
  link: Optional(
    Strict(
      {
        url: Optional(Url('Where it leads.')),
        article: Optional(Ref('article', 'Which of our own articles it leads to.')),
        title: Optional(Text('Link title.')),
      },
      'Exactly one of url and article.',
    ),
  ),
  mention: Optional(ConceptRef('What these words name.')),
});
export type SpanDocument = Static<typeof spanDocument>;

/** Text is plain `text`, or `spans` where words are marked, linked or name something; exactly one of the two. */
export const inline = {
  text: Optional(Text('Plain text.')),
  spans: Optional(List(spanDocument, 'Marked, linked or naming words.')),
};

/** What each block begins with. */
export const blockOf = <K extends string>(kind: K) => ({ id: Optional(Id()), kind: Type.Literal(kind) });

/** An address that a page can load something from. */
export const WebUrl = (description: string) => Type.String({ format: 'uri', pattern: '^https?://', description });
