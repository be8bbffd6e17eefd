import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../graph/context.js';

/** Lets Apollo Server answer. */
export async function throughApollo(
  apollo: ApolloServer<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
  body: unknown,
  context: () => Context,
): Promise<FastifyReply> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers,
      search: new URL(request.url, 'http://localhost').search,
      body,
    },
    context: async () => context(),
  });
  reply.code(answer.status ?? 200);
  for (const [name, value] of answer.headers) reply.header(name, value);
  return reply.send(answer.body.kind === 'complete' ? answer.body.string : Readable.from(answer.body.asyncIterator));
}
