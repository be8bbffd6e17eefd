import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { loadEach, lookUp } from '../../graph/loader.js';
import { IdOrSlugArgs } from '../../graph/look-up-args.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { PageArgs } from '../../graph/page-args.js';
import { topicById, topicBySlug, topicsByBroader, topicsInOrder } from './topic.loaders.js';
import { Topic, TopicConnection } from './topic.type.js';

@Resolver(() => Topic)
export class TopicResolver {
  @Query(() => Topic, { nullable: true, description: 'A topic by id or slug; null where there is none.' })
  topic(@Args(() => IdOrSlugArgs) args: IdOrSlugArgs, @Ctx() context: Context): MaybePromise<Topic | null> {
    return lookUp(context, 'topic', args, topicById, topicBySlug);
  }

  @Query(() => TopicConnection, { description: 'All topics, in the order of their slugs.' })
  topics(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    return new TopicConnection(topicsInOrder(context, args));
  }

  @FieldResolver(() => [Topic], { description: 'Wider topics.' })
  broader(@Root() topic: Topic, @Ctx() context: Context): MaybePromise<Topic[]> {
    return loadEach(topicById, context, topic.broaderIds);
  }

  @FieldResolver(() => [Topic], { description: 'Narrower topics, in the order of their slugs.' })
  narrower(@Root() topic: Topic, @Ctx() context: Context): MaybePromise<Topic[]> {
    return topicsByBroader(context, topic._id);
  }
}
