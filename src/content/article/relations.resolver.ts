import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { lastOverDefault } from '../../graph/page-args.js';
import { listedKey } from '../concept/concept.loaders.js';
import { Concept } from '../concept/concept.type.js';
import { Image } from '../image/image.type.js';
import { Person } from '../person/person.type.js';
import { Place } from '../place/place.type.js';
import { Section } from '../section/section.type.js';
import { Source } from '../source/source.type.js';
import { ArticlesArgs, ConceptArticlesArgs, defaultUses, UsedInArgs } from './article.args.js';
import {
  articlesByAuthor,
  articlesByConcept,
  articlesByDateline,
  articlesByImage,
  articlesBySection,
  articlesBySource,
} from './article.loaders.js';
import { ArticleConnection } from './article.type.js';

/** The ways that lead from other types to articles. */
@Resolver(() => Concept)
export class ConceptArticlesResolver {
  @FieldResolver(() => ArticleConnection, {
    description: 'The articles that name it; of one that was merged, those of what it was merged into.',
  })
  articles(
    @Root() concept: Concept,
    @Args(() => ConceptArticlesArgs) args: ConceptArticlesArgs,
    @Ctx() context: Context,
  ) {
    return new ArticleConnection(articlesByConcept(context, listedKey(concept), args));
  }
}

@Resolver(() => Person)
export class PersonAuthoredResolver {
  @FieldResolver(() => ArticleConnection, {
    description: 'The articles that this person is credited with.',
  })
  authored(@Root() person: Person, @Args(() => ArticlesArgs) args: ArticlesArgs, @Ctx() context: Context) {
    return new ArticleConnection(articlesByAuthor(context, person._id, args));
  }
}

@Resolver(() => Place)
export class PlaceDispatchesResolver {
  @FieldResolver(() => ArticleConnection, {
    description: 'The articles filed from here (their dateline).',
  })
  dispatches(@Root() place: Place, @Args(() => ArticlesArgs) args: ArticlesArgs, @Ctx() context: Context) {
    return new ArticleConnection(articlesByDateline(context, place._id, args));
  }
}

@Resolver(() => Section)
export class SectionArticlesResolver {
  @FieldResolver(() => ArticleConnection, { description: 'The articles that stand in it or in anything below it.' })
  articles(@Root() section: Section, @Args(() => ArticlesArgs) args: ArticlesArgs, @Ctx() context: Context) {
    return new ArticleConnection(articlesBySection(context, section._id, args));
  }
}

@Resolver(() => Source)
export class SourceArticlesResolver {
  @FieldResolver(() => ArticleConnection, {
    description: 'The articles that it stands behind, in any part.',
  })
  articles(@Root() source: Source, @Args(() => ArticlesArgs) args: ArticlesArgs, @Ctx() context: Context) {
    return new ArticleConnection(articlesBySource(context, source._id, args));
  }
}

@Resolver(() => Image)
export class ImageUsedInResolver {
  @FieldResolver(() => ArticleConnection, { description: 'The articles that show it.' })
  usedIn(@Root() image: Image, @Args(() => UsedInArgs) args: UsedInArgs, @Ctx() context: Context) {
    return new ArticleConnection(articlesByImage(context, image._id, lastOverDefault(args, defaultUses)));
  }
}
