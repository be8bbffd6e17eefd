import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  getNullableType,
  isCompositeType,
  isListType,
} from 'graphql';
import { isSliceOver } from '../store/time-slice.js';
import type { Context } from './context.js';
import { isPromise, type MaybePromise, rejecting, whenReady } from './maybe-promise.js';

type Resolve = GraphQLFieldResolver<object, Context, Record<string, unknown>>;

/** For a field that costs much, or that many aliases can stand for: its resolver waits for its turn, and does not run when the time is over. */
export const interruptible =
  (resolve: Resolve): Resolve =>
  (root, args, context, info) =>
    inTurn(context, () => resolve(root, args, context, info));

/** For a field that is a list of objects: between any two of them others have their turn, and after the deadline no more are completed. */
export const withItems =
  (resolve: Resolve): Resolve =>
  (root, args, context, info) =>
    whenReady(resolve(root, args, context, info) as MaybePromise<unknown>, (list) =>
      Array.isArray(list) ? list.map((item) => (isPromise(item) ? item : new Item(item, context))) : list,
    );

export function isListOfObjects(type: GraphQLOutputType): boolean {
  const list = getNullableType(type);
  return isListType(list) && isCompositeType(getNullableType(list.ofType));
}

/**
 * An item of a list, as something that graphql-js calls back (a thenable, mostly at once). When an item of a list throws, graphql-js 16
 * (`completeListValue`) forgets the promises of the items before it, and one that rejects later ends the process. An item that
 * rejects instead of throwing is awaited together with the others.
 */
class Item {
  constructor(
    private readonly value: unknown,
    private readonly context: Context,
  ) {}

  // biome-ignore lint/suspicious/noThenProperty: how graphql-js tells a promise
  then<R>(complete: (value: unknown) => MaybePromise<R>): MaybePromise<R> {
    return rejecting(() => inTurn(this.context, () => complete(this.value)));
  }
}

function inTurn<R>(context: Context, compute: () => MaybePromise<R>): MaybePromise<R> {
  context.checkTime();
  if (!isSliceOver()) return compute();
  return context.laterTurn().then(() => {
    context.checkTime();
    return compute();
  });
}
