import { setTimeout as sleep } from 'node:timers/promises';

/** An error of the process that no request, timer or stream has handled. */
export type ProcessErrorKind = 'unhandledRejection' | 'uncaughtException';

export interface ProcessErrorOptions {
  /** Logs and counts it. Never throws. */
  report(kind: ProcessErrorKind, error: unknown): void;
  /** Drains and closes everything. */
  end(): Promise<void>;
  /** Milliseconds that `end` may take. */
  deadline: number;
}

/**
 * What becomes of errors that belong to no request. A rejection that nobody handles has changed nothing: the gateway goes on answering.
 * After an exception that nobody caught, code was left in the middle of what it did (Node.js, `process` events): the gateway drains, and the
 * process ends with 1, so that whatever supervises it starts another one.
 *
 * @returns stops watching
 */
export function watchProcessErrors({ report, end, deadline }: ProcessErrorOptions): () => void {
  const onRejection = (reason: unknown) => report('unhandledRejection', reason);
  let ending = false;
  const onException = (error: unknown) => {
    report('uncaughtException', error);
    if (ending) return;
    ending = true;
    const late = sleep(deadline, undefined, { ref: false });
    Promise.race([end(), late])
      .catch((reason: unknown) => report('unhandledRejection', reason))
      .finally(() => process.exit(1));
  };
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onException);
  return () => {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onException);
  };
}
