import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Seconds after which a client that was turned away should ask again. */
const retryAfter = 1;

/** Lets a request through, or throws what becomes 503 with Retry-After. */
export type Admit = (reply: FastifyReply) => void;

/**
 * Turns requests away before queues grow: when too many are being answered at once, or when the event loop is late. Meant for
 * what costs something; health checks and answers that are there already do not.
 */
export async function overload(app: FastifyInstance, limitInFlight: number): Promise<Admit> {
  await app.register(underPressure, {
    maxEventLoopDelay: 1000,
    sampleInterval: 1000,
    retryAfter,
    pressureHandler: () => undefined,
  });
  let inFlight = 0;
  return (reply) => {
    if (inFlight >= limitInFlight || app.isUnderPressure()) {
      reply.header('retry-after', retryAfter);
      throw Object.assign(new Error('too much to do'), { code: 'FST_UNDER_PRESSURE', statusCode: 503 });
    }
    inFlight += 1;
    // Emitted once, whether the answer is sent or the client goes away first.
    reply.raw.once('close', () => {
      inFlight -= 1;
    });
  };
}
