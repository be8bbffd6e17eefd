import type { Static } from 'typebox';
import Type from 'typebox';
import { Id, Localised, Optional, Ref, Slug, Strict, Text } from '../../graph/document.js';

export const sectionDocument = Strict(
  {
    type: Type.Literal('section'),
    id: Optional(Id()),
    slug: Slug(),
    name: Text('The name that readers see.'),
    names: Optional(Localised('The name in other languages.')),
    parent: Optional(Ref('section', 'The section above it.')),
    position: Optional(
      Type.Integer({ minimum: 0, description: 'Order among its siblings, smallest first; then by name.' }),
    ),
  },
  'A section of the site: its path is its parents’ slugs and its own.',
);
export type SectionDocument = Static<typeof sectionDocument>;
