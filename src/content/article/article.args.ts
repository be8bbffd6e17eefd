import { ArgsType, Field, Int } from 'type-graphql';
import { type Estimator, pageCost } from '../../graph/cost.js';
import { defineEnum, type ValueOf } from '../../graph/enum.js';
import { PageArgs } from '../../graph/page-args.js';
import { ConceptKind } from '../concept/concept.type.js';
import { MentionRelation } from './article.type.js';
import { ArticleFilter } from './filter.type.js';

export const ArticleSort = defineEnum('ArticleSort', 'The order of a list of articles.', {
  NEWEST: 'The latest published first; what is dated ahead of its arrival stands where it came in.',
  OLDEST: 'The earliest published first.',
  UPDATED: 'The latest changed first.',
  MOST_READ:
    'The most read of late first, as `trending` has it for DAY, then those that nobody reads, the latest published first. Pages after a cursor follow the order of the first page for some hours; a cursor that is older is BAD_USER_INPUT.',
});
export type ArticleSort = ValueOf<typeof ArticleSort>;

@ArgsType()
export class ArticlesArgs extends PageArgs {
  @Field(() => ArticleFilter, { nullable: true, description: 'Only articles that are like this.' })
  filter?: ArticleFilter | null;

  @Field(() => ArticleSort, { nullable: true, defaultValue: 'NEWEST', description: 'The order.' })
  sort!: ArticleSort | null;
}

/** An index leads to few articles by these. */
const selective: readonly (keyof ArticleFilter)[] = ['ids', 'section', 'source', 'author', 'concepts'];
/** An index answers these by itself. */
const indexed: readonly (keyof ArticleFilter)[] = [...selective, 'published', 'updated'];
/** To look through all articles for those that are as the filter wants them. */
const scanCost = 4000;

/** Of a list of all articles. */
export const allArticlesCost: Estimator = ({ args, childComplexity }) => {
  const given = Object.keys(args.filter ?? {}) as (keyof ArticleFilter)[];
  const isScan = !given.every((field) => indexed.includes(field)) && !given.some((field) => selective.includes(field));
  return pageCost + childComplexity + (isScan ? scanCost : 0);
};

@ArgsType()
export class ConceptArticlesArgs extends ArticlesArgs {
  @Field(() => [MentionRelation], {
    nullable: true,
    description: 'Only articles that are related to it in one of these ways.',
  })
  relation?: MentionRelation[];
}

@ArgsType()
export class MentionsArgs {
  @Field(() => [MentionRelation], {
    nullable: true,
    description: 'Only mentions that are related in one of these ways.',
  })
  relation?: MentionRelation[];

  @Field(() => [ConceptKind], { nullable: true, description: 'Only mentions of concepts of these kinds.' })
  kind?: ConceptKind[];
}

/** Of `usedIn`. */
export const defaultUses = 10;

@ArgsType()
export class UsedInArgs extends ArticlesArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: defaultUses,
    description: 'How many from the start, at most 100.',
  })
  declare first: number;
}
