import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { follow } from '../../graph/loader.js';
import { LocaleArgs, localeOf, localeOfDescription, nameIn } from '../../graph/localised.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { Locale } from '../../graph/scalars.js';
import { sectionById, sectionByPath, sectionsByParent, topLevel } from './section.loaders.js';
import { Section } from './section.type.js';

@Resolver(() => Section)
export class SectionResolver {
  @Query(() => Section, { nullable: true, description: 'The section at this path; null where there is none.' })
  section(
    @Arg('path', () => String, { description: 'Such as world/asia; slashes around it do not matter.' }) path: string,
    @Ctx() context: Context,
  ): MaybePromise<Section | null> {
    return sectionByPath(context, path.replace(/^\/+|\/+$/g, ''));
  }

  @Query(() => [Section], { description: 'The top level of the site.' })
  sections(@Ctx() context: Context): MaybePromise<Section[]> {
    return sectionsByParent(context, topLevel);
  }

  @FieldResolver(() => String, { description: 'The name in this language, else in the language of the newsroom.' })
  name(@Root() section: Section, @Args(() => LocaleArgs) args: LocaleArgs): string {
    return nameIn(section.names, args, section.name);
  }

  @FieldResolver(() => Locale, { nullable: true, description: localeOfDescription('`name`') })
  nameLocale(@Root() section: Section, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return localeOf(section.names, args);
  }

  @FieldResolver(() => Section, { nullable: true, description: 'The section above it; null at the top.' })
  parent(@Root() section: Section, @Ctx() context: Context): MaybePromise<Section | null> {
    return follow(sectionById, context, section.parentId);
  }

  @FieldResolver(() => [Section], { description: 'The sections right below it, in their order.' })
  children(@Root() section: Section, @Ctx() context: Context): MaybePromise<Section[]> {
    return sectionsByParent(context, section._id);
  }
}
