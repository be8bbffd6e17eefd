import type { Doc, Filter, Store } from '../store/store.js';
import { laterTurn } from '../store/time-slice.js';
import { Commands } from './commands.js';
import type { ContentType, Viewer } from './content-type.js';
import { isPromise, type MaybePromise } from './maybe-promise.js';
import type { NodeType } from './node.js';
import type { Readable } from './pipelines.js';
import type { ReadCache } from './read-cache.js';
import { Reader, type Reading } from './reader.js';
import {
  type Counts,
  nobodyReads,
  type Ranking,
  type Readership,
  type Trends,
  uncounted,
  type Window,
} from './readership.js';
import type { Searchable } from './searchable.js';
import type { Selection } from './selection.js';
import { encodePath } from './site-path.js';
import { TagSet } from './tag-set.js';
import { Waves } from './waves.js';
import { nodeById } from './whole.js';

export interface ContextOptions {
  /** The instant at which the whole request sees the world; left out: this one. */
  now?: Date;
  /** For an editor, who sees what is not public yet. Nothing of it is kept or counted. */
  preview?: boolean;
  /** The address by which clients reach the gateway, without a slash at its end. */
  publicUrl?: string;
  /** The address of the site that shows the content, without a slash at its end; left out: that of the gateway. */
  siteUrl?: string;
  /** When it aborts, every read that is under way ends with its reason. */
  signal?: AbortSignal;
  /** Without one every request reads for itself. */
  cache?: ReadCache | undefined;
  /** Who is told of what readers do; left out: nobody. */
  readership?: Readership;
  /** Who knows what they did; left out: nobody did anything. */
  trends?: Trends;
}

export interface AnswerFacts {
  /** Whether something in it changes without a write, so that no change will tell of it. */
  changesByItself: boolean;
  /** Codes of its errors, each once; undefined until it is there. */
  errorCodes: readonly string[] | undefined;
}

/**
 * What the resolvers of one request share: one reader a content type, made when it is first asked. Apollo Server hands out
 * a shallow copy of it, which `#private` fields would not survive.
 */
export class Context {
  private readonly waves = new Waves();
  private readonly readers = new Map<NodeType, Reader<Doc>>();
  private readonly others = new Map<string, Reader<Doc>>();
  /** What was sent to the store. */
  readonly commands: Commands;
  /** Tags of all that was read (`cache-tags.ts`). */
  readonly tags = new TagSet();
  /** What is learnt of the answer while it is made. */
  readonly answer: AnswerFacts = { changesByItself: false, errorCodes: undefined };
  /** Told what is read and searched for here. */
  readonly readership: Readership;
  readonly viewer: Viewer;
  private readonly trends: Trends;
  private readonly reading: Reading;

  constructor(
    store: Store,
    private readonly types: ReadonlyMap<NodeType, ContentType>,
    private readonly options: ContextOptions,
  ) {
    this.commands = new Commands(store, options.signal);
    const { now = new Date(), preview = false } = options;
    this.viewer = { now, preview };
    this.answer.changesByItself = preview;
    this.readership = (preview ? undefined : options.readership) ?? uncounted;
    this.trends = options.trends ?? nobodyReads;
    const cache = preview ? undefined : options.cache;
    const { viewer, waves, commands, tags } = this;
    this.reading = { viewer, waves, commands, cache, selection: undefined, tags };
  }

  /** Says what the operation asks for, before anything is read; else documents are read whole. */
  select(selection: Selection): void {
    this.reading.selection = selection;
  }

  /** @throws the reason why nobody waits for the answer any more */
  checkTime(): void {
    this.options.signal?.throwIfAborted();
  }

  /** A path of the gateway as the address that clients reach it by; anything else as it is. */
  absolute(url: string): string {
    return url.startsWith('/') ? (this.options.publicUrl ?? '') + url : url;
  }

  /** The address of the site that shows the content. */
  get siteUrl(): string {
    return this.options.siteUrl ?? this.options.publicUrl ?? 'http://localhost';
  }

  /** A path on the site, as it is kept, as an address. */
  onSite(path: string): string {
    return this.siteUrl + encodePath(path);
  }

  /** Resolves when it is this operation's turn to compute again. Batches wait for it. */
  laterTurn(): Promise<void> {
    return this.waves.track(laterTurn(this.answer));
  }

  /** `D` is the stored document of that type: the loaders, which name both, keep them together. */
  reader<D extends Doc>(type: NodeType): Reader<D> {
    const made = this.readers.get(type);
    if (made) return made as unknown as Reader<D>;
    const contentType = this.types.get(type);
    if (!contentType) throw new Error(`No content type is registered for '${type}'.`);
    const reader = new Reader(contentType, this.reading, (id) => this.foresee(contentType, id));
    this.readers.set(type, reader);
    return reader as unknown as Reader<D>;
  }

  /** Begins what else is asked by the id of a document that has to be read. */
  private foresee({ type, typeName }: ContentType, id: string): void {
    const { selection } = this.reading;
    if (!selection) return;
    for (const { foreseen } of this.types.values()) {
      if (foreseen?.with !== type || !selection.has(`${typeName}.${foreseen.field}`)) continue;
      const begun = foreseen.load(this, id);
      // Whoever asks for it is told of what went wrong.
      if (isPromise(begun)) begun.catch(() => undefined);
    }
  }

  /** What documents of a type are parts of; undefined for types that stand for themselves. */
  within(type: NodeType): ContentType['within'] {
    return this.types.get(type)?.within;
  }

  /** The node of this type and id. */
  node(type: NodeType, id: string): MaybePromise<object | null> {
    const byId = this.types.get(type)?.byId;
    return byId ? byId(this, id) : nodeById(this, type, id);
  }

  /** What a reader can find a document by; undefined for types that are not searched. */
  searchable(type: NodeType, document: Doc): Searchable | undefined {
    return this.types.get(type)?.searchable?.(document);
  }

  /** What is asked of a collection that belongs to no content type: the rows of a pipeline over what the filter lets through. */
  rows<R extends object>(
    { collection, audience }: Pick<Readable<Doc>, 'collection' | 'audience'>,
    filter: Filter,
    stages: Record<string, unknown>[],
  ): MaybePromise<R[]> {
    const reader =
      this.others.get(collection) ??
      new Reader({ collection, typeName: '', ...(audience && { audience }) }, this.reading);
    this.others.set(collection, reader);
    return reader.group<R>(filter, stages);
  }

  /** What the readers of every instance do. */
  counts(window: Window): Promise<Counts> {
    this.answer.changesByItself = true;
    return this.waves.track(this.commands.inTime(this.trends.counts(window)));
  }

  /** The newest order by reads, or the one of this name; undefined for one that is no longer kept. */
  ranking(name?: string): Promise<Ranking | undefined> {
    this.answer.changesByItself = true;
    return this.waves.track(this.commands.inTime(this.trends.ranking(name)));
  }
}
