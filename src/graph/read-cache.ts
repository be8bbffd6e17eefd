import type { Doc } from '../store/store.js';
import type { FirstPage } from './first-page.js';
import type { NodeKey } from './node.js';

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
 * without the heavy fields of its type (`ContentType.narrow`).
 */
export interface ReadCache {
  /** The moment from which on a read is begun, for what is to be seen at `now`; hand it back with what the read has brought. */
  begin(now: Date): number;
  /** With `whole`, only one that is. */
  document(key: NodeKey, whole: boolean): Doc | undefined;
  answer(question: string): KnownAnswer | undefined;
  /** Not kept where a change that touches it was told of since `begun`. */
  keepDocument(key: NodeKey, document: Doc, whole: boolean, begun: number): void;
  keepAnswer(question: string, answer: KnownAnswer, begun: number): void;
}
