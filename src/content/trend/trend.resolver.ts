import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { localId } from '../../graph/node.js';
import { paging } from '../../graph/page-args.js';
import { Article } from '../article/article.type.js';
import { Concept, ConceptCount, ConceptKind } from '../concept/concept.type.js';
import { Section } from '../section/section.type.js';
import { MostArgs, MostReadArgs, TrendingArgs, TrendingConceptsArgs } from './trend.args.js';
import { meantBy, mostRead, mostReadConcepts, type Ranked } from './trend.js';
import { RankedArticle, Trending, TrendingTerm } from './trend.type.js';

@Resolver(() => Trending)
export class TrendingResolver {
  @Query(() => Trending, {
    description: 'What readers search for and read now. Nobody is known by it: only what many do is counted.',
  })
  async trending(@Args(() => TrendingArgs) { window, section }: TrendingArgs, @Ctx() context: Context) {
    const sectionId = section ? (localId('section', section) ?? '') : null;
    return new Trending(await context.counts(window ?? 'DAY'), sectionId);
  }

  @FieldResolver(() => [TrendingTerm], { description: 'What they search for, the most first, on the whole site.' })
  terms(@Root() { counts }: Trending, @Args(() => MostArgs) args: MostArgs): TrendingTerm[] {
    const terms = counts.terms().slice(0, paging(args).size);
    return terms.map(({ key, text, before }, at) => ({
      key,
      term: text,
      rank: at + 1,
      change: before === undefined ? null : before - (at + 1),
    }));
  }

  @FieldResolver(() => [RankedArticle], { description: 'What they read, the most first.' })
  articles(@Root() { counts, sectionId }: Trending, @Args(() => MostArgs) args: MostArgs, @Ctx() context: Context) {
    return mostRead(context, counts.articles(), sectionId, paging(args).size);
  }

  @FieldResolver(() => [ConceptCount], {
    description: 'Whom and what the most read articles name, counted by the reads of those articles, older ones less.',
  })
  concepts(
    @Root() { counts, sectionId }: Trending,
    @Args(() => TrendingConceptsArgs) { kind, ...args }: TrendingConceptsArgs,
    @Ctx() context: Context,
  ) {
    const kinds = kind ?? Object.values(ConceptKind);
    return mostReadConcepts(context, counts.articles(), sectionId, kinds, paging(args).size);
  }
}

@Resolver(() => TrendingTerm)
export class TrendingTermResolver {
  @FieldResolver(() => Concept, {
    nullable: true,
    description: 'The concept of which this is a name or an alias; null where there is none.',
  })
  concept(@Root() { key }: TrendingTerm, @Ctx() context: Context): Promise<Concept | null> {
    return meantBy(context, key);
  }
}

@Resolver(() => RankedArticle)
export class RankedArticleResolver {
  @FieldResolver(() => Article, { description: 'The article.' })
  article(@Root() { article }: Ranked): Article {
    return article;
  }
}

@Resolver(() => Section)
export class MostReadResolver {
  @FieldResolver(() => [RankedArticle], {
    description: 'What readers read most in it and in all below it; fewer where nobody has read more.',
  })
  async mostRead(
    @Root() section: Section,
    @Args(() => MostReadArgs) { window, ...args }: MostReadArgs,
    @Ctx() context: Context,
  ): Promise<Ranked[]> {
    const { size } = paging(args);
    return mostRead(context, (await context.counts(window ?? 'DAY')).articles(), section._id, size);
  }
}
