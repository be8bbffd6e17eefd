import type { Static } from 'typebox';
import Type from 'typebox';
import { Id, Instant, List, OneOf, Optional, Strict, Text } from '../../graph/document.js';
import { CorrectionKind } from './correction.type.js';

export const correctionDocument = Strict({
  id: Optional(Id()),
  kind: OneOf(CorrectionKind, 'What it is for.'),
  text: Text('What readers are told.'),
  at: Instant('When it was made.'),
  blocks: Optional(
    List(
      Type.Unsafe<string | number>({
        type: ['string', 'integer'],
        minLength: 1,
        minimum: 0,
        description: 'Id of a block, or its index in `body`.',
      }),
      'The blocks that it concerns; left out: the whole article.',
    ),
  ),
});
export type CorrectionDocument = Static<typeof correctionDocument>;
