import 'reflect-metadata';
import { Field, ID, InterfaceType } from 'type-graphql';
import { documentTypes } from './document-types.js';

/** Types that have a global id: everything that can be loaded, and what belongs to it. */
export const nodeTypes = [...documentTypes, 'role', 'revision'] as const;
export type NodeType = (typeof nodeTypes)[number];

/** `type:id`, the way in which stored documents point at a node of any type. */
export type NodeKey = `${NodeType}:${string}`;

export const nodeKey = (type: NodeType, id: string): NodeKey => `${type}:${id}`;

/** A condition on keys: nodes of this type. The semicolon is the next character of ASCII after the colon. */
export const keysOfType = (type: NodeType) => ({ $gte: `${type}:`, $lt: `${type};` });

const known = new Set<string>(nodeTypes);

/** What a node key and a global id name. */
export interface NodeId {
  type: NodeType;
  id: string;
}

/** Undefined for anything that is not `type:id` with a known type. */
export function parseNodeKey(key: string): NodeId | undefined {
  const colon = key.indexOf(':');
  const type = key.slice(0, colon);
  return colon > 0 && colon < key.length - 1 && known.has(type)
    ? { type: type as NodeType, id: key.slice(colon + 1) }
    : undefined;
}

/** The opaque global id that clients see (Relay's Global Object Identification): the key in base64url. */
export const toGlobalId = (type: NodeType, id: string): string => Buffer.from(nodeKey(type, id)).toString('base64url');

/** Three letters of the type make the first four of a global id: most slugs are told apart without decoding them. */
const beginnings = new Set(nodeTypes.map((type) => Buffer.from(type.slice(0, 3)).toString('base64url')));

/** Undefined for anything that `toGlobalId` cannot have made. */
export function fromGlobalId(globalId: string): NodeId | undefined {
  if (!beginnings.has(globalId.slice(0, 4))) return undefined;
  const key = Buffer.from(globalId, 'base64url').toString('utf8');
  return Buffer.from(key).toString('base64url') === globalId ? parseNodeKey(key) : undefined;
}

/** The id behind a global id of this very type, else undefined. */
export function localId(type: NodeType, globalId: string): string | undefined {
  const node = fromGlobalId(globalId);
  return node?.type === type ? node.id : undefined;
}

/** What a reader adds to each document: which type it is. */
export interface Typed {
  __typename: string;
}

/** The node type of a document that a reader handed out: its GraphQL type is the same word with a capital. */
export const typeOf = ({ __typename }: Typed): NodeType =>
  ((__typename[0] as string).toLowerCase() + __typename.slice(1)) as NodeType;

@InterfaceType({
  description: 'Anything that has an id of its own and can be fetched again by it (Relay).',
  resolveType: (value) => (value as Typed).__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque id, the same for the same content in every store and for ever.' })
  readonly id!: string;

  readonly _id!: string;
  readonly __typename!: string;
}
