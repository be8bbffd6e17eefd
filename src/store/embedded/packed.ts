import type { Doc } from '../store.js';
import type { Encoder } from './shapes.js';

declare const packed: unique symbol;
/** A document as it is on the disk: each of its large fields may be packed. */
export type Stored = { _id: string; [packed]: true };

/** In bytes, encoded. Decoding fewer costs little more than leaving them aside. */
const LARGE = 256;

/**
 * Arrays and objects at the top of a document that are large are kept as bytes inside it, and are decoded only for those who look at
 * them: most of a document is in a few such fields, which filters hardly ever test. What is packed is told by its type: documents hold no bytes.
 */
export class Packing {
  constructor(
    private readonly encoder: Encoder,
    private readonly onUnpack?: (field: string) => void,
  ) {}

  pack(document: Doc): Stored {
    const result: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(document)) result[field] = this.#packed(value);
    return result as Stored;
  }

  #packed(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    const bytes = this.encoder.encode(value);
    // The encoder goes on writing to what it returned.
    return bytes.length > LARGE ? Buffer.from(bytes) : value;
  }

  /**
   * The same object, with these fields as the document has them; undefined for all. The others may not be looked at.
   *
   * @param without fields that stay packed, whatever is asked for
   */
  unpack(stored: Stored | Doc, fields?: readonly string[], without?: readonly string[]): Doc {
    const values = stored as unknown as Record<string, unknown>;
    for (const field of fields ?? Object.keys(values)) {
      const value = values[field];
      if (!(value instanceof Uint8Array) || without?.includes(field)) continue;
      this.onUnpack?.(field);
      values[field] = this.encoder.decode(value);
    }
    return stored as Doc;
  }
}
