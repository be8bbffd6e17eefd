import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import type { ConceptType } from '../../graph/document-types.js';
import { dayOf } from '../../graph/fuzzy-date.js';
import { follow } from '../../graph/loader.js';
import { type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { parseNodeKey } from '../../graph/node.js';
import { conceptsByKeys } from '../concept/concept.loaders.js';
import type { Concept } from '../concept/concept.type.js';
import { Event } from '../event/event.type.js';
import { Organisation } from '../organisation/organisation.type.js';
import { Person } from '../person/person.type.js';
import { Place } from '../place/place.type.js';
import { roleById, roleOfPerson } from '../role/role.loaders.js';
import { Role } from '../role/role.type.js';
import { Article, type DatedMention, Mention } from './article.type.js';

/** The concepts that an article names, each once, by kind. */
@Resolver(() => Article)
export class ArticleConceptsResolver {
  @FieldResolver(() => [Person], { description: 'The people whom it names, each once, in the order of the text.' })
  people(@Root() article: Article, @Ctx() context: Context) {
    return mentioned(article, 'person', context);
  }

  @FieldResolver(() => [Organisation], {
    description: 'The organisations that it names, each once, in the order of the text.',
  })
  organisations(@Root() article: Article, @Ctx() context: Context) {
    return mentioned(article, 'organisation', context);
  }

  @FieldResolver(() => [Place], { description: 'The places that it names, each once, in the order of the text.' })
  places(@Root() article: Article, @Ctx() context: Context) {
    return mentioned(article, 'place', context);
  }

  @FieldResolver(() => [Event], { description: 'The events that it names, each once, in the order of the text.' })
  events(@Root() article: Article, @Ctx() context: Context) {
    return mentioned(article, 'event', context);
  }
}

function mentioned(article: Article, type: ConceptType, context: Context): MaybePromise<Concept[]> {
  const keys = article.mentions.map(({ concept }) => concept).filter((key) => parseNodeKey(key)?.type === type);
  return conceptsByKeys(context, [...new Set(keys)]);
}

@Resolver(() => Mention)
export class MentionRoleResolver {
  @FieldResolver(() => Role, {
    nullable: true,
    description:
      'The person’s post on the day of the article, which is that of its dateline where it names one, else that of UTC: the one that the text gives; else, of those that can have been held then, one that surely was, one at an organisation that the article names, the one taken up last. Null for what is no person, or where none is known.',
  })
  roleAtPublication(@Root() mention: DatedMention, @Ctx() context: Context): MaybePromise<Role | null> {
    const concept = parseNodeKey(mention.concept);
    if (concept?.type !== 'person') return null;
    return whenReady(
      follow(roleById, context, mention.roleId),
      (given) => given ?? heldOn(mention, concept.id, context),
    );
  }
}

function heldOn({ within }: DatedMention, personId: string, context: Context): MaybePromise<Role | null> {
  const { mentions, sortAt, dateline } = within;
  const named = new Set(mentions.map(({ concept }) => concept));
  return roleOfPerson(context, personId, dayOf(sortAt, dateline?.date ?? null), named);
}
