import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The sample newsroom's pictures, for any page to show: drawings that may style themselves and do nothing else. */
export async function imageRoutes(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/images/newsroom/',
    decorateReply: false,
    index: false,
    maxAge: '1h',
    setHeaders: (reply) => {
      reply.header('cross-origin-resource-policy', 'cross-origin');
      reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    },
  });
}
