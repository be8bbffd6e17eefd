import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { follow } from '../../graph/loader.js';
import { LocaleArgs, localeOf, localeOfDescription, textIn } from '../../graph/localised.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { localId } from '../../graph/node.js';
import { PageArgs } from '../../graph/page-args.js';
import { Locale, URLScalar } from '../../graph/scalars.js';
import { conceptsByKeys } from '../concept/concept.loaders.js';
import { Concept } from '../concept/concept.type.js';
import { personById } from '../person/person.loaders.js';
import { Person } from '../person/person.type.js';
import { sourceById } from '../source/source.loaders.js';
import { Source } from '../source/source.type.js';
import { imageById, imagesInOrder } from './image.loaders.js';
import { Image, ImageConnection, ImageUse } from './image.type.js';

@Resolver(() => Image)
export class ImageResolver {
  @Query(() => Image, { nullable: true, description: 'An image by its id; null where there is none.' })
  image(
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() context: Context,
  ): MaybePromise<Image | null> {
    return follow(imageById, context, localId('image', id));
  }

  @Query(() => ImageConnection, { description: 'All images.' })
  images(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return new ImageConnection(imagesInOrder(context, args));
  }

  @FieldResolver(() => URLScalar, {
    description:
      'Where the original is. A picture that is only known from a page’s text has a urn: name instead of an address.',
  })
  url(@Root() image: Image, @Ctx() context: Context): string {
    return context.absolute(image.url);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the picture shows, for those who cannot see it; null where nobody has written it.',
  })
  alt(@Root() image: Image, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return textIn(image.alts, args, image.alt);
  }

  @FieldResolver(() => Locale, { nullable: true, description: localeOfDescription('`alt`') })
  altLocale(@Root() image: Image, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return localeOf(image.alts, args);
  }

  @FieldResolver(() => String, { nullable: true, description: 'The caption that came with it; null for none.' })
  caption(@Root() image: Image, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return textIn(image.captions, args, image.caption);
  }

  @FieldResolver(() => Locale, { nullable: true, description: localeOfDescription('`caption`') })
  captionLocale(@Root() image: Image, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return localeOf(image.captions, args);
  }

  @FieldResolver(() => Person, { nullable: true, description: 'Who took it; null where it is not known.' })
  photographer(@Root() image: Image, @Ctx() context: Context): MaybePromise<Person | null> {
    return follow(personById, context, image.photographerId);
  }

  @FieldResolver(() => Source, { nullable: true, description: 'Where it comes from; null where it is not known.' })
  source(@Root() image: Image, @Ctx() context: Context): MaybePromise<Source | null> {
    return follow(sourceById, context, image.sourceId);
  }

  @FieldResolver(() => [Concept], { description: 'Who or what is to be seen.' })
  depicts(@Root() image: Image, @Ctx() context: Context): MaybePromise<Concept[]> {
    return conceptsByKeys(context, image.depictsKeys);
  }
}

@Resolver(() => Source)
export class SourceLogoResolver {
  @FieldResolver(() => Image, { nullable: true, description: 'Its logo; null where none is known.' })
  logo(@Root() source: Source, @Ctx() context: Context): MaybePromise<Image | null> {
    return follow(imageById, context, source.logoId);
  }
}

/** What a placement does not say for itself, the image says. */
@Resolver(() => ImageUse)
export class ImageUseResolver {
  @FieldResolver(() => Image, { description: 'The picture.' })
  image(@Root() use: ImageUse, @Ctx() context: Context): MaybePromise<Image | null> {
    return imageById(context, use.imageId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The caption here, else the image’s own; null for none.',
  })
  caption(@Root() use: ImageUse, @Ctx() context: Context): MaybePromise<string | null> {
    return use.caption ?? whenReady(imageById(context, use.imageId), (image) => image?.caption ?? null);
  }

  @FieldResolver(() => String, {
    description:
      'The alternative text here, else the image’s own, else the caption; empty where there is none of them: the picture is decoration.',
  })
  alt(@Root() use: ImageUse, @Ctx() context: Context): MaybePromise<string> {
    return (
      use.alt ??
      whenReady(imageById(context, use.imageId), (image) => image?.alt ?? use.caption ?? image?.caption ?? '')
    );
  }

  @FieldResolver(() => String, { nullable: true, description: 'The credit here, else the image’s own; null for none.' })
  credit(@Root() use: ImageUse, @Ctx() context: Context): MaybePromise<string | null> {
    return use.credit ?? whenReady(imageById(context, use.imageId), (image) => image?.credit ?? null);
  }
}

@Resolver(() => Concept)
export class ConceptImageResolver {
  @FieldResolver(() => Image, { nullable: true, description: 'A picture of it; null for none.' })
  image(@Root() concept: Concept, @Ctx() context: Context): MaybePromise<Image | null> {
    return follow(imageById, context, concept.imageId);
  }
}
