import { serialize } from 'node:v8';
import { type NodeId, type NodeKey, nodeKey, parseNodeKey } from '../graph/node.js';
import type { Changed, FirstPage, KnownAnswer, ReadCache } from '../graph/read-cache.js';
import type { Doc } from '../store/store.js';
import { afterChange } from './first-page.js';
import type { Evicting, Freshness } from './freshness.js';
import { TaggedCache } from './tagged-cache.js';

/** How much more a document takes on the heap than in V8's serialised form. */
const heapFactor = 2.6;
const keyBytes = 60;
const firstPageBytes = 200;
/** The parts of the bytes that are for each. */
const shares = { documents: 0.8, answers: 0.2 };

interface KeptDocument {
  document: Doc;
  whole: boolean;
  tags: readonly string[];
  bytes: number;
}
type KeptAnswer = KnownAnswer & { bytes: number };
type KeptPage = KeptAnswer & { keys: readonly NodeKey[]; first: FirstPage };

/**
 * Documents by their keys, and answers to questions as lists of keys, shared by all requests: a document is kept once, however
 * many lists it stands in. Each keeps to its part of the bytes. First pages of lists go with the changes of their documents,
 * as far as these say what becomes of them: nobody has to read a list again because an article was published.
 */
export class Reads implements ReadCache, Evicting {
  readonly documents: TaggedCache<KeptDocument>;
  readonly answers: TaggedCache<KeptAnswer>;
  /** First pages that the change which is being told of has taken. */
  readonly #taken = new Map<string, KeptPage>();

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
      (question, answer) => {
        if (answer.first) this.#taken.set(question, answer as KeptPage);
      },
    );
    // After these two, which have let go by then of all that the change has made old.
    freshness.attach(this);
  }

  /** For whoever watches how full each of them is. */
  get weighed() {
    return { documents: this.documents.weighed, answers: this.answers.weighed };
  }

  evict(tags: readonly string[], changed?: Changed): void {
    const taken = [...this.#taken];
    this.#taken.clear();
    if (changed) for (const [question, page] of taken) this.#follow(question, page, changed, tags);
  }

  clear(): void {
    this.#taken.clear();
  }

  begin(now: Date): number {
    return this.freshness.begin(now);
  }

  document(key: NodeKey, whole: boolean): Doc | undefined {
    const kept = this.documents.getInOneGo(key);
    return kept && (kept.whole || !whole) ? kept.document : undefined;
  }

  answer(question: string, now: Date): KnownAnswer | undefined {
    const known = this.answers.getInOneGo(question);
    return known && this.freshness.isOf(now) ? known : undefined;
  }

  keepDocument(key: NodeKey, document: Doc, whole: boolean, begun: number): void {
    if (begun < 0 || this.document(key, whole)) return;
    this.documents.set(key, { document, whole, tags: [key], bytes: onHeap(document) }, begun);
  }

  keepAnswer(question: string, { keys, value, tags, first }: KnownAnswer, begun: number): void {
    if (begun < 0) return;
    const bytes = keys ? keys.length * keyBytes + (first ? firstPageBytes : 0) : onHeap(value);
    this.answers.set(question, { ...(keys ? { keys } : { value }), tags, ...(first && { first }), bytes }, begun);
  }

  /** Keeps a page as a change has left it, if that can be known. */
  #follow(question: string, { keys, tags, first }: KeptPage, changed: Changed, change: readonly string[]): void {
    const { key, now } = changed;
    const before = keys.map((one) => (one === key ? changed.document : this.document(one, false)));
    if (before.includes(undefined)) return;
    const after = afterChange(first, before as Doc[], changed, change);
    if (!after) return;
    const begun = this.begin(now);
    const { type } = parseNodeKey(key) as NodeId;
    const nowOn = after.map(({ _id }) => nodeKey(type, _id));
    if (nowOn.includes(key)) this.keepDocument(key, changed.document, false, begun);
    const ofList = tags.filter((tag) => !keys.includes(tag as NodeKey));
    this.keepAnswer(question, { keys: nowOn, tags: [...ofList, ...nowOn], first }, begun);
  }
}

const onHeap = (value: unknown): number => Math.ceil(heapFactor * serialize(value).byteLength);
