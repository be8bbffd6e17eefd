import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Seconds after which a client that was turned away should ask again. */
const retryAfter = 1;

/** Lets a request in that costs something, until its answer is sent or its client has gone. @throws with a `statusCode` of 503 */
export type Admit = (reply: FastifyReply) => void;

/**
 * Turns requests away with 503 and Retry-After before queues grow: when too many are being worked on at once, or when the
 * event loop is late. It is no hook, for answers that are there already cost less than to turn anybody away.
 */
export async function admission(app: FastifyInstance, limitInFlight: number): Promise<Admit> {
  let isLate = () => false;
  // Apart from every route: its own hook would look at each request.
  await app.register(async (apart) => {
    await apart.register(underPressure, { maxEventLoopDelay: 1000, sampleInterval: 1000 });
    isLate = () => apart.isUnderPressure();
  });
  let inFlight = 0;
  const leave = () => {
    inFlight -= 1;
  };
  return (reply) => {
    if (inFlight >= limitInFlight || isLate()) {
      reply.header('retry-after', retryAfter);
      throw Object.assign(new Error('too much to do'), { code: 'FST_UNDER_PRESSURE', statusCode: 503 });
    }
    inFlight += 1;
    reply.raw.once('close', leave);
  };
}
