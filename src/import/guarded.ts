import type { Doc, Write } from '../store/store.js';

/** A stored document with the counter that guards it: two loaders that write it at once cannot both win. */
export type Counted = Doc & { rev?: number };

/** Replaces the document that was read with this `rev`; a conflict where somebody has written it since. */
export function guardedReplacement(collection: string, document: Doc, rev: number): Write {
  const replacement = { ...document, rev: rev + 1 } as Doc;
  return { collection, replaceOne: { filter: { _id: document._id, rev }, replacement } };
}
