import type { ChangeDocument } from '../content/change/change.type.js';
import { changeCollection } from '../content/change/index.js';
import { contentTypes, typeByName } from '../content/index.js';
import { tagsOfStep } from '../graph/cache-tags.js';
import type { ContentType } from '../graph/content-type.js';
import { type NodeKey, type NodeType, nodeKey } from '../graph/node.js';
import type { RevisionSignal } from '../graph/revision-signal.js';
import type { Doc, Store, Write } from '../store/store.js';
import { byCollection } from './by-collection.js';
import { readDocuments } from './read-documents.js';

const typeIn: ReadonlyMap<string, ContentType> = new Map(contentTypes.map((type) => [type.collection, type]));

/** Types whose documents belong to others: whoever shows the owner may show them. */
const owners = new Map<NodeType, { type: NodeType; field: string }>(
  contentTypes.flatMap(({ type, parts, within }) => [
    ...(parts ? [[parts.type, { type, field: parts.owner }] as const] : []),
    ...(within ? [[type, within] as const] : []),
  ]),
);

/** A document after a write. */
interface Step {
  type: ContentType;
  id: string;
  /** It is added: there is nothing before. */
  added: boolean;
  after: Doc | undefined;
}

/** Documents by their keys, before or after a write. */
type Documents = (key: NodeKey) => Doc | undefined;

/**
 * The one way in which documents come into a store or leave it: what changes for the public is appended to the change feed in
 * the same transaction, so that neither can be without the other. The feed has the order of the writes, the store gets them
 * collection by collection.
 * @param previous documents as they are before, by `type:id`; those that are not in it are read
 */
export async function writeAndAnnounce(
  store: Store,
  writes: readonly Write[],
  previous: ReadonlyMap<string, Doc> = new Map(),
): Promise<void> {
  const steps = stepsOf(writes);
  const stored = await readMissing(store, [...steps.values()], previous);
  const wholes = await readWholes(store, [...steps.values()], stored, previous);
  const before: Documents = (key) => previous.get(key) ?? stored.get(key) ?? wholes.get(key);
  const after: Documents = (key) => (steps.has(key) ? steps.get(key)?.after : before(key));
  const at = new Date();
  const entries = [...steps].flatMap(
    ([key, { type, id }]) => announcement(type, id, publicly(type, key, before), publicly(type, key, after), at) ?? [],
  );
  await store.write([
    ...byCollection(writes),
    ...entries.map((document): Write => ({ collection: changeCollection.name, append: { document } })),
  ]);
}

/** What becomes of each document, whatever the number of writes. */
function stepsOf(writes: readonly Write[]): Map<NodeKey, Step> {
  const steps = new Map<NodeKey, Step>();
  for (const write of writes) {
    const type = typeIn.get(write.collection);
    if (!type || type.historyOf || 'append' in write) continue;
    const after =
      'insertOne' in write
        ? write.insertOne.document
        : 'replaceOne' in write
          ? write.replaceOne.replacement
          : undefined;
    const id = after?._id ?? idIn(write as Extract<Write, { deleteOne: unknown }>);
    const key = nodeKey(type.type, id);
    steps.set(key, { type, id, added: steps.get(key)?.added ?? 'insertOne' in write, after });
  }
  return steps;
}

function idIn({ collection, deleteOne }: Extract<Write, { deleteOne: unknown }>): string {
  const { _id } = deleteOne.filter;
  if (typeof _id === 'string') return _id;
  throw new Error(`What is deleted from "${collection}" has to be named by its id, or nobody could be told of it.`);
}

async function readMissing(
  store: Store,
  steps: readonly Step[],
  previous: ReadonlyMap<string, Doc>,
): Promise<Map<NodeKey, Doc>> {
  const missing = steps.filter(({ type, id, added }) => !added && !previous.has(nodeKey(type.type, id)));
  return readDocuments(
    store,
    missing.map(({ type, id }) => nodeKey(type.type, id)),
  );
}

/** What those of the documents that are parts are parts of, as far as that is not at hand. */
function readWholes(
  store: Store,
  steps: readonly Step[],
  ...known: readonly ReadonlyMap<string, Doc>[]
): Promise<Map<NodeKey, Doc>> {
  const wholes = steps.flatMap(({ type, id, after }) => {
    const key = nodeKey(type.type, id);
    return [after, ...known.map((documents) => documents.get(key))].flatMap(
      (version) => (version && wholeOf(type, version)) ?? [],
    );
  });
  return readDocuments(
    store,
    wholes.filter((key) => !known.some((documents) => documents.has(key))),
  );
}

/** What the feed says of a step. Nothing of what is not public: neither that it is there, nor what it was before it was public. */
function announcement(
  type: ContentType,
  id: string,
  was: Doc | undefined,
  is: Doc | undefined,
  at: Date,
): ChangeDocument | undefined {
  if (!was && !is) return undefined;
  const signal = signalOf(type, was, is);
  const versions = [was, is].filter((version) => version !== undefined);
  const cacheTags = [...tagsOfStep(type, versions), ...tagsOfOwners(type, versions)];
  return { at, node: nodeKey(type.type, id), signal, cacheTags };
}

/** The document where the public sees it, and what it is a part of. */
function publicly(type: ContentType, key: NodeKey, documents: Documents): Doc | undefined {
  const document = told(type, documents(key));
  if (!document) return undefined;
  const whole = wholeOf(type, document);
  const typeOfWhole = type.within && typeByName.get(type.within.type);
  return !whole || !typeOfWhole || publicly(typeOfWhole, whole, documents) ? document : undefined;
}

function wholeOf({ within }: ContentType, document: Doc): NodeKey | undefined {
  return within && nodeKey(within.type, (document as Doc & Record<string, string>)[within.field] as string);
}
/** The document where the change feed has told of it. */
export const told = ({ audience }: ContentType, document: Doc | undefined): Doc | undefined =>
  document && (audience?.isTold(document) ?? true) ? document : undefined;

export function signalOf({ corrects }: ContentType, was: Doc | undefined, is: Doc | undefined): RevisionSignal {
  if (!was) return 'NEW';
  if (!is) return 'DELETE';
  return corrects?.(was, is) ? 'CORRECTION' : 'UPDATE';
}

function tagsOfOwners({ type }: ContentType, versions: readonly Doc[]): NodeKey[] {
  const owner = owners.get(type);
  if (!owner) return [];
  const ids = versions.map((version) => (version as Doc & Record<string, unknown>)[owner.field]);
  return [...new Set(ids)].flatMap((id) => (typeof id === 'string' ? [nodeKey(owner.type, id)] : []));
}
