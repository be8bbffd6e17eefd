import { Strict, Text } from '../../../graph/document.js';
import { DocumentError } from '../../../graph/stored.js';
import type { StoredCorrectionBlock } from '../block/correction.js';
import { blockOf } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const correction = defineNative({
  kind: 'correction',
  document: Strict({ ...blockOf('correction'), correction: Text('Id of one of the article’s corrections.') }),
  stored: ({ correction: id }, { corrections, pointer }): Draft<StoredCorrectionBlock> => {
    const document = corrections?.get(id);
    if (!document)
      throw new DocumentError(`${pointer}/correction`, `expected the id of one of the corrections, found '${id}'`);
    const { kind, text } = document;
    // Which blocks it concerns is known once they have ids.
    return { kind: 'correction', correction: { id, kind, text, at: new Date(document.at), blockIds: [] } };
  },
});
