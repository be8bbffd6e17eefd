import { serialize } from 'node:v8';
import type { NodeKey } from '../graph/node.js';
import type { KnownAnswer, ReadCache } from '../graph/read-cache.js';
import type { Doc } from '../store/store.js';
import type { Freshness } from './freshness.js';
import { TaggedCache } from './tagged-cache.js';

/** How much more a document takes on the heap than in V8's serialised form. */
const heapFactor = 2;
const keyBytes = 16;
/** The part of the bytes that is for documents; the rest is for answers. */
const documentShare = 0.8;

interface KeptDocument {
  document: Doc;
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

  document(key: NodeKey): Doc | undefined {
    return this.documents.get(key)?.document;
  }

  answer(question: string): KnownAnswer | undefined {
    return this.answers.get(question);
  }

  keepDocument(key: NodeKey, document: Doc, begun: number): void {
    if (begun < 0 || this.documents.get(key)?.document) return;
    this.documents.set(key, { document, tags: [key], bytes: heapFactor * serialize(document).byteLength }, begun);
  }

  keepAnswer(question: string, { keys, value, tags }: KnownAnswer, begun: number): void {
    if (begun < 0) return;
    const bytes = keys ? keys.length * keyBytes : heapFactor * serialize(value).byteLength;
    this.answers.set(question, { ...(keys ? { keys } : { value }), tags, bytes }, begun);
  }
}
