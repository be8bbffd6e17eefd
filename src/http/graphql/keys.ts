import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { GraphqlRequest } from './request.js';

/** Bytes of request bodies that are known by heart. */
const maxBytes = 16 * 1024 * 1024;
const bytesPerCharacter = 2;
const entryBytes = 300;

/** What an answer depends on, for everybody who may see the same. */
export const keyOf = ({ query, operationName, variables }: GraphqlRequest): string =>
  `${operationName ?? ''}\n${variables ? JSON.stringify(variables) : ''}\n${query}`;

/**
 * Keys by the text of a whole body: a client sends the same operation in the same letters every time, and to parse them costs
 * more than to find its answer.
 */
export class RequestKeys {
  readonly #keys = new LRUCache<string, string>({
    maxSize: maxBytes,
    sizeCalculation: (key, body) => entryBytes + bytesPerCharacter * (key.length + body.length),
  });

  get weighed() {
    return this.#keys;
  }

  get({ body }: FastifyRequest): string | undefined {
    return typeof body === 'string' ? this.#keys.get(body) : undefined;
  }

  add({ body }: FastifyRequest, key: string): void {
    if (typeof body === 'string') this.#keys.set(body, key);
  }
}
