import type { Doc, Store } from '../store/store.js';
import type { ContentType } from './content-type.js';
import type { NodeType } from './node.js';
import { Reader } from './reader.js';
import { Waves } from './waves.js';

/**
 * What the resolvers of one request share: one reader a content type, made when it is first asked. Apollo Server hands out
 * a shallow copy of it, which `#private` fields would not survive.
 */
export class Context {
  private readonly waves = new Waves();
  private readonly readers = new Map<NodeType, Reader<Doc>>();

  constructor(
    private readonly store: Store,
    private readonly types: ReadonlyMap<NodeType, ContentType>,
    private readonly signal?: AbortSignal,
  ) {}

  /** `D` is the stored document of that type: the loaders, which name both, keep them together. */
  reader<D extends Doc>(type: NodeType): Reader<D> {
    const made = this.readers.get(type);
    if (made) return made as unknown as Reader<D>;
    const contentType = this.types.get(type);
    if (!contentType) throw new Error(`No content type is registered for '${type}'.`);
    const reader = new Reader(contentType, this.store.collection(contentType.collection), this.waves, this.signal);
    this.readers.set(type, reader);
    return reader as unknown as Reader<D>;
  }
}
