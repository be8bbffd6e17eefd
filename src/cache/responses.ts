import type { Noted } from '../graph/readership.js';
import type { Freshness } from './freshness.js';
import { type Tagged, TaggedCache } from './tagged-cache.js';

/** A whole answer, as it goes over the wire. */
export interface KeptResponse extends Tagged {
  body: Buffer;
  /** The body compressed, by content coding, as far as anybody has asked for it. */
  variants: Map<string, Buffer>;
  /** Made when it is first asked for. */
  etag?: string;
  /** What is to be said of everybody who gets it. */
  noted?: Noted;
}

/** What an answer turned out to be: one that may be kept, or one for this asker alone. */
export type Made<R> = { kept: KeptResponse; other?: never } | { kept?: never; other: R };

/** An answer, and whether somebody else had begun to make it. */
export type Shared<R> = Made<R> & { joined: boolean };

/**
 * Whole answers by what was asked. Askers for the same missing answer wait for one computation, unless something has
 * changed since it began.
 */
export class Responses {
  readonly #kept: TaggedCache<KeptResponse>;
  readonly #flights = new Map<string, { begun: number; answer: Promise<KeptResponse | undefined> }>();

  constructor(
    private readonly freshness: Freshness,
    maxBytes: number,
  ) {
    this.#kept = new TaggedCache(freshness, sizeOf, maxBytes);
  }

  get weighed() {
    return this.#kept.weighed;
  }

  get(key: string): KeptResponse | undefined {
    return this.#kept.get(key);
  }

  /** The last good answer, for when there is no other. */
  stale(key: string): KeptResponse | undefined {
    return this.#kept.stale(key);
  }

  /** Keeps a compressed form too. */
  addVariant(key: string, response: KeptResponse, coding: string, body: Buffer): void {
    response.variants.set(coding, body);
    this.#kept.resize(key, response);
  }

  async share<R>(key: string, make: () => Promise<Made<R>>): Promise<Shared<R>> {
    const begun = this.freshness.begin();
    const flight = this.#flights.get(key);
    if (flight && begun >= 0 && flight.begun === begun) {
      const kept = await flight.answer;
      if (kept) return { kept, joined: true };
    }
    const made = make();
    const answer = made.then(
      ({ kept }) => kept,
      () => undefined,
    );
    const own = { begun, answer };
    this.#flights.set(key, own);
    try {
      const result = await made;
      if (result.kept) this.#kept.set(key, result.kept, begun);
      return { ...result, joined: false };
    } finally {
      if (this.#flights.get(key) === own) this.#flights.delete(key);
    }
  }
}

/** Headers that are made once for each media type, coding and method, and an ETag. */
const headBytes = 1000;

function sizeOf({ body, variants, tags }: KeptResponse): number {
  // Tags stand in headers too, in two notations.
  let bytes = body.length + headBytes;
  for (const tag of tags) bytes += 2 * tag.length;
  for (const variant of variants.values()) bytes += variant.length;
  return bytes;
}
