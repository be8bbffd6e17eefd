import type { Static } from 'typebox';
import Type from 'typebox';
import { Id, Instant, List, LocaleTag, OneOf, Optional, Ref, Slug, Strict, Text, Url } from '../../graph/document.js';
import { blockDocument } from '../body/body.document.js';
import { PolicyKind } from './policy.type.js';

export const policyDocument = Strict(
  {
    type: Type.Literal('policy'),
    id: Optional(Id()),
    slug: Slug(),
    kind: OneOf(PolicyKind, 'What it is about.'),
    source: Optional(Ref('source', 'Whose policy; left out: the site’s own.')),
    title: Text('Its heading.'),
    body: List(blockDocument, 'Its text.'),
    version: Text('The version as the publisher counts: 2, 2024-06.'),
    effectiveFrom: Instant('In force since.'),
    locale: LocaleTag(),
    regions: Optional(
      List(Type.String({ pattern: '^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$' }), 'ISO 3166 codes; left out or empty: everywhere.'),
    ),
    actions: Optional(
      List(
        Strict({ id: Slug(), label: Text('What the button says.'), purpose: Optional(Text('What it agrees to.')) }),
        'What a reader can answer.',
      ),
    ),
    links: Optional(
      List(Strict({ url: Url('Where it leads.'), title: Optional(Text('Link text.')) }), 'Links to the full texts.'),
    ),
  },
  'A notice that the site must show: cookie consent, privacy, terms.',
);
export type PolicyDocument = Static<typeof policyDocument>;
