/**
 * What is known already is handed over at once: the executor then goes on without a turn of the event loop, which is most of
 * what an answer from memory would cost.
 */
export type MaybePromise<T> = T | Promise<T>;

export const isPromise = <T>(value: MaybePromise<T>): value is Promise<T> => value instanceof Promise;

/** `then` without a promise where there is none. Like `then`, it rejects where `next` throws. */
export const whenReady = <T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> =>
  isPromise(value) ? value.then(next) : rejecting(() => next(value));

/**
 * Rejects where `compute` throws. Loaders are called many at a time: one that throws would leave the promises of those called before it
 * without a handler, and a rejection without a handler ends the process.
 */
export function rejecting<R>(compute: () => MaybePromise<R>): MaybePromise<R> {
  try {
    return compute();
  } catch (error) {
    return Promise.reject(error);
  }
}

/** `Promise.all` without a promise where there is none among them. */
export const allReady = <T>(values: readonly MaybePromise<T>[]): MaybePromise<T[]> =>
  values.some(isPromise) ? Promise.all(values) : (values as T[]);
