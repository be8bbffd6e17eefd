import type { Static } from 'typebox';
import Type from 'typebox';
import { Id, Localised, Optional, Ref, Slug, Strict, Text, Whole } from '../../graph/document.js';

/** A front is read whole. */
const maxSlots = 20;
const maxSlotSize = 30;

export const sectionDocument = Strict(
  {
    type: Type.Literal('section'),
    id: Optional(Id()),
    slug: Slug(),
    name: Text('The name that readers see.'),
    names: Optional(Localised('The name in other languages.')),
    parent: Optional(Ref('section', 'The section above it.')),
    position: Optional(Whole(0, 'Order among its siblings, smallest first; then by name.')),
    front: Optional(
      Type.Array(
        Strict({
          id: Type.String({
            pattern: '^[a-z0-9]+(?:[-_][a-z0-9]+)*$',
            maxLength: 100,
            description: 'Stays the same for ever; unique on this front.',
          }),
          title: Optional(Text('What readers see above it.')),
          layout: Text('How the site is to lay it out, in the words of the site: lead, list, grid …'),
          articles: Optional(
            Type.Array(Ref('article', 'One of them.'), {
              maxItems: 2 * maxSlotSize,
              description:
                'The editor’s choice, in its order, of any section; those beyond `size` stand in for what is not public.',
            }),
          ),
          size: Type.Integer({
            minimum: 1,
            maximum: maxSlotSize,
            description: 'How many articles it shows; the newest of the section fill it up.',
          }),
        }),
        { maxItems: maxSlots, description: 'What stands on its front, from top to bottom.' },
      ),
    ),
  },
  'A section of the site: its path is its parents’ slugs and its own.',
);
export type SectionDocument = Static<typeof sectionDocument>;
