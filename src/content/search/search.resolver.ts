import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { badInput } from '../../graph/errors.js';
import { paging } from '../../graph/page-args.js';
import { facetsOf } from '../article/facet.loaders.js';
import { Facet, FacetsArgs, facetsCost } from '../article/facet.type.js';
import { Concept } from '../concept/concept.type.js';
import { maxQueryLength, SearchArgs, SuggestArgs } from './search.args.js';
import { FoundPage } from './search.page.js';
import { SearchConnection } from './search.type.js';
import { suggestions } from './suggestions.js';

@Resolver()
export class SearchResolver {
  @Query(() => SearchConnection, {
    // Where nothing has all words, the texts of a thousand candidates are looked through.
    complexity: 5000,
    description:
      'Articles, people, organisations, places, events, topics and pictures that have all the words of the query, in any inflection and with or without accents, the best first. Where there are none, what was probably meant, or what has most of the words.',
  })
  search(@Args(() => SearchArgs) args: SearchArgs, @Ctx() context: Context): SearchConnection {
    checkText(args.query, 'query');
    paging(args);
    return new SearchConnection(new FoundPage(context, args));
  }

  @Query(() => [Concept], {
    complexity: 150,
    description: 'Concepts of which a name or alias, or a word in it, begins so; those first that most articles name.',
  })
  suggest(@Args(() => SuggestArgs) args: SuggestArgs, @Ctx() context: Context): Promise<Concept[]> {
    checkText(args.prefix, 'prefix');
    const { size } = paging({ first: args.first });
    return suggestions(context, args.prefix, size);
  }
}

@Resolver(() => SearchConnection)
export class SearchFacetsResolver {
  @FieldResolver(() => [Facet], {
    complexity: facetsCost,
    description:
      'The articles that were found, all of them, counted by these properties; none where only other kinds are asked for.',
  })
  facets(@Root() { page }: SearchConnection, @Args(() => FacetsArgs) args: FacetsArgs): Promise<Facet>[] {
    const articles = page.wants('ARTICLE') ? page : { group: async () => [] };
    return facetsOf(articles, args);
  }
}

function checkText(text: string, argument: string): void {
  if (text.trim() === '') throw badInput(`${argument} is empty: give at least one word.`, argument);
  if (text.length > maxQueryLength) {
    throw badInput(`${argument} may have at most ${maxQueryLength} characters; found ${text.length}.`, argument);
  }
}
