import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { momentOf, spans } from '../../graph/fuzzy-date.js';
import { follow } from '../../graph/loader.js';
import { LocaleArgs, localeOf, localeOfDescription, nameIn } from '../../graph/localised.js';
import { allReady, type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { localId } from '../../graph/node.js';
import { PageArgs } from '../../graph/page-args.js';
import { DateTime, Locale } from '../../graph/scalars.js';
import { listedId, standingOne } from '../concept/concept.loaders.js';
import { organisationById } from '../organisation/organisation.loaders.js';
import { Organisation } from '../organisation/organisation.type.js';
import { personById } from '../person/person.loaders.js';
import { Person } from '../person/person.type.js';
import { rolesAtOrganisation, rolesByPerson } from './role.loaders.js';
import { Role, RoleConnection } from './role.type.js';

@ArgsType()
export class RolesArgs {
  @Field(() => DateTime, { nullable: true, description: 'Only posts that can have been held at this instant.' })
  at?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only posts at this organisation; of one that was merged, those at what it was merged into.',
  })
  organisation?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only posts that can be held now; false: only those that are over.',
  })
  current?: boolean | null;
}

@ArgsType()
export class OrganisationPeopleArgs extends PageArgs {
  @Field(() => DateTime, { nullable: true, description: 'Only posts that can have been held at this instant.' })
  at?: Date | null;
}

@Resolver(() => Role)
export class RoleResolver {
  // A role is written and deleted together with its person.
  @FieldResolver(() => Person, { description: 'Who holds the post.' })
  person(@Root() role: Role, @Ctx() context: Context): MaybePromise<Person | null> {
    return standingOne(personById, context, role.personId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Where the post is; null where it is not known.' })
  organisation(@Root() role: Role, @Ctx() context: Context): MaybePromise<Organisation | null> {
    return role.organisationId === null ? null : standingOne(organisationById, context, role.organisationId);
  }

  @FieldResolver(() => String, { description: 'The post in this language, else in the language of the newsroom.' })
  title(@Root() role: Role, @Args(() => LocaleArgs) args: LocaleArgs): string {
    return nameIn(role.titles, args, role.title);
  }

  @FieldResolver(() => Locale, { nullable: true, description: localeOfDescription('`title`') })
  titleLocale(@Root() role: Role, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return localeOf(role.titles, args);
  }
}

@Resolver(() => Person)
export class PersonRolesResolver {
  @FieldResolver(() => [Role], {
    description: 'Posts over time, the latest first; of a person who was merged, those of whom they were merged into.',
  })
  roles(
    @Root() person: Person,
    @Args(() => RolesArgs) { at, organisation, current }: RolesArgs,
    @Ctx() context: Context,
  ): MaybePromise<Role[]> {
    const all = rolesByPerson(context, listedId(person));
    const where = organisation ? standingId(context, organisation) : undefined;
    return whenReady(allReady<unknown>([all, where]), ([roles, organisationId]) =>
      (roles as Role[]).filter(
        (role) =>
          (!at || spans(role.startedAt, role.endedAt, momentOf(at))) &&
          (organisationId === undefined || role.organisationId === organisationId) &&
          ((current ?? null) === null || current === isCurrent(role, context)),
      ),
    );
  }
}

/** The organisation with this global id, or what it was merged into; empty, which no organisation is, where there is none. */
const standingId = (context: Context, id: string): MaybePromise<string> =>
  whenReady(follow(organisationById, context, localId('organisation', id)), (found) => (found ? listedId(found) : ''));

/** Undefined for a post that is yet to be taken up. What will be otherwise one day without any change is not kept till then. */
function isCurrent({ from, to }: Role, context: Context): boolean | undefined {
  const { now } = context.viewer;
  const begins = from !== null && from > now;
  if (begins || (to !== null && to > now)) context.answer.changesByItself = true;
  return begins ? undefined : to === null || to >= now;
}

@Resolver(() => Organisation)
export class OrganisationPeopleResolver {
  @FieldResolver(() => RoleConnection, {
    description: 'Who holds, or held, a post here; of one that was merged, at what it was merged into.',
  })
  people(
    @Root() organisation: Organisation,
    @Args(() => OrganisationPeopleArgs) args: OrganisationPeopleArgs,
    @Ctx() context: Context,
  ) {
    return new RoleConnection(rolesAtOrganisation(context, listedId(organisation), args.at, args));
  }
}
