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
 * Handles errors that belong to no request. A rejection without a handler has changed nothing: the gateway goes on answering. An uncaught
 * exception has stopped code halfway (Node.js, `process` events): the gateway drains, and the process ends with 1, so that its supervisor
 * starts another one.
 */
export function watchProcessErrors({ report, end, deadline }: ProcessErrorOptions): void {
  process.on('unhandledRejection', (reason) => report('unhandledRejection', reason));
  process.on('uncaughtException', (error) => {
    report('uncaughtException', error);
    if (process.exitCode === 1) return; // ending already
    process.exitCode = 1;
    Promise.race([end(), sleep(deadline, undefined, { ref: false })])
      .catch((reason: unknown) => report('unhandledRejection', reason))
      .finally(() => process.exit(1));
  });
}
