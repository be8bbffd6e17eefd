import { isDeepStrictEqual } from 'node:util';
import { listedUnder } from '../content/article/article.stored.js';
import type { Article } from '../content/article/article.type.js';
import type { Concept } from '../content/concept/concept.type.js';
import { collectionOf, typeByName } from '../content/index.js';
import type { Section } from '../content/section/section.type.js';
import { type ContentType, eitherWay } from '../graph/content-type.js';
import { conceptTypes } from '../graph/document-types.js';
import { type NodeKey, type NodeType, nodeKey, parseNodeKey } from '../graph/node.js';
import { withFormer } from '../graph/site-path.js';
import { StoreError } from '../store/errors.js';
import type { Doc, Filter, Store, Write } from '../store/store.js';
import { writeAndAnnounce } from './announce.js';
import type { StoredRole } from './catalogue/stored-roles.js';
import { chunks } from './chunks.js';
import { type Counted, guardedReplacement } from './guarded.js';
import { searchWrites } from './search.js';

const chunkSize = 50;
const maxTries = 5;

type StoredArticle = Counted & Pick<Article, 'storyId' | 'sectionPathIds' | 'mentions' | 'conceptKeys' | 'listedUnder'>;
type StoredPost = Counted & Pick<Article, 'mentions'>;
type StoredConcept = Counted & Pick<Concept, 'mergedIntoKey'>;
type StoredSection = Counted & Pick<Section, 'path' | 'paths' | 'pathIds'>;

/** Where a moved section now stands. */
type Moved = ReadonlyMap<string, StoredSection>;

/**
 * Writes, and keeps right what others have worked out from the documents written: the paths of all that lies below a section
 * whose parent or slug changes, the story of the translations of an article that becomes a translation itself, and what
 * articles and live posts name, and where people hold their posts, where a concept is merged into another one. Articles
 * go first, in parts, the documents themselves last: if that ends in between, the next load still sees the change and does
 * it again.
 * @param previous what the store had when the writes were worked out, by `type:id`
 */
export async function writeWithFollowers(
  store: Store,
  writes: readonly Write[],
  previous: ReadonlyMap<string, Counted>,
): Promise<void> {
  const moved = changedIn<StoredSection>(
    'section',
    writes,
    previous,
    (before, after) => before.path !== after.path || !isDeepStrictEqual(before.pathIds, after.pathIds),
  );
  const retold = changedIn<StoredArticle>(
    'article',
    writes,
    previous,
    (before, after) => before.storyId === after._id && after.storyId !== after._id,
  );
  const merged = mergesIn(writes, previous);
  if (moved.size > 0) await moveArticles(store, writes, moved);
  if (merged.size > 0) await relink(store, writes, merged);
  if (retold.size > 0) await retell(store, writes, retold);
  const others = [
    ...(moved.size > 0 ? await sectionsBelow(store, writes, moved) : []),
    ...(merged.size > 0 ? await mergedBefore(store, writes, merged) : []),
    ...(merged.size > 0 ? await rolesThere(store, writes, merged) : []),
  ];
  await writeAndAnnounce(store, [...writes, ...others], previous);
}

function moveArticles(store: Store, writes: readonly Write[], moved: Moved): Promise<void> {
  const below = { sectionPathIds: { $in: [...moved.keys()] } };
  return rewrite<StoredArticle>(store, 'article', writes, below, (article) => ({
    ...article,
    sectionPathIds: movedIds(article.sectionPathIds, moved),
  }));
}

/** Has what names a concept that is merged name the one that it is merged into. */
async function relink(store: Store, writes: readonly Write[], merged: ReadonlyMap<NodeKey, NodeKey>): Promise<void> {
  const keys = { $in: [...merged.keys()] };
  const standing = (key: NodeKey) => merged.get(key) ?? key;
  const relinked = (mentions: Article['mentions']) =>
    mentions.map((mention) => {
      const { concept, former = [] } = mention;
      return merged.has(concept) ? { ...mention, concept: standing(concept), former: [...former, concept] } : mention;
    });
  await rewrite<StoredArticle>(store, 'article', writes, { listedUnder: keys }, (article) => {
    const mentions = relinked(article.mentions);
    const conceptKeys = [...new Set(article.conceptKeys.map(standing))];
    return { ...article, mentions, conceptKeys, listedUnder: listedUnder(conceptKeys, mentions, article.listedUnder) };
  });
  // Merges are few: this reads through the collection.
  await rewrite<StoredPost>(store, 'livePost', writes, { 'mentions.concept': keys }, (post) => ({
    ...post,
    mentions: relinked(post.mentions),
  }));
}

/** Has the translations of an article that is a translation itself now belong to its original. */
function retell(store: Store, writes: readonly Write[], retold: ReadonlyMap<string, StoredArticle>): Promise<void> {
  const translations = { storyId: { $in: [...retold.keys()] } };
  return rewrite<StoredArticle>(store, 'article', writes, translations, (article) => ({
    ...article,
    storyId: retold.get(article.storyId)?.storyId ?? article.storyId,
  }));
}

/**
 * Concepts that are merged now: key → where it ends. What names one is linked to the other for good: after a merge that is
 * taken back, the articles have to be loaded again.
 */
function mergesIn(writes: readonly Write[], previous: ReadonlyMap<string, Counted>): ReadonlyMap<NodeKey, NodeKey> {
  const merged = new Map<NodeKey, NodeKey>();
  for (const type of conceptTypes) {
    const changed = changedIn<StoredConcept>(
      type,
      writes,
      previous,
      (before, after) => after.mergedIntoKey !== null && before.mergedIntoKey !== after.mergedIntoKey,
    );
    for (const [id, { mergedIntoKey }] of changed) merged.set(nodeKey(type, id), mergedIntoKey as NodeKey);
  }
  return merged;
}

/** Concepts that had been merged into one that is merged now. Merges are few: this reads through the collections. */
async function mergedBefore(
  store: Store,
  writes: readonly Write[],
  merged: ReadonlyMap<NodeKey, NodeKey>,
): Promise<Write[]> {
  const found = await Promise.all(
    conceptTypes.map(async (type) => {
      const own = writtenIn(type, writes);
      const before = await store
        .collection<StoredConcept>(collectionOf(type))
        .find({ mergedIntoKey: { $in: [...merged.keys()] } })
        .toArray();
      return before
        .filter(({ _id }) => !own.has(_id))
        .map((concept) => {
          const mergedIntoKey = merged.get(concept.mergedIntoKey as NodeKey) as NodeKey;
          return replacement<StoredConcept>(collectionOf(type), { ...concept, mergedIntoKey });
        });
    }),
  );
  return found.flat();
}

/** Posts at organisations that are merged now. */
async function rolesThere(
  store: Store,
  writes: readonly Write[],
  merged: ReadonlyMap<NodeKey, NodeKey>,
): Promise<Write[]> {
  const collection = collectionOf('role');
  const own = writtenIn('role', writes);
  const into = new Map(
    [...merged].flatMap(([from, to]) => {
      const [old, standing] = [parseNodeKey(from), parseNodeKey(to)];
      return old?.type === 'organisation' && standing?.type === 'organisation' ? [[old.id, standing.id] as const] : [];
    }),
  );
  if (into.size === 0) return [];
  const found = await store
    .collection<StoredRole>(collection)
    .find({ organisationId: { $in: [...into.keys()] } })
    .toArray();
  return found
    .filter(({ _id }) => !own.has(_id))
    .map((role): Write => {
      const replacement = { ...role, organisationId: into.get(role.organisationId as string) } as Doc;
      return {
        collection,
        replaceOne: { filter: { _id: role._id, organisationId: role.organisationId }, replacement },
      };
    });
}

/** The replaced documents of a type that `differ` from what they were. */
function changedIn<D extends Doc>(
  type: NodeType,
  writes: readonly Write[],
  previous: ReadonlyMap<string, Counted>,
  differ: (before: D, after: D) => boolean,
): ReadonlyMap<string, D> {
  const changed = new Map<string, D>();
  for (const write of writes) {
    if (!('replaceOne' in write) || write.collection !== collectionOf(type)) continue;
    const after = write.replaceOne.replacement as D;
    const before = previous.get(`${type}:${after._id}`) as D | undefined;
    if (before && differ(before, after)) changed.set(after._id, after);
  }
  return changed;
}

const writtenIn = (type: NodeType, writes: readonly Write[]): ReadonlySet<string> =>
  new Set(
    writes.flatMap((write) =>
      'replaceOne' in write && write.collection === collectionOf(type) ? [write.replaceOne.replacement._id] : [],
    ),
  );

/** A path through moved sections: from the nearest of them upwards it is theirs. */
function movedIds(ids: readonly string[], moved: Moved): string[] {
  const at = ids.findIndex((id) => moved.has(id));
  return at < 0 ? [...ids] : [...ids.slice(0, at), ...(moved.get(ids[at] as string) as StoredSection).pathIds];
}

async function sectionsBelow(store: Store, writes: readonly Write[], moved: Moved): Promise<Write[]> {
  const collection = collectionOf('section');
  const own = writtenIn('section', writes);
  const below = await store
    .collection<StoredSection>(collection)
    .find({ pathIds: { $in: [...moved.keys()] } })
    .toArray();
  return below
    .filter(({ _id }) => !own.has(_id))
    .map((section) => {
      const at = section.pathIds.findIndex((id) => moved.has(id));
      const above = moved.get(section.pathIds[at] as string) as StoredSection;
      const path = [above.path, ...section.path.split('/').slice(-at)].join('/');
      const paths = withFormer(path, section.paths);
      return replacement<StoredSection>(collection, {
        ...section,
        path,
        paths,
        pathIds: movedIds(section.pathIds, moved),
      });
    });
}

/** Documents of a type that are among the writes themselves are left out: theirs is worked out already. */
async function rewrite<D extends Counted>(
  store: Store,
  name: 'article' | 'livePost',
  writes: readonly Write[],
  filter: Filter,
  change: (document: D) => D,
): Promise<void> {
  const type = typeByName.get(name) as ContentType;
  const { collection } = type;
  const documents = store.collection<D>(collection);
  const own = writtenIn(name, writes);
  const found = await documents.find({ listed: eitherWay, ...filter }, { projection: { _id: 1 } }).toArray();
  const ids = found.map(({ _id }) => _id).filter((id) => !own.has(id));
  for (const some of chunks(ids, chunkSize)) {
    await retried(async () => {
      const current = await documents.find({ _id: { $in: some } }).toArray();
      const changed = current.map((document) => [document, change(document)] as const);
      const needed = changed.filter(([before, after]) => !isDeepStrictEqual(before, after));
      if (needed.length === 0) return;
      const writes = needed.flatMap(([, after]) => [replacement(collection, after), ...searchWrites(type, after)]);
      const before = new Map(needed.map(([document]) => [nodeKey(name, document._id), document]));
      await writeAndAnnounce(store, writes, before);
    });
  }
}

const replacement = <D extends Counted>(collection: string, document: D): Write =>
  guardedReplacement(collection, document, document.rev ?? 0);

/** Again, where somebody else was faster. */
async function retried(write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === maxTries || !(error instanceof StoreError && error.code === 'CONFLICT')) throw error;
    }
  }
}
