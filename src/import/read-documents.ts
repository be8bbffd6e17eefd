import { collectionOf } from '../content/index.js';
import { groupBy } from '../graph/group-by.js';
import { type NodeKey, nodeKey, parseNodeKey } from '../graph/node.js';
import type { Doc, Store } from '../store/store.js';

/** The documents of these keys, whatever their types, with one command; those that the store does not have are left out. */
export async function readDocuments<D extends Doc>(store: Store, keys: Iterable<NodeKey>): Promise<Map<NodeKey, D>> {
  const nodes = [...new Set(keys)].flatMap((key) => parseNodeKey(key) ?? []);
  const byType = [...groupBy(nodes, ({ type }) => type)];
  if (byType.length === 0) return new Map();
  const found = await store.aggregate(
    byType.map(([type, some]) => ({
      collection: collectionOf(type),
      pipeline: [{ $match: { _id: { $in: some.map(({ id }) => id) } } }],
    })),
  );
  return new Map(
    byType.flatMap(([type], at) =>
      (found[at] as D[]).map((document) => [nodeKey(type, document._id), document] as const),
    ),
  );
}
