import { setTimeout as sleep } from 'node:timers/promises';
import pRetry, { AbortError } from 'p-retry';
import type { Evicting } from './freshness.js';

export interface PurgeOptions {
  url: string;
  /** A tag as answers carry it in their headers. */
  asSent(tag: string): string;
  /** Sent with every request, such as who is allowed to purge. */
  headers: Readonly<Record<string, string>>;
  /** Told of tags that were given up. */
  onFailure(error: unknown, tags: number): void;
}

/** Tags of one request: as many as Cloudflare takes, and fewer than Fastly does. */
const maxTags = 100;
/** Milliseconds for which tags are gathered: a load changes many documents at once. */
const gathering = 20;
/** Tags that wait while nobody answers; then the oldest are given up, and expire by themselves. */
const maxWaiting = 100_000;
const timeout = 5000;
const retries = { retries: 8, minTimeout: 200, factor: 2, maxTimeout: 15_000, randomize: true };

/**
 * Tells a shared cache what has changed: posts tags to an address, in batches, one after the other, each again until it is taken.
 * The body is `{"tags": […]}`, or `{"purge_everything": true}` after a gap in which anything may have changed; the header
 * `Surrogate-Key` has the tags too.
 */
export class Purge implements Evicting {
  readonly #waiting = new Set<string>();
  readonly #ending = new AbortController();
  #everything = false;
  #sending: Promise<void> | undefined;

  constructor(private readonly options: PurgeOptions) {}

  evict(tags: readonly string[]): void {
    for (const tag of tags) this.#waiting.add(this.options.asSent(tag));
    if (this.#waiting.size > maxWaiting) this.#giveUp(this.#waiting.size - maxWaiting);
    this.#start();
  }

  clear(): void {
    this.#waiting.clear();
    this.#everything = true;
    this.#start();
  }

  /** Tries once what waits, and waits for nobody any more. */
  async close(): Promise<void> {
    this.#ending.abort();
    await this.#sending;
  }

  #start(): void {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    await sleep(gathering, undefined, { signal: this.#ending.signal }).catch(() => undefined);
    while (this.#everything || this.#waiting.size > 0) {
      const everything = this.#everything;
      const tags = everything ? [] : [...this.#waiting].slice(0, maxTags);
      this.#everything = false;
      for (const tag of tags) this.#waiting.delete(tag);
      try {
        await this.#send(everything ? { purge_everything: true } : { tags }, tags);
      } catch (error) {
        this.options.onFailure(error, tags.length);
      }
    }
  }

  #send(body: object, tags: readonly string[]): Promise<void> {
    const headers = {
      'content-type': 'application/json',
      ...(tags.length > 0 && { 'surrogate-key': tags.join(' ') }),
      ...this.options.headers,
    };
    const once = async () => {
      const request = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(timeout) };
      const { status } = await fetch(this.options.url, request);
      const error = new Error(`${new URL(this.options.url).host} answered the purge with ${status}.`);
      if (status === 429 || status >= 500) throw error;
      if (status >= 400) throw new AbortError(error);
    };
    const { signal } = this.#ending;
    return signal.aborted ? once() : pRetry(once, { ...retries, signal });
  }

  #giveUp(count: number): void {
    const oldest = [...this.#waiting].slice(0, count);
    for (const tag of oldest) this.#waiting.delete(tag);
    this.options.onFailure(new Error('Too many tags wait to be purged.'), count);
  }
}
