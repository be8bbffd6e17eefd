import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from './context.js';
import { badInput } from './errors.js';
import { fromGlobalId, Node, toGlobalId, typeOf } from './node.js';
import { maxPageSize } from './page-args.js';

@Resolver(() => Node)
export class NodeResolver {
  @Query(() => Node, { nullable: true, description: 'Anything by its id; null where there is nothing.' })
  node(
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<object | null> {
    return load(id, context);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Several by their ids, in their order; null for each that is not there.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: `Global ids, at most ${maxPageSize}.` }) ids: string[],
    @Ctx() context: Context,
  ): Promise<object | null>[] {
    if (ids.length > maxPageSize) throw badInput(`ids may be at most ${maxPageSize}; found ${ids.length}.`, 'ids');
    return ids.map((id) => load(id, context));
  }

  @FieldResolver(() => ID, { description: 'Opaque id, the same for the same content in every store and for ever.' })
  id(@Root() node: Node): string {
    return toGlobalId(typeOf(node), node._id);
  }
}

async function load(globalId: string, context: Context): Promise<object | null> {
  const node = fromGlobalId(globalId);
  return node ? context.node(node.type, node.id) : null;
}
