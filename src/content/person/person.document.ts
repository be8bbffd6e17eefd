import type { Static } from 'typebox';
import Type from 'typebox';
import { Fuzzy, List, Localised, Optional, Ref, Strict, Text } from '../../graph/document.js';
import { conceptProperties } from '../concept/concept.document.js';

export const personDocument = Strict(
  {
    type: Type.Literal('person'),
    ...conceptProperties(),
    givenName: Optional(Text('Given name.')),
    familyName: Optional(Text('Family name.')),
    honorific: Optional(Text('Title before the name: Dr, Sir, Prof.')),
    roles: Optional(
      List(
        Strict({
          organisation: Optional(Ref('organisation', 'Where the post is.')),
          title: Text('The post: Vice Foreign Minister.'),
          titles: Optional(Localised('The post in other languages.')),
          startedAt: Optional(Fuzzy('When the post was taken up.')),
          endedAt: Optional(Fuzzy('When it was left; left out while it is held.')),
        }),
        'Posts over time.',
      ),
    ),
  },
  'A person, with the posts held over time.',
);
export type PersonDocument = Static<typeof personDocument>;
