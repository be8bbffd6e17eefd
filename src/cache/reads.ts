import { serialize } from 'node:v8';
import type { NodeKey } from '../graph/node.js';
import type { KnownAnswer, ReadCache } from '../graph/read-cache.js';
import type { Doc } from '../store/store.js';
import type { Freshness } from './freshness.js';
import { TaggedCache } from './tagged-cache.js';

/** How much more a document takes on the heap than in V8's serialised form. */
const heapFactor = 2.6;
const keyBytes = 60;
/** The part of the bytes that is for documents; the rest is for answers. */
const documentShare = 0.8;

interface KeptDocument {
  document: Doc;
  whole: boolean;
  tags: readonly string[];
  bytes: number;
}
type KeptAnswer = KnownAnswer & { bytes: number };

/**
 * Documents by their keys, and answers to questions as lists of keys, shared by all requests: a document is kept once, however
 * many lists it stands in. Each keeps to its part of the bytes.
 */
export class Reads implements ReadCache {
  readonly documents: TaggedCache<KeptDocument>;
  readonly answers: TaggedCache<KeptAnswer>;

  constructor(
    private readonly freshness: Freshness,
    maxBytes: number,
  ) {
    this.documents = new TaggedCache(freshness, ({ bytes }) => bytes, Math.floor(maxBytes * documentShare));
    this.answers = new TaggedCache(freshness, ({ bytes }) => bytes, Math.floor(maxBytes * (1 - documentShare)));
  }

  begin(now: Date): number {
    return this.freshness.begin(now);
  }

  document(key: NodeKey, whole: boolean): Doc | undefined {
    const kept = this.documents.getInOneGo(key);
    return kept && (kept.whole || !whole) ? kept.document : undefined;
  }

  answer(question: string): KnownAnswer | undefined {
    return this.answers.getInOneGo(question);
  }

  keepDocument(key: NodeKey, document: Doc, whole: boolean, begun: number): void {
    if (begun < 0 || this.document(key, whole)) return;
    this.documents.set(key, { document, whole, tags: [key], bytes: onHeap(document) }, begun);
  }

  keepAnswer(question: string, { keys, value, tags }: KnownAnswer, begun: number): void {
    if (begun < 0) return;
    const bytes = keys ? keys.length * keyBytes : onHeap(value);
    this.answers.set(question, { ...(keys ? { keys } : { value }), tags, bytes }, begun);
  }
}

const onHeap = (value: unknown): number => Math.ceil(heapFactor * serialize(value).byteLength);
