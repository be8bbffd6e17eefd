import { serialize } from 'node:v8';
import { LRUCache } from 'lru-cache';
import type { NodeKey } from '../graph/node.js';
import type { FormerAnswer, KnownAnswer, ReadCache } from '../graph/read-cache.js';
import type { Doc } from '../store/store.js';
import type { Freshness } from './freshness.js';
import { TaggedCache } from './tagged-cache.js';

/** How much more a document takes on the heap than in V8's serialised form. */
const heapFactor = 2.6;
const keyBytes = 60;
/** A place in the order. */
const formerBytes = 200;
/** The parts of the bytes that are for each. */
const shares = { documents: 0.8, answers: 0.15, former: 0.05 };

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
  /** What answers were made of before a change took them. */
  readonly #former: LRUCache<string, FormerAnswer> | undefined;

  constructor(
    private readonly freshness: Freshness,
    maxBytes: number,
  ) {
    const bytesFor = (what: keyof typeof shares) => Math.floor(maxBytes * shares[what]);
    this.documents = new TaggedCache(freshness, ({ bytes }) => bytes, bytesFor('documents'));
    this.answers = new TaggedCache(
      freshness,
      ({ bytes }) => bytes,
      bytesFor('answers'),
      (question, { keys }, change) => keys && this.#former?.set(question, { keys, change }),
    );
    const maxSize = bytesFor('former');
    if (maxSize === 0) return;
    this.#former = new LRUCache({
      maxSize,
      sizeCalculation: ({ keys, change }, question) =>
        formerBytes + (keys.length + change.length) * keyBytes + 2 * question.length,
    });
  }

  /** For whoever watches how full each of them is. */
  get weighed() {
    return { documents: this.documents.weighed, answers: this.answers.weighed, former: this.#former };
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

  former(question: string): FormerAnswer | undefined {
    return this.#former?.get(question);
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
