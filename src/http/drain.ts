import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

export interface Drain {
  readonly draining: boolean;
  /** Says "not ready" and asks clients to leave, waits, then closes: what is being answered is answered to its end. */
  start(milliseconds: number): Promise<void>;
}

/** Ending without cutting anybody off: connections close with their next answer, new ones go where /readyz says yes. */
export function drainer(app: FastifyInstance): Drain {
  let draining = false;
  app.addHook('onSend', async (_request, reply) => {
    if (draining) reply.header('connection', 'close');
  });
  return {
    get draining() {
      return draining;
    },
    async start(milliseconds) {
      draining = true;
      await sleep(milliseconds);
      await app.close();
    },
  };
}
