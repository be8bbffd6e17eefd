import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { spans } from '../../graph/fuzzy-date.js';
import { follow } from '../../graph/loader.js';
import { LocaleArgs, localeOf, localeOfDescription, nameIn } from '../../graph/localised.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { localId } from '../../graph/node.js';
import { PageArgs } from '../../graph/page-args.js';
import { Reads } from '../../graph/reads.js';
import { DateTime, Locale } from '../../graph/scalars.js';
import { organisationById } from '../organisation/organisation.loaders.js';
import { Organisation } from '../organisation/organisation.type.js';
import { personById } from '../person/person.loaders.js';
import { Person } from '../person/person.type.js';
import { rolesAtOrganisation, rolesByPerson } from './role.loaders.js';
import { Role, RoleConnection } from './role.type.js';

@ArgsType()
export class RolesArgs {
  @Field(() => DateTime, { nullable: true, description: 'Only posts that can have been held at this instant.' })
  at?: Date;

  @Field(() => ID, { nullable: true, description: 'Only posts at this organisation.' })
  organisation?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only posts without a known end; false: only those that have ended.',
  })
  current?: boolean;
}

@ArgsType()
export class OrganisationPeopleArgs extends PageArgs {
  @Field(() => DateTime, { nullable: true, description: 'Only posts that can have been held at this instant.' })
  at?: Date;
}

@Resolver(() => Role)
export class RoleResolver {
  // A role is written and deleted together with its person.
  @Reads('personId')
  @FieldResolver(() => Person, { description: 'Who holds the post.' })
  person(@Root() role: Role, @Ctx() context: Context): MaybePromise<Person | null> {
    return personById(context, role.personId);
  }

  @Reads('organisationId')
  @FieldResolver(() => Organisation, { nullable: true, description: 'Where the post is; null where it is not known.' })
  organisation(@Root() role: Role, @Ctx() context: Context): MaybePromise<Organisation | null> {
    return follow(organisationById, context, role.organisationId);
  }

  @Reads('title', 'titles')
  @FieldResolver(() => String, { description: 'The post in this language, else in the language of the newsroom.' })
  title(@Root() role: Role, @Args(() => LocaleArgs) args: LocaleArgs): string {
    return nameIn(role.titles, args, role.title);
  }

  @Reads('titles')
  @FieldResolver(() => Locale, { nullable: true, description: localeOfDescription('`title`') })
  titleLocale(@Root() role: Role, @Args(() => LocaleArgs) args: LocaleArgs): string | null {
    return localeOf(role.titles, args);
  }
}

@Resolver(() => Person)
export class PersonRolesResolver {
  @Reads()
  @FieldResolver(() => [Role], { description: 'Posts over time, the latest first.' })
  roles(
    @Root() person: Person,
    @Args(() => RolesArgs) { at, organisation, current }: RolesArgs,
    @Ctx() context: Context,
  ): MaybePromise<Role[]> {
    const organisationId = organisation && (localId('organisation', organisation) ?? '');
    return whenReady(rolesByPerson(context, person._id), (roles) =>
      roles.filter(
        (role) =>
          (!at || spans(role.startedAt, role.endedAt, at)) &&
          (organisationId === undefined || role.organisationId === organisationId) &&
          (current === undefined || current === (role.endedAt === null)),
      ),
    );
  }
}

@Resolver(() => Organisation)
export class OrganisationPeopleResolver {
  @Reads()
  @FieldResolver(() => RoleConnection, { description: 'Who holds, or held, a post here.' })
  people(
    @Root() organisation: Organisation,
    @Args(() => OrganisationPeopleArgs) args: OrganisationPeopleArgs,
    @Ctx() context: Context,
  ) {
    return new RoleConnection(rolesAtOrganisation(context, organisation._id, args.at, args));
  }
}
