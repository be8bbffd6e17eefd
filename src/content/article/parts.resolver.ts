import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { follow } from '../../graph/loader.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { Span } from '../body/body.type.js';
import { conceptByKey } from '../concept/concept.loaders.js';
import { Concept } from '../concept/concept.type.js';
import { organisationById } from '../organisation/organisation.loaders.js';
import { Organisation } from '../organisation/organisation.type.js';
import { personById } from '../person/person.loaders.js';
import { Person } from '../person/person.type.js';
import { placeById } from '../place/place.loaders.js';
import { Place } from '../place/place.type.js';
import { sourceById } from '../source/source.loaders.js';
import { Source } from '../source/source.type.js';
import { Contribution, Dateline, Mention, SourceCredit } from './article.type.js';

@Resolver(() => Mention)
export class MentionResolver {
  @FieldResolver(() => Concept, { description: 'Who or what is named.' })
  concept(@Root() mention: Mention, @Ctx() context: Context): MaybePromise<Concept | null> {
    return conceptByKey(context, mention.concept);
  }
}

@Resolver(() => Span)
export class SpanMentionResolver {
  @FieldResolver(() => Mention, { nullable: true, description: 'What the words name; null for nothing that we know.' })
  mention(@Root() span: Span): object | null {
    return span.mention;
  }
}

@Resolver(() => Contribution)
export class ContributionResolver {
  @FieldResolver(() => Person, {
    nullable: true,
    description: 'Who; null for an organisation, or for somebody whom we do not know.',
  })
  person(@Root() contribution: Contribution, @Ctx() context: Context): MaybePromise<Person | null> {
    return follow(personById, context, contribution.personId);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'Which organisation; null for a person.' })
  organisation(@Root() contribution: Contribution, @Ctx() context: Context): MaybePromise<Organisation | null> {
    return follow(organisationById, context, contribution.organisationId);
  }
}

@Resolver(() => Dateline)
export class DatelineResolver {
  @FieldResolver(() => Place, { nullable: true, description: 'Where it was filed; null where it is not said.' })
  place(@Root() dateline: Dateline, @Ctx() context: Context): MaybePromise<Place | null> {
    return follow(placeById, context, dateline.placeId);
  }
}

@Resolver(() => SourceCredit)
export class SourceCreditResolver {
  @FieldResolver(() => Source, { description: 'The source.' })
  source(@Root() credit: SourceCredit, @Ctx() context: Context): MaybePromise<Source | null> {
    return sourceById(context, credit.sourceId);
  }
}
