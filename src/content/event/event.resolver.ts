import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { follow, lookUp } from '../../graph/loader.js';
import { IdOrSlugArgs } from '../../graph/look-up-args.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { PageArgs } from '../../graph/page-args.js';
import { conceptByKey } from '../concept/concept.loaders.js';
import { Concept } from '../concept/concept.type.js';
import { placeById } from '../place/place.loaders.js';
import { Place } from '../place/place.type.js';
import { roleById } from '../role/role.loaders.js';
import { Role } from '../role/role.type.js';
import { eventById, eventBySlug, eventsByWhole, eventsInOrder } from './event.loaders.js';
import { Event, EventConnection, EventParticipant } from './event.type.js';

@Resolver(() => Event)
export class EventResolver {
  @Query(() => Event, { nullable: true, description: 'An event by id or slug; null where there is none.' })
  event(@Args(() => IdOrSlugArgs) args: IdOrSlugArgs, @Ctx() context: Context): MaybePromise<Event | null> {
    return lookUp(context, 'event', args, eventById, eventBySlug);
  }

  @Query(() => EventConnection, { description: 'All events, in the order of their slugs.' })
  events(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return new EventConnection(eventsInOrder(context, args));
  }

  @FieldResolver(() => Place, { nullable: true, description: 'Where it happens; null where it is not known.' })
  place(@Root() event: Event, @Ctx() context: Context): MaybePromise<Place | null> {
    return follow(placeById, context, event.placeId);
  }

  @FieldResolver(() => Event, { nullable: true, description: 'The larger event that it is a part of; null for none.' })
  partOf(@Root() event: Event, @Ctx() context: Context): MaybePromise<Event | null> {
    return follow(eventById, context, event.partOfId);
  }

  @FieldResolver(() => [Event], { description: 'Its parts, the earliest first.' })
  subEvents(@Root() event: Event, @Ctx() context: Context): MaybePromise<Event[]> {
    return eventsByWhole(context, event._id);
  }
}

@Resolver(() => EventParticipant)
export class EventParticipantResolver {
  @FieldResolver(() => Concept, { description: 'Who it is.' })
  concept(@Root() participant: EventParticipant, @Ctx() context: Context): MaybePromise<Concept | null> {
    return conceptByKey(context, participant.concept);
  }

  @FieldResolver(() => Role, {
    nullable: true,
    description: 'The post in which a person takes part; null where it is not known.',
  })
  role(@Root() participant: EventParticipant, @Ctx() context: Context): MaybePromise<Role | null> {
    return follow(roleById, context, participant.roleId);
  }
}
