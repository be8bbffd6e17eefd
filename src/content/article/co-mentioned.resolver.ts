import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { paging } from '../../graph/page-args.js';
import { conceptByKey, listedKey } from '../concept/concept.loaders.js';
import { Concept, ConceptCount, ConceptKind } from '../concept/concept.type.js';
import { keysNamedWith } from './article.loaders.js';

@ArgsType()
export class CoMentionedArgs {
  @Field(() => Int, { nullable: true, defaultValue: 10, description: 'How many, at most 100.' })
  first!: number;

  @Field(() => [ConceptKind], { nullable: true, description: 'Only concepts of these kinds.' })
  kind?: ConceptKind[] | null;
}

@Resolver(() => Concept)
export class CoMentionedResolver {
  @FieldResolver(() => [ConceptCount], {
    complexity: 500,
    description:
      'Concepts that appear in the same articles, the most frequent first. Of more than 1000 articles the newest 1000 are looked at.',
  })
  async coMentioned(
    @Root() concept: Concept,
    @Args(() => CoMentionedArgs) { first, kind }: CoMentionedArgs,
    @Ctx() context: Context,
  ): Promise<ConceptCount[]> {
    const rows = await keysNamedWith(context, listedKey(concept), paging({ first }).size, kind);
    const counted = await Promise.all(
      rows.map(async ({ _id, count }) => ({ concept: await conceptByKey(context, _id), count })),
    );
    return counted.filter((one): one is ConceptCount => one.concept !== null);
  }
}
