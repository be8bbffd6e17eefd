import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyInstance } from 'fastify';

/** What stands for an HTTP error outside GraphQL's own answers: the same shape, so that a client has one way to read it. */
export const errorBody = (code: string, message: string, details: object = {}) => ({
  errors: [{ message, extensions: { code, ...details } }],
});

/** Errors of the server itself (bodies too large or not JSON, unknown paths, overload) as coded JSON; what nobody foresaw is masked. */
export function errorHandlers(app: FastifyInstance, limitBody: number): void {
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send(errorBody('NOT_FOUND', `There is nothing at ${request.url.split('?')[0]?.slice(0, 200)}.`)),
  );
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      return reply
        .code(413)
        .send(errorBody('TOO_COMPLEX', `Body limit of ${limitBody} bytes exceeded.`, { limit: 'body' }));
    }
    if (error.code === 'FST_UNDER_PRESSURE')
      return reply.code(503).send(errorBody('UNAVAILABLE', 'Too much to do right now. Try again soon.'));
    if (status >= 400 && status < 500) return reply.code(status).send(errorBody('BAD_USER_INPUT', error.message));
    const id = randomUUID();
    app.log.error({ err: error, id }, 'request failed');
    return reply
      .code(status === 503 ? 503 : 500)
      .send(errorBody('INTERNAL_SERVER_ERROR', 'Something went wrong here.', { id }));
  });
}
