import type { Context } from '../../graph/context.js';
import { type NodeKey, parseNodeKey } from '../../graph/node.js';
import type { Concept } from './concept.type.js';

/** A concept of any kind; the keys of one wave are one command for each kind among them. */
export async function conceptByKey(context: Context, key: NodeKey): Promise<Concept | null> {
  const node = parseNodeKey(key);
  return node ? context.reader<Concept>(node.type).one('_id', node.id) : null;
}

/** The concepts with these keys, in this order; what is missing is left out. */
export async function conceptsByKeys(context: Context, keys: readonly NodeKey[]): Promise<Concept[]> {
  const found = await Promise.all(keys.map((key) => conceptByKey(context, key)));
  return found.filter((concept) => concept !== null);
}
