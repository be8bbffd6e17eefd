import { collectionOf } from '../content/index.js';
import { type NodeKey, type NodeType, nodeKey, parseNodeKey } from '../graph/node.js';
import type { Doc, Store } from '../store/store.js';

/** The documents of these keys, whatever their types, with one command; those that the store does not have are left out. */
export async function readDocuments<D extends Doc>(store: Store, keys: Iterable<NodeKey>): Promise<Map<NodeKey, D>> {
  const ids = new Map<NodeType, string[]>();
  for (const key of new Set(keys)) {
    const node = parseNodeKey(key);
    if (!node) continue;
    const some = ids.get(node.type);
    if (some) some.push(node.id);
    else ids.set(node.type, [node.id]);
  }
  if (ids.size === 0) return new Map();
  const types = [...ids.keys()];
  const found = await store.aggregate(
    [...ids].map(([type, some]) => ({
      collection: collectionOf(type),
      pipeline: [{ $match: { _id: { $in: some } } }],
    })),
  );
  return new Map(
    types.flatMap((type, at) => (found[at] as D[]).map((document) => [nodeKey(type, document._id), document] as const)),
  );
}
