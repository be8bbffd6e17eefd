import type { Static } from 'typebox';
import Type from 'typebox';
import { Id, OneOf, Optional, Ref, Slug, Strict, Text, Url } from '../../graph/document.js';
import { SourceCategory } from './source.type.js';

export const sourceDocument = Strict(
  {
    type: Type.Literal('source'),
    id: Optional(Id()),
    slug: Slug(),
    name: Text('The name as credits write it.'),
    category: OneOf(SourceCategory, 'What sort of source.'),
    url: Optional(Url('Its site.')),
    logo: Optional(Ref('image', 'Its logo, for search engines.')),
    country: Optional(Ref('place', 'Where it is based.')),
  },
  'Where content comes from: a publisher, a news agency, a picture desk.',
);
export type SourceDocument = Static<typeof sourceDocument>;
