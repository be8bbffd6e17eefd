import type { FastifyBaseLogger, FastifyInstance } from 'fastify';

export interface Readiness {
  ping(signal: AbortSignal): Promise<void>;
  /** About to end: not for new requests. */
  isDraining(): boolean;
  log: FastifyBaseLogger;
}

/** How long the store may take to say that it is there, in milliseconds. */
const patience = 1000;

/** `/healthz`: the process lives; asks nothing. `/readyz`: it can answer; asks the store. */
export function healthRoutes(app: FastifyInstance, { ping, isDraining, log }: Readiness): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (isDraining()) return reply.code(503).send({ status: 'draining' });
    try {
      await inTime(ping(AbortSignal.timeout(patience)));
      return { status: 'ok' };
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'unavailable' });
    }
  });
}

/** The store's answer, or an error when it takes too long to notice the signal. */
function inTime(answer: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the store did not answer within ${patience} ms`)), patience);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
