import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  getNullableType,
  isCompositeType,
  isListType,
} from 'graphql';
import { isPromise, type MaybePromise, rejecting, whenReady } from './maybe-promise.js';

type Resolve = GraphQLFieldResolver<object, unknown, Record<string, unknown>>;

/**
 * An item of a list, as something that graphql-js calls back (a thenable, though at once). When an item of a list throws, graphql-js 16
 * (`completeListValue`) forgets the promises of the items before it, and one that rejects later ends the process. An item that
 * rejects instead of throwing is awaited together with the others.
 */
class Item {
  constructor(private readonly value: unknown) {}

  // biome-ignore lint/suspicious/noThenProperty: how graphql-js tells a promise
  then<R>(complete: (value: unknown) => MaybePromise<R>): MaybePromise<R> {
    return rejecting(() => complete(this.value));
  }
}

export function isListOfObjects(type: GraphQLOutputType): boolean {
  const list = getNullableType(type);
  return isListType(list) && isCompositeType(getNullableType(list.ofType));
}

/** For a field that is a list of objects: see `Item`. */
export const withItems =
  (resolve: Resolve): Resolve =>
  (root, args, context, info) =>
    whenReady(resolve(root, args, context, info), (list) =>
      Array.isArray(list) ? list.map((item) => (isPromise(item) ? item : new Item(item))) : list,
    );
