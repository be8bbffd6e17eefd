import { Field, ObjectType } from 'type-graphql';
import { Strict, Text } from '../../../graph/document.js';
import { DocumentError } from '../../../graph/stored.js';
import { blockOf } from '../body.span.document.js';
import { BodyBlock } from '../body.type.js';
import { Correction } from '../correction.type.js';
import { box, line } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';

@ObjectType({
  implements: BodyBlock,
  description: 'A correction where readers meet it in the text; its text is the correction’s.',
  simpleResolvers: true,
})
export class CorrectionBlock extends BodyBlock {
  @Field(() => Correction, { description: 'The correction.' })
  correction!: Correction;
}

export interface StoredCorrectionBlock extends StoredBase {
  kind: 'correction';
  correction: Correction;
}

/** Set apart from the text, so that a site can show it as a note. */
export const correction = defineKind({
  kind: 'correction',
  type: CorrectionBlock,
  document: Strict({ ...blockOf('correction'), correction: Text('Id of one of the article’s corrections.') }),
  stored: ({ correction: id }, { corrections, pointer }) => {
    const document = corrections?.get(id);
    if (!document)
      throw new DocumentError(`${pointer}/correction`, `expected the id of one of the corrections, found '${id}'`);
    const { kind, text } = document;
    // Which blocks it concerns is known once they have ids.
    return { kind: 'correction', correction: { id, kind, text, at: new Date(document.at), blockIds: [] } };
  },
  show: ({ correction: { text } }: StoredCorrectionBlock) => [box('aside', 'correction', line('p', text))],
  identity: ({ correction: { id } }) => id,
});
