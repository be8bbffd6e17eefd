import { collectionOf, contentTypes } from '../content/index.js';
import { searchCollection } from '../content/search/index.js';
import { groupBy } from '../graph/group-by.js';
import { type NodeKey, type NodeType, nodeKey, parseNodeKey } from '../graph/node.js';
import type { Doc, Store, Write } from '../store/store.js';
import { writeAndAnnounce } from './announce.js';
import { check } from './check.js';
import { chunks } from './chunks.js';
import type { Input } from './input.js';

const batchSize = 500;

type Stored = Doc & Record<string, unknown>;

/** A document that comes and goes with another one. */
interface Part {
  collection: string;
  document: Stored;
  owner: NodeKey;
}

/** Whose parts the documents of a type are, and which field says so. */
const owners = new Map(
  contentTypes.flatMap(({ type, parts, historyOf }) => [
    ...(parts ? [[parts.type, { type, field: parts.owner }] as const] : []),
    ...(historyOf ? [[type, historyOf] as const] : []),
  ]),
);

/**
 * Deletes what the inputs describe, but for what anything else in the store points at, directly or through what is kept:
 * real content may lean on a sample's places and people.
 * @returns how many documents are gone, and how many are kept
 */
export async function clear(inputs: AsyncIterable<Input>, store: Store): Promise<{ removed: number; kept: number }> {
  const named = await namedBy(inputs);
  const candidates = new Map<NodeKey, Stored>();
  const others: Stored[] = [];
  const parts: Part[] = [];
  for (const { type, collection, native } of contentTypes) {
    const belongs = owners.get(type);
    for (const document of await store.collection<Stored>(collection).find({}).toArray()) {
      const isNamed = native ? named.has(`${type} ${document._id}`) || named.has(`${type} ${document.slug}`) : false;
      if (isNamed) candidates.set(nodeKey(type, document._id), document);
      else if (belongs)
        parts.push({ collection, document, owner: nodeKey(belongs.type, `${document[belongs.field]}`) });
      else others.push(document);
    }
  }
  const staying = parts.filter(({ owner }) => !candidates.has(owner));
  const kept = closure([...others, ...staying.map(({ document }) => document)], candidates);
  const gone = [...candidates].filter(([key]) => !kept.has(key));
  // Roles and revisions of what may go: they go with it, and keep nobody.
  const goneParts = parts.filter(({ owner }) => candidates.has(owner) && !kept.has(owner));
  await remove(store, [
    ...goneParts.map(({ collection, document }) => ({ collection, id: document._id })),
    ...gone.flatMap(([key, document]) => [
      { collection: collectionOf((parseNodeKey(key) as { type: NodeType }).type), id: document._id },
      { collection: searchCollection.name, id: key },
    ]),
  ]);
  return { removed: gone.length, kept: kept.size };
}

/** `type id` and `type slug` of every document that the inputs hold. */
async function namedBy(inputs: AsyncIterable<Input>): Promise<Set<string>> {
  const named = new Set<string>();
  for await (const input of inputs) {
    if (input.format !== 'documents') continue;
    for await (const parsed of input.documents) {
      const document = 'problem' in parsed ? [] : check(parsed.input, parsed.origin);
      if (Array.isArray(document)) continue;
      for (const name of [document.input.id, document.input.slug]) if (name) named.add(`${document.type} ${name}`);
    }
  }
  return named;
}

/** What the documents that stay point at, and what that points at in turn. */
function closure(staying: readonly Stored[], candidates: ReadonlyMap<NodeKey, Stored>): Set<NodeKey> {
  const byId = groupBy(candidates.keys(), (key) => (candidates.get(key) as Stored)._id);
  const kept = new Set<NodeKey>();
  const queue = [...staying];
  for (let document = queue.pop(); document; document = queue.pop()) {
    for (const text of texts(document)) {
      // An id says nothing of its type: whatever has this id is kept rather than lost.
      for (const key of candidates.has(text as NodeKey) ? [text as NodeKey] : (byId.get(text) ?? [])) {
        if (kept.has(key)) continue;
        kept.add(key);
        queue.push(candidates.get(key) as Stored);
      }
    }
  }
  return kept;
}

/** Every string that a field for references can hold. */
function* texts(value: unknown, field = ''): Generator<string> {
  if (typeof value === 'string') {
    if (/(?:Id|Ids|Key|Keys|concept)$/.test(field)) yield value;
  } else if (Array.isArray(value)) {
    for (const item of value) yield* texts(item, field);
  } else if (typeof value === 'object' && value !== null) {
    // A front does without what is gone: the newest take its place.
    for (const [name, inner] of Object.entries(value)) if (name !== 'front') yield* texts(inner, name);
  }
}

async function remove(store: Store, documents: readonly { collection: string; id: string }[]): Promise<void> {
  for (const some of chunks(documents, batchSize)) {
    const writes = some.map(({ collection, id }): Write => ({ collection, deleteOne: { filter: { _id: id } } }));
    await writeAndAnnounce(store, writes);
  }
}
