import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { follow, lookUp } from '../../graph/loader.js';
import { IdOrSlugArgs } from '../../graph/look-up-args.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { PageArgs } from '../../graph/page-args.js';
import { placeById, placeBySlug, placesInOrder } from './place.loaders.js';
import { Place, PlaceConnection } from './place.type.js';

@Resolver(() => Place)
export class PlaceResolver {
  @Query(() => Place, { nullable: true, description: 'A place by id or slug; null where there is none.' })
  place(@Args(() => IdOrSlugArgs) args: IdOrSlugArgs, @Ctx() context: Context): MaybePromise<Place | null> {
    return lookUp(context, 'place', args, placeById, placeBySlug);
  }

  @Query(() => PlaceConnection, { description: 'All places, in the order of their slugs.' })
  places(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return new PlaceConnection(placesInOrder(context, args));
  }

  @FieldResolver(() => Place, { nullable: true, description: 'The place around it; null for none.' })
  within(@Root() place: Place, @Ctx() context: Context): MaybePromise<Place | null> {
    return follow(placeById, context, place.withinId);
  }
}
