import type { Static, TSchema } from 'typebox';
import Type from 'typebox';
import type { BlockKind, StoredBase } from './kind.js';

type Base = StoredBase & { kind: string };
// biome-ignore lint/suspicious/noExplicitAny: kinds of any stored form
export type AnyKind<S extends Base = any, D extends TSchema = any> = BlockKind<S, D>;

/** Finds the kind of a block; kind and block go together, which the compiler cannot know of a union. */
export function anyOf<S extends Base>(kinds: readonly AnyKind[]): (kind: string) => BlockKind<S, TSchema> {
  const byName = new Map(kinds.map((one) => [one.kind, one]));
  return (kind) => {
    const found = byName.get(kind);
    if (!found) throw new Error(`No kind of block is called '${kind}'.`);
    return found;
  };
}

/** `discriminator` (as OpenAPI has it) makes the checker speak of the block that was meant, and of no other. */
export const oneOfKinds = <K extends readonly { kind: string; document: TSchema }[]>(kinds: K) =>
  Type.Unsafe<Static<K[number]['document']>>({
    type: 'object',
    discriminator: { propertyName: 'kind' },
    required: ['kind'],
    oneOf: kinds.map(({ document }) => document),
  });
