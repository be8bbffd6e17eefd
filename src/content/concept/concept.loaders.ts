import type { Context } from '../../graph/context.js';
import { conceptTypes } from '../../graph/document.js';
import { loadAll } from '../../graph/loader.js';
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

const namesakes = conceptTypes.map((type) => loadAll<Concept>(type, 'nameKeys', { slug: 1, _id: 1 }));

/** Concepts of any kind that have this name or alias, folded as `nameKey` does: people first, then in the order of the kinds. */
export async function conceptsByName(context: Context, key: string): Promise<Concept[]> {
  return (await Promise.all(namesakes.map((load) => load(context, key)))).flat();
}
