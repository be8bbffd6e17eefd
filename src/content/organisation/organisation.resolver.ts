import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { follow, lookUp } from '../../graph/loader.js';
import { IdOrSlugArgs } from '../../graph/look-up-args.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { PageArgs } from '../../graph/page-args.js';
import { placeById } from '../place/place.loaders.js';
import { Place } from '../place/place.type.js';
import {
  organisationById,
  organisationBySlug,
  organisationsByParent,
  organisationsInOrder,
} from './organisation.loaders.js';
import { Organisation, OrganisationConnection } from './organisation.type.js';

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => Organisation, {
    nullable: true,
    description: 'An organisation by id or slug; null where there is none.',
  })
  organisation(
    @Args(() => IdOrSlugArgs) args: IdOrSlugArgs,
    @Ctx() context: Context,
  ): MaybePromise<Organisation | null> {
    return lookUp(context, 'organisation', args, organisationById, organisationBySlug);
  }

  @Query(() => OrganisationConnection, { description: 'All organisations, in the order of their slugs.' })
  organisations(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return new OrganisationConnection(organisationsInOrder(context, args));
  }

  @FieldResolver(() => Place, {
    nullable: true,
    description: 'The country that it belongs to; null where it is not known.',
  })
  country(@Root() organisation: Organisation, @Ctx() context: Context): MaybePromise<Place | null> {
    return follow(placeById, context, organisation.countryId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'What it is a part of; null for none.' })
  parent(@Root() organisation: Organisation, @Ctx() context: Context): MaybePromise<Organisation | null> {
    return follow(organisationById, context, organisation.parentId);
  }

  @FieldResolver(() => OrganisationConnection, { description: 'The organisations that are parts of it.' })
  children(@Root() organisation: Organisation, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return new OrganisationConnection(organisationsByParent(context, organisation._id, args));
  }
}
