import type { ChangeDocument } from '../content/change/change.type.js';
import { changeCollection } from '../content/change/index.js';
import { contentTypes } from '../content/index.js';
import { tagsOfStep } from '../graph/cache-tags.js';
import type { ContentType } from '../graph/content-type.js';
import { type NodeKey, nodeKey } from '../graph/node.js';
import type { RevisionSignal } from '../graph/revision-signal.js';
import type { Doc, Store, Write } from '../store/store.js';

const typeIn: ReadonlyMap<string, ContentType> = new Map(contentTypes.map((type) => [type.collection, type]));

/** Types whose documents belong to others: whoever shows the owner may show them. */
const owners = new Map(
  contentTypes.flatMap(({ type, native }) =>
    native?.parts ? [[native.parts.type, { type, field: native.parts.owner }] as const] : [],
  ),
);

/** A document before and after a write. */
interface Step {
  type: ContentType;
  id: string;
  /** It is added: there is nothing before. */
  added: boolean;
  before: Doc | undefined;
  after: Doc | undefined;
}

/**
 * The one way in which documents come into a store or leave it: what changes for the public is appended to the change feed in
 * the same transaction, so that neither can be without the other.
 * @param previous documents as they are before, by `type:id`; those that are not in it are read
 */
export async function writeAndAnnounce(
  store: Store,
  writes: readonly Write[],
  previous: ReadonlyMap<string, Doc> = new Map(),
): Promise<void> {
  const steps = stepsOf(writes);
  const stored = await readMissing(store, [...steps.values()], previous);
  const at = new Date();
  const entries = [...steps].flatMap(([key, step]) => {
    const before = previous.get(key) ?? stored.get(key);
    return announcement({ ...step, before }, at) ?? [];
  });
  await store.write([
    ...writes,
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
    steps.set(key, { type, id, added: steps.get(key)?.added ?? 'insertOne' in write, before: undefined, after });
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
  const types = new Set(missing.map(({ type }) => type));
  const found = await Promise.all(
    [...types].map(async ({ type, collection }) => {
      const ids = missing.flatMap((step) => (step.type.type === type ? [step.id] : []));
      const documents = await store
        .collection(collection)
        .find({ _id: { $in: ids } })
        .toArray();
      return documents.map((document) => [nodeKey(type, document._id), document] as const);
    }),
  );
  return new Map(found.flat());
}

/** What the feed says of a step. Nothing of what is not public: neither that it is there, nor what it was before it was public. */
function announcement({ type, id, before, after }: Omit<Step, 'added'>, at: Date): ChangeDocument | undefined {
  const was = publicly(type, before);
  const is = publicly(type, after);
  if (!was && !is) return undefined;
  const signal = signalOf(type, was, is);
  const versions = [was, is].filter((version) => version !== undefined);
  const cacheTags = [...tagsOfStep(type, versions), ...tagsOfOwners(type, versions)];
  return { at, node: nodeKey(type.type, id), signal, cacheTags };
}

export const publicly = ({ audience }: ContentType, document: Doc | undefined): Doc | undefined =>
  document && (audience?.admits(document) ?? true) === true ? document : undefined;

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
