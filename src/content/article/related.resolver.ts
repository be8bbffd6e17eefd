import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { ArrayList } from '../../graph/array-list.js';
import type { Context } from '../../graph/context.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import type { NodeKey } from '../../graph/node.js';
import { lastOverDefault, PageArgs } from '../../graph/page-args.js';
import { conceptsByKeys } from '../concept/concept.loaders.js';
import { Concept } from '../concept/concept.type.js';
import {
  type Candidate,
  candidatesOfStory,
  candidatesWithIds,
  countListed,
  countNaming,
  listedArticle,
  newestNaming,
  newestWithParagraphs,
} from './article.loaders.js';
import { Article } from './article.type.js';
import { isEvent, leadingConcepts, rankRelated, type Weights, weightOf } from './related.js';
import { type Related, RelatedBy, RelatedConnection, RelatedEdge } from './related.type.js';

const defaultFirst = 6;

@ArgsType()
export class RelatedArgs extends PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: defaultFirst,
    description: 'How many from the start, at most 100.',
  })
  declare first: number;

  @Field(() => [RelatedBy], { nullable: true, description: 'Only articles that are related for one of these reasons.' })
  by?: RelatedBy[];
}

@Resolver(() => Article)
export class RelatedResolver {
  @FieldResolver(() => RelatedConnection, {
    complexity: 300,
    description:
      'What to read next, and why: the editor’s choice, then articles of the same event, then those that share concepts (the rarer, the higher), then the same story told again. Each stands there once; what is not public never does.',
  })
  async related(
    @Root() article: Article,
    @Args(() => RelatedArgs) { by, ...args }: RelatedArgs,
    @Ctx() context: Context,
  ) {
    const reasons = new Set(by ?? (Object.keys(RelatedBy) as RelatedBy[]));
    const [weights, candidates] = await Promise.all([
      weigh(article, reasons, context),
      candidatesFor(article, reasons, context),
    ]);
    const related = rankRelated(article, candidates, weights, reasons);
    const list = new ArrayList<Related>(related, 'related', ({ id }) => id, lastOverDefault(args, defaultFirst));
    return new RelatedConnection(list, async (id) => (await listedArticle(context, id))[0] ?? null);
  }
}

@Resolver(() => RelatedEdge)
export class RelatedEdgeResolver {
  @FieldResolver(() => [Concept], { description: 'What both articles name, the rarest first.' })
  shared(@Root() { sharedKeys }: RelatedEdge, @Ctx() context: Context): MaybePromise<Concept[]> {
    return conceptsByKeys(context, sharedKeys);
  }
}

async function weigh(article: Article, by: ReadonlySet<RelatedBy>, context: Context): Promise<Weights> {
  if (by.size === 0) return new Map();
  const keys = leadingConcepts(article);
  const [all, ...named] = await Promise.all([countListed(context), ...keys.map((key) => countNaming(context, key))]);
  return new Map(keys.map((key, at) => [key, weightOf(named[at] ?? 0, all)]));
}

/** Everything is asked at once, so that it is one command, and a few of each, so that it is bounded. */
async function candidatesFor(article: Article, by: ReadonlySet<RelatedBy>, context: Context): Promise<Candidate[]> {
  const leads = (key: NodeKey) => by.has('CONCEPTS') || (by.has('EVENT') && isEvent(key));
  const keys = leadingConcepts(article).filter(leads);
  const found = await Promise.all([
    ...(by.has('EDITOR') ? [candidatesWithIds(context, article.relatedIds)] : []),
    ...keys.map((key) => newestNaming(context, key)),
    ...(by.has('SAME_STORY')
      ? [candidatesOfStory(context, article.storyId), newestWithParagraphs(context, article.fingerprints)]
      : []),
  ]);
  return found.flat();
}
