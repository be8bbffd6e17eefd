import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** What stands for an HTTP error outside GraphQL's own answers: the same shape, so that a client has one way to read it. */
export const errorBody = (code: string, message: string, details: object = {}) => ({
  errors: [{ message, extensions: { code, ...details } }],
});

export const notFound = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.code(404).send(errorBody('NOT_FOUND', `There is nothing at ${request.url.split('?')[0]?.slice(0, 200)}.`));

/** Answers errors of the server itself (bodies too large or not JSON, overload) as coded JSON; what nobody foresaw is masked. */
export const errorAnswer =
  (log: FastifyBaseLogger, limitBody: number) =>
  (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): FastifyReply => {
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
    log.error({ err: error, id }, 'request failed');
    return reply
      .code(status === 503 ? 503 : 500)
      .send(errorBody('INTERNAL_SERVER_ERROR', 'Something went wrong here.', { id }));
  };
