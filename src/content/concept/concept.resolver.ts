import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { inLocale } from '../../graph/localised.js';
import { Locale } from '../../graph/scalars.js';
import { conceptByKey } from './concept.loaders.js';
import { Concept } from './concept.type.js';

/** What all concepts share; each implementing type gets these fields. */
@Resolver(() => Concept)
export class ConceptResolver {
  @FieldResolver(() => String, { description: 'The name in this language, else in the language of the newsroom.' })
  name(
    @Root() concept: Concept,
    @Arg('locale', () => Locale, { nullable: true, description: 'The language wanted.' }) locale?: string,
  ): string {
    return inLocale(concept.names, locale, concept.name);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'One sentence that says who or what this is; null where nobody has written one.',
  })
  description(
    @Root() concept: Concept,
    @Arg('locale', () => Locale, { nullable: true, description: 'The language wanted.' }) locale?: string,
  ): string | null {
    return inLocale(concept.descriptions, locale, concept.description);
  }

  @FieldResolver(() => Concept, {
    nullable: true,
    description: 'The concept that this one was merged into; null while it stands for itself.',
  })
  mergedInto(@Root() concept: Concept, @Ctx() context: Context): Promise<Concept | null> | null {
    return concept.mergedIntoKey ? conceptByKey(context, concept.mergedIntoKey) : null;
  }
}
