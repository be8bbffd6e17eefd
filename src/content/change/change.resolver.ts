import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graph/context.js';
import { badInput } from '../../graph/errors.js';
import { Node, type NodeId, parseNodeKey } from '../../graph/node.js';
import { maxPageSize } from '../../graph/page-args.js';
import { listedNode } from '../../graph/whole.js';
import { ChangesArgs, fromNowOn } from './change.args.js';
import { changesFromNowOn, changesSince } from './change.loaders.js';
import { Change, ChangeFeed } from './change.type.js';

@Resolver(() => ChangeFeed)
export class ChangeFeedResolver {
  @Query(() => ChangeFeed, {
    description:
      'Everything that changes, step by step, for caches, copies and partners: ask again with the endCursor and no step is missed or comes twice. A cursor older than what is kept answers GONE: read everything again.',
  })
  changes(@Args(() => ChangesArgs) { since, first }: ChangesArgs, @Ctx() context: Context): Promise<ChangeFeed> {
    const size = first ?? maxPageSize;
    if (size < 1 || size > maxPageSize) {
      throw badInput(`first must be between 1 and ${maxPageSize}; found ${size}.`, 'first');
    }
    return since === fromNowOn ? changesFromNowOn(context) : changesSince(context, since ?? null, size);
  }
}

@Resolver(() => Change)
export class ChangeResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description: 'What was changed, as it is now; null where it is gone by now.',
  })
  async node(@Root() { node, tombstone }: Change, @Ctx() context: Context): Promise<object | null> {
    if (tombstone) return null;
    const { type, id } = parseNodeKey(node) as NodeId;
    return listedNode(context, type, id);
  }
}
