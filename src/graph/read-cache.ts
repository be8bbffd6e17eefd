import type { Doc, Sort } from '../store/store.js';
import type { NodeKey } from './node.js';

/** The first page of a list that a changed document says itself whether it is in. */
export interface FirstPage {
  /** Whatever is listed and has this tag is in the list, and nothing else is. */
  tag: string;
  sort: Sort;
  limit: number;
}

/** A document as a change has left it, without the heavy fields of its type. */
export interface Changed {
  key: NodeKey;
  document: Doc;
  /** Whether lists show it at this instant. */
  listed: boolean;
  now: Date;
}

/** What a question was answered with: documents by their keys, in order, or a value. */
export interface KnownAnswer {
  keys?: readonly NodeKey[];
  value?: unknown;
  /** What a change must touch to make it wrong (`cache-tags.ts`). */
  tags: readonly string[];
  /** Of the first page of a list: what tells how a change leaves it. */
  first?: FirstPage;
}

/**
 * Documents, and answers to questions, that outlive a request. Nobody may change what it hands out. A document is whole, or
 * without what is large of its type (`ContentType.large`).
 */
export interface ReadCache {
  /** The moment from which on a read is begun, for what is to be seen at `now`; hand it back with what the read has brought. */
  begin(now: Date): number;
  /** With `whole`, only one that is. */
  document(key: NodeKey, whole: boolean): Doc | undefined;
  /** Undefined too where it may be another at `now`, the instant that the request sees. */
  answer(question: string, now: Date): KnownAnswer | undefined;
  /** Not kept where a change that touches it was told of since `begun`. */
  keepDocument(key: NodeKey, document: Doc, whole: boolean, begun: number): void;
  keepAnswer(question: string, answer: KnownAnswer, begun: number): void;
}
