import type { FastifyInstance } from 'fastify';

/** `/healthz`: the process lives; asks nothing. `/readyz`: it can answer; asks the store. */
export function healthRoutes(app: FastifyInstance, ping: (signal: AbortSignal) => Promise<void>): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await ping(AbortSignal.timeout(2000));
      return { status: 'ok' };
    } catch (error) {
      app.log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'unavailable' });
    }
  });
}
