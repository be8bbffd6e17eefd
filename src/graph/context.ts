import type { Doc, Filter, Store } from '../store/store.js';
import type { ContentType } from './content-type.js';
import type { NodeType } from './node.js';
import { type Ask, Reader } from './reader.js';
import type { Counts, Ranking, Readership, Trends, Window } from './readership.js';
import type { Searchable } from './searchable.js';
import { Waves } from './waves.js';

/**
 * What the resolvers of one request share: one reader a content type, made when it is first asked. Apollo Server hands out
 * a shallow copy of it, which `#private` fields would not survive.
 */
export class Context {
  private readonly waves = new Waves();
  private readonly readers = new Map<NodeType, Reader<Doc>>();
  private readonly others = new Map<string, Reader<Doc>>();
  private readonly expired: Promise<never> | undefined;
  /** An object, so that copies of the context count together. */
  readonly stats = { commands: 0 };

  constructor(
    private readonly store: Store,
    private readonly types: ReadonlyMap<NodeType, ContentType>,
    private readonly publicUrl: string,
    /** Told what is read and searched for here. */
    readonly readership: Readership,
    private readonly trends: Trends,
    /** When it aborts, every read that is under way ends with its reason. */
    private readonly signal?: AbortSignal,
  ) {
    this.expired = signal && expiry(signal);
  }

  /** A path of the gateway as the address that clients reach it by; anything else as it is. */
  absolute(url: string): string {
    return url.startsWith('/') ? this.publicUrl + url : url;
  }

  /** `D` is the stored document of that type: the loaders, which name both, keep them together. */
  reader<D extends Doc>(type: NodeType): Reader<D> {
    const made = this.readers.get(type);
    if (made) return made as unknown as Reader<D>;
    const contentType = this.types.get(type);
    if (!contentType) throw new Error(`No content type is registered for '${type}'.`);
    const reader = new Reader(contentType, this.store.collection(contentType.collection), this.waves, this.ask);
    this.readers.set(type, reader);
    return reader as unknown as Reader<D>;
  }

  /** What a reader can find a document by; undefined for types that are not searched. */
  searchable(type: NodeType, document: Doc): Searchable | undefined {
    return this.types.get(type)?.searchable?.(document);
  }

  /** What is asked of a collection that belongs to no content type: the rows of a pipeline over what the filter lets through. */
  rows<R extends object>(collection: string, filter: Filter, stages: Record<string, unknown>[]): Promise<R[]> {
    const reader =
      this.others.get(collection) ??
      new Reader({ collection, typeName: '' }, this.store.collection(collection), this.waves, this.ask);
    this.others.set(collection, reader);
    return reader.group<R>(filter, stages);
  }

  /** What the readers of every instance do. */
  counts(window: Window): Promise<Counts> {
    return this.waves.track(this.inTime(this.trends.counts(window)));
  }

  /** The newest order by reads, or the one of this name; undefined for one that is no longer kept. */
  ranking(name?: string): Promise<Ranking | undefined> {
    return this.waves.track(this.inTime(this.trends.ranking(name)));
  }

  /** One command: counted, and given up when the time is over, whether or not the store notices. */
  private readonly ask: Ask = (collection, pipeline) => {
    this.stats.commands += 1;
    const answer = collection.aggregate<never>(pipeline, this.signal ? { signal: this.signal } : {}).toArray();
    return this.inTime(answer);
  };

  private inTime<R>(answer: Promise<R>): Promise<R> {
    return this.expired ? Promise.race([answer, this.expired]) : answer;
  }
}

function expiry(signal: AbortSignal): Promise<never> {
  const expired = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  expired.catch(() => undefined); // whoever waits is told by the race
  return expired;
}
