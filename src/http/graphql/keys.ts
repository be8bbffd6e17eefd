import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { exactKey } from '../../graph/exact-key.js';
import type { GraphqlRequest } from './request.js';

/** Bytes of requests that are known by heart. */
const maxBytes = 16 * 1024 * 1024;
const bytesPerCharacter = 2;
const entryBytes = 300;

/** What an answer depends on, for everybody who may see the same. No name and an empty one are different keys. */
export const keyOf = ({ query, operationName, variables }: GraphqlRequest): string =>
  exactKey([operationName, variables, query]);

/**
 * Keys by the text of a whole body or, of a GET, of the address: a client sends the same operation in the same letters every
 * time, and to parse them costs more than to find its answer.
 */
export class RequestKeys {
  readonly #keys = new LRUCache<string, string>({
    maxSize: maxBytes,
    sizeCalculation: (key, text) => entryBytes + bytesPerCharacter * (key.length + text.length),
  });

  get weighed() {
    return this.#keys;
  }

  /** What is asked all the time comes back at once: what was used last need not be known. */
  get(text: string): string | undefined {
    return this.#keys.peek(text);
  }

  add(text: string, key: string): void {
    this.#keys.set(text, key);
  }
}

/** No address is the text of a body that has been understood: it is no JSON. */
export function textOf({ method, body, raw }: FastifyRequest): string | undefined {
  if (method !== 'POST') return raw.url;
  return typeof body === 'string' ? body : undefined;
}
