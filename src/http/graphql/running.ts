import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Parameters } from './request.js';

/** An operation that is being executed; nothing of who asked, and no values. */
export interface RunningOperation {
  /** The name that the client asked for, cut to 100 characters; null for none. */
  name: string | null;
  /** `sha256:` and the hash of the query text. */
  documentId: string;
  milliseconds: number;
}

const maxName = 100;

/** Operations from their admission until their answer is sent: what the log can say of an error that belongs to no request. */
export class RunningOperations {
  readonly #running = new Map<Parameters, number>();

  enter(reply: FastifyReply, parameters: Parameters): void {
    this.#running.set(parameters, performance.now());
    reply.raw.once('close', () => this.#running.delete(parameters));
  }

  list(): RunningOperation[] {
    return [...this.#running].map(([{ query, operationName }, started]) => ({
      name: typeof operationName === 'string' ? operationName.slice(0, maxName) : null,
      documentId: `sha256:${createHash('sha256').update(String(query)).digest('hex')}`,
      milliseconds: Math.round(performance.now() - started),
    }));
  }
}
