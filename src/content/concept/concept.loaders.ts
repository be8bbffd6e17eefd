import type { Context } from '../../graph/context.js';
import { allReady, type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { type NodeKey, parseNodeKey } from '../../graph/node.js';
import type { Concept } from './concept.type.js';

/** A concept of any kind; the keys of one wave are one command for each kind among them. */
export function conceptByKey(context: Context, key: NodeKey): MaybePromise<Concept | null> {
  const node = parseNodeKey(key);
  return node ? context.reader<Concept>(node.type).one('_id', node.id) : null;
}

/** The concepts with these keys, in this order; what is missing is left out. */
export function conceptsByKeys(context: Context, keys: readonly NodeKey[]): MaybePromise<Concept[]> {
  return whenReady(allReady(keys.map((key) => conceptByKey(context, key))), (found) =>
    found.filter((concept) => concept !== null),
  );
}
