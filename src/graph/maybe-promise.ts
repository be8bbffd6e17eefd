/**
 * What is known already is handed over at once: the executor then goes on without a turn of the event loop, which is most of
 * what an answer from memory would cost.
 */
export type MaybePromise<T> = T | Promise<T>;

export const isPromise = <T>(value: MaybePromise<T>): value is Promise<T> => value instanceof Promise;

/** `then` without a promise where there is none. */
export const whenReady = <T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> =>
  isPromise(value) ? value.then(next) : next(value);

/** `Promise.all` without a promise where there is none among them. */
export const allReady = <T>(values: readonly MaybePromise<T>[]): MaybePromise<T[]> =>
  values.some(isPromise) ? Promise.all(values) : (values as T[]);
