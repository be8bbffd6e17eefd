import type { KeptResponse } from '../../cache/responses.js';
import type { Context } from '../../graph/context.js';
import type { Noted } from '../../graph/readership.js';
import { TagSet } from '../../graph/tag-set.js';

/** An answer whose tags are put together when somebody asks for them. */
export class KeptAnswer implements KeptResponse {
  readonly body: Buffer;
  readonly variants = new Map<string, Buffer>();
  readonly noted?: Noted;
  #tags: TagSet | readonly string[];

  constructor(body: string, { tags }: Context, noted: Noted) {
    this.body = Buffer.from(body);
    this.#tags = tags;
    if (!noted.isEmpty) this.noted = noted;
  }

  get tags(): readonly string[] {
    if (this.#tags instanceof TagSet) this.#tags = [...this.#tags];
    return this.#tags;
  }
}
