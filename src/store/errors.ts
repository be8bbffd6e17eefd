export type StoreErrorCode =
  | 'DUPLICATE_KEY'
  | 'CONFLICT'
  | 'TOO_LARGE'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED'
  | 'TOKEN_LOST'
  | 'CONFIGURATION';

/**
 * What a store rejects with.
 * - DUPLICATE_KEY: a unique value is taken; `detail` names collection, index and value.
 * - CONFLICT: a guarded `replaceOne` matched nothing: somebody else was faster. Read again and retry.
 * - TOO_LARGE: the store has no room for so much in one transaction, or not the time.
 * - UNAVAILABLE: the store did not answer.
 * - UNSUPPORTED: this deployment cannot do it (`watch` on a standalone MongoDB).
 * - TOKEN_LOST: the change log no longer reaches back to a resume token.
 * - CONFIGURATION: a setting is wrong; the message says which and how to mend it.
 */
export class StoreError extends Error {
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    readonly detail: { collection?: string; index?: string; value?: unknown; cause?: unknown } = {},
  ) {
    super(message, { cause: detail.cause });
    this.name = 'StoreError';
  }
}
