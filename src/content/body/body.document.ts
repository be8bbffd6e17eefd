import type { Static } from 'typebox';
import Type from 'typebox';
import { Id, Optional } from '../../graph/document.js';
import { kindNames } from './blocks.js';
import { oneOfKinds } from './native/kind.js';
import { nativeKinds } from './native/kinds.js';

const known = oneOfKinds(nativeKinds);
/** A kind that is newer than this version: anything may be in it, and its html or text say how to show it. */
const newer = Type.Object({ id: Optional(Id()) });

export const blockDocument = Type.Unsafe<Static<typeof known>>({
  type: 'object',
  required: ['kind'],
  properties: { kind: { type: 'string', minLength: 1 } },
  if: { properties: { kind: { enum: kindNames } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: known,
  else: newer,
});
export type BlockDocument = Static<typeof blockDocument>;
export type { SpanDocument } from './body.span.document.js';
