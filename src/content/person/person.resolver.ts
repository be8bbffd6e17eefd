import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { lookUp } from '../../graph/loader.js';
import { IdOrSlugArgs } from '../../graph/look-up-args.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { PageArgs } from '../../graph/page-args.js';
import { peopleInOrder, personById, personBySlug } from './person.loaders.js';
import { Person, PersonConnection } from './person.type.js';

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, { nullable: true, description: 'A person by id or slug; null where there is none.' })
  person(@Args(() => IdOrSlugArgs) args: IdOrSlugArgs, @Ctx() context: Context): MaybePromise<Person | null> {
    return lookUp(context, 'person', args, personById, personBySlug);
  }

  @Query(() => PersonConnection, { description: 'All people, in the order of their slugs.' })
  people(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return new PersonConnection(peopleInOrder(context, args));
  }
}
