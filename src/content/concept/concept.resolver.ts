import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { LocaleArgs, localeOf, localeOfDescription, nameIn, textIn } from '../../graph/localised.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { Locale } from '../../graph/scalars.js';
import { conceptByKey } from './concept.loaders.js';
import { Concept } from './concept.type.js';

/** What all concepts share; each implementing type gets these fields. */
@Resolver(() => Concept)
export class ConceptResolver {
  @FieldResolver(() => String, { description: 'The name in this language, else in the language of the newsroom.' })
  name(@Root() concept: Concept, @Args(() => LocaleArgs) args: LocaleArgs): string {
    return nameIn(concept.names, args, concept.name);
  }

  @FieldResolver(() => Locale, { nullable: true, description: localeOfDescription('`name`') })
  nameLocale(@Root() concept: Concept, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return localeOf(concept.names, args);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'One sentence that says who or what this is; null where nobody has written one.',
  })
  description(@Root() concept: Concept, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return textIn(concept.descriptions, args, concept.description);
  }

  @FieldResolver(() => Locale, { nullable: true, description: localeOfDescription('`description`') })
  descriptionLocale(@Root() concept: Concept, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return localeOf(concept.descriptions, args);
  }

  @FieldResolver(() => Concept, {
    nullable: true,
    description: 'The concept that this one was merged into; null while it stands for itself.',
  })
  mergedInto(@Root() concept: Concept, @Ctx() context: Context): MaybePromise<Concept | null> {
    return concept.mergedIntoKey ? conceptByKey(context, concept.mergedIntoKey) : null;
  }
}
