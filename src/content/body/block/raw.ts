import { FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { JSONScalar } from '../../../graph/scalars.js';
import { BodyBlock } from '../body.type.js';
import { box, line } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';
import { wordsOf } from '../markup.js';

@ObjectType({
  implements: BodyBlock,
  description: 'What no other block can hold, or a block of a kind that is newer than this gateway.',
  simpleResolvers: true,
})
export class RawBlock extends BodyBlock {
  readonly json!: string;
}

@Resolver(() => RawBlock)
export class RawBlockResolver {
  @FieldResolver(() => JSONScalar, { description: 'The content as it came; of a newer kind, the whole block.' })
  payload(@Root() { json }: RawBlock): unknown {
    return JSON.parse(json);
  }
}

export interface StoredRaw extends StoredBase {
  kind: 'raw';
  /** The payload. Text, for a store does not keep every name of a field that JSON may have. */
  json: string;
  /** Sanitised; null for none. */
  markup: string | null;
  /** What says it where the markup has no words; null for nothing. */
  caption: string | null;
}

export const raw = defineKind({
  kind: 'raw',
  type: RawBlock,
  resolvers: [RawBlockResolver],
  show: ({ markup, caption }: StoredRaw) => {
    const flows = [
      ...(markup ? [{ show: 'markup' as const, html: markup, text: wordsOf(markup) }] : []),
      ...line('p', caption),
    ];
    return flows.length > 0 ? [box('div', 'raw', flows)] : [];
  },
  identity: ({ json }) => json,
});
