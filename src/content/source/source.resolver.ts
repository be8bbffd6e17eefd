import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { follow } from '../../graph/loader.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { placeById } from '../place/place.loaders.js';
import { Place } from '../place/place.type.js';
import { allSources, sourceBySlug } from './source.loaders.js';
import { Source } from './source.type.js';

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => Source, { nullable: true, description: 'A source by slug; null where there is none.' })
  source(
    @Arg('slug', () => String, { description: 'Such as xinhua.' }) slug: string,
    @Ctx() context: Context,
  ): MaybePromise<Source | null> {
    return sourceBySlug(context, slug);
  }

  @Query(() => [Source], { description: 'All sources, in the order of their slugs.' })
  sources(@Ctx() context: Context): MaybePromise<Source[]> {
    return allSources(context);
  }

  @FieldResolver(() => Place, { nullable: true, description: 'Where it is based; null where it is not known.' })
  country(@Root() source: Source, @Ctx() context: Context): MaybePromise<Place | null> {
    return follow(placeById, context, source.countryId);
  }
}
