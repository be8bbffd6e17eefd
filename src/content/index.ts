import { tagsOfChange } from '../graph/cache-tags.js';
import type { Coming } from '../graph/coming.js';
import type { ContentPart, ContentType } from '../graph/content-type.js';
import { Context, type ContextOptions } from '../graph/context.js';
import { type NodeType, nodeKey } from '../graph/node.js';
import type { Changed } from '../graph/read-cache.js';
import type { CollectionSpec, Doc, LogEntry, Store, StoreChange } from '../store/store.js';
import { type Article, article, comingArticle } from './article/index.js';
import { body } from './body/index.js';
import { change, changeCollection } from './change/index.js';
import { concept } from './concept/index.js';
import { event } from './event/index.js';
import { image } from './image/index.js';
import { livePost } from './live-post/index.js';
import { organisation } from './organisation/index.js';
import { person } from './person/index.js';
import { place } from './place/index.js';
import { policy } from './policy/index.js';
import { resolution } from './resolution/index.js';
import { revision } from './revision/index.js';
import { role } from './role/index.js';
import { search, searchCollection, searchTexts } from './search/index.js';
import { section } from './section/index.js';
import { source } from './source/index.js';
import { topic } from './topic/index.js';
import { countCollection, rankingCollection, trend } from './trend/index.js';

/** The one registry of content types: schema, indexes, loading and look-ups by id all start from it. */
export const contentTypes: readonly ContentType[] = [
  article as ContentType,
  revision as ContentType,
  image as ContentType,
  person as ContentType,
  role,
  organisation as ContentType,
  place as ContentType,
  event as ContentType,
  topic as ContentType,
  section,
  source,
  policy,
  livePost as ContentType,
];

/** Parts of the graph that several content types share and that are stored inside them. */
export const contentParts: readonly ContentPart[] = [concept, body, resolution, search, change, trend];

export const typeByName: ReadonlyMap<NodeType, ContentType> = new Map(contentTypes.map((type) => [type.type, type]));

/** The collection that holds documents of a type. */
export function collectionOf(type: NodeType): string {
  const contentType = typeByName.get(type);
  if (!contentType) throw new Error(`No content type is registered for '${type}'.`);
  return contentType.collection;
}

export const collectionSpecs: readonly CollectionSpec[] = [
  ...contentTypes.map(({ collection: name, indexes }) => ({ name, indexes })),
  searchCollection,
  changeCollection,
  countCollection,
  rankingCollection,
];

const typeByCollection = new Map(contentTypes.map((type) => [type.collection, type]));

/** What nobody looks at of changed documents: it is most of them. */
export const unfollowedFields: readonly string[] = [
  ...contentTypes.flatMap(({ large }) => large?.stored ?? []),
  ...searchTexts,
];

/** Tags of what a change touches. */
export function tagsOf({ collection, id, document }: StoreChange): readonly string[] {
  const type = typeByCollection.get(collection);
  if (!type) return [collection];
  return document ? tagsOfChange(type, document) : [nodeKey(type.type, id), collection];
}

/** What a change has left of a document, of types whose documents are followed but for what is large of them. */
export function changedOf({ collection, document }: StoreChange, now: Date): Changed | undefined {
  const type = typeByCollection.get(collection);
  if (!document || !type?.large) return undefined;
  const listed = type.audience?.admits(document, { now, preview: false }) ?? true;
  return {
    key: nodeKey(type.type, document._id),
    document: { ...document, __typename: type.typeName } as Doc,
    listed: listed === true,
    now,
  };
}

/** What of an article comes and goes by itself; undefined for changes of anything else. */
export function comingOf({ collection, id, document }: StoreChange): Coming | undefined {
  if (collection !== article.collection) return undefined;
  return document ? coming(document as Article) : { key: nodeKey('article', id), tags: [] };
}

const coming = (document: Article): Coming => ({
  ...comingArticle(document),
  key: nodeKey('article', document._id),
  tags: [...tagsOfChange(article as ContentType, document), searchCollection.name],
});

/** Articles that come or go by themselves up to this instant, and those of which the change feed has not told. */
export async function readComing(store: Store, until: Date): Promise<Coming[]> {
  const articles = store.collection<Article>(article.collection);
  const found = await articles
    .find({ untoldAt: { $lte: until } }, { projection: { blocks: 0, mentions: 0 } })
    .toArray();
  return found.map(coming);
}

/** The number of the newest step of the change feed; undefined before the first one. */
export async function newestStep(store: Store): Promise<number | undefined> {
  const newest = store.collection<LogEntry>(changeCollection.name).find({}, { sort: { _id: -1 }, limit: 1 });
  return (await newest.toArray())[0]?.number;
}

/** What one request needs to read the graph from a store. */
export const contextFor = (store: Store, options: ContextOptions = {}) => new Context(store, typeByName, options);

/** Of these ids, those of articles that are public. */
export async function publicArticles(store: Store, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const listed = article.audience?.listed({ now: new Date(), preview: false });
  const filter = { ...listed, _id: { $in: [...ids] } };
  const found = store.collection(article.collection).find(filter, { projection: { _id: 1 } });
  return new Set((await found.toArray()).map(({ _id }) => _id));
}
