import { Strict } from '../../../graph/document.js';
import type { StoredDivider } from '../block/divider.js';
import { blockOf } from '../body.span.document.js';
import { type Draft, defineNative } from './kind.js';

export const divider = defineNative({
  kind: 'divider',
  document: Strict(blockOf('divider')),
  stored: (): Draft<StoredDivider> => ({ kind: 'divider' }),
});
