import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../graph/context.js';
import { follow } from '../../../graph/loader.js';
import type { MaybePromise } from '../../../graph/maybe-promise.js';
import { nodeKey } from '../../../graph/node.js';
import { personById } from '../../person/person.loaders.js';
import { Person } from '../../person/person.type.js';
import { BodyBlock, Span, type StoredSpan } from '../body.type.js';
import { box, line } from '../flow.js';
import { defineKind, type StoredBase } from '../kind.js';

@ObjectType({
  implements: BodyBlock,
  description: 'A quotation; its text is the words and, on a line of its own, who says them.',
  simpleResolvers: true,
})
export class QuoteBlock extends BodyBlock {
  @Field(() => [Span], { description: 'Its words.' })
  spans!: Span[];

  @Field(() => Boolean, { description: 'Whether it repeats words of the text as an ornament.' })
  pull!: boolean;

  @Field(() => String, { nullable: true, description: 'Who says it, as printed; null where it is not said.' })
  attribution!: string | null;

  readonly speakerId!: string | null;
}

@Resolver(() => QuoteBlock)
export class QuoteBlockResolver {
  @FieldResolver(() => Person, { nullable: true, description: 'Who says it; null where it is nobody we know.' })
  speaker(@Root() quote: QuoteBlock, @Ctx() context: Context): MaybePromise<Person | null> {
    return follow(personById, context, quote.speakerId);
  }
}

export interface StoredQuote extends StoredBase {
  kind: 'quote';
  spans: StoredSpan[];
  pull: boolean;
  speakerId: string | null;
  attribution: string | null;
}

export const quote = defineKind({
  kind: 'quote',
  type: QuoteBlock,
  resolvers: [QuoteBlockResolver],
  show: ({ spans, pull, attribution }: StoredQuote) => [
    box('blockquote', pull ? 'pull' : undefined, [{ show: 'line', tag: 'p', spans }, ...line('footer', attribution)]),
  ],
  mapSpans: (block, change) => ({ ...block, spans: change(block.spans) }),
  leadsTo: ({ speakerId }) => [speakerId && nodeKey('person', speakerId)],
});
