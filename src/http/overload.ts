import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';

/** Seconds after which a client that was turned away should ask again. */
const retryAfter = 1;

/**
 * Turns requests away with 503 and Retry-After before queues grow: when too many are being answered at once, or when
 * the event loop is late. Meant for the routes that cost something; health checks are not among them.
 */
export async function shedLoad(app: FastifyInstance, limitInFlight: number): Promise<void> {
  let isLate = () => false;
  // Apart from every route: its own hook would only look at each request once more.
  await app.register(async (apart) => {
    await apart.register(underPressure, { maxEventLoopDelay: 1000, sampleInterval: 1000 });
    isLate = () => apart.isUnderPressure();
  });
  let inFlight = 0;
  const leave = () => {
    inFlight -= 1;
  };
  app.addHook('onRequest', (_request, reply, done) => {
    if (inFlight >= limitInFlight || isLate()) {
      reply.header('retry-after', retryAfter);
      return done(Object.assign(new Error('too much to do'), { code: 'FST_UNDER_PRESSURE', statusCode: 503 }));
    }
    inFlight += 1;
    // Emitted once, whether the answer is sent or the client goes away first: `once` would only cost more.
    reply.raw.on('close', leave);
    done();
  });
}
