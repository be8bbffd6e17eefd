import type { ContentPart, ContentType } from '../graph/content-type.js';
import { Context } from '../graph/context.js';
import type { NodeType } from '../graph/node.js';
import type { Store } from '../store/store.js';
import { article } from './article/index.js';
import { body } from './body/index.js';
import { concept } from './concept/index.js';
import { event } from './event/index.js';
import { image } from './image/index.js';
import { organisation } from './organisation/index.js';
import { person } from './person/index.js';
import { place } from './place/index.js';
import { policy } from './policy/index.js';
import { role } from './role/index.js';
import { section } from './section/index.js';
import { source } from './source/index.js';
import { topic } from './topic/index.js';

/** The one registry of content types: schema, indexes, loading and look-ups by id all start from it. */
export const contentTypes: readonly ContentType[] = [
  article as ContentType,
  image,
  person,
  role,
  organisation,
  place,
  event,
  topic,
  section,
  source,
  policy,
];

/** Parts of the graph that several content types share and that are stored inside them. */
export const contentParts: readonly ContentPart[] = [concept, body];

export const typeByName: ReadonlyMap<NodeType, ContentType> = new Map(contentTypes.map((type) => [type.type, type]));

export const collectionSpecs = contentTypes.map(({ collection: name, indexes }) => ({ name, indexes }));

/** What one request needs to read the graph from a store. */
export const contextFor = (store: Store, publicUrl = '', signal?: AbortSignal) =>
  new Context(store, typeByName, publicUrl, signal);
