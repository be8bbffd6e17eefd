import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../graph/context.js';

/** Lets Apollo Server answer. `body`: the parameters as they have been understood, by GET too, where they may have named a text by its hash. */
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
      search: request.method === 'GET' && body ? searchOf(body) : new URL(request.url, 'http://localhost').search,
      body,
    },
    context: async () => context(),
  });
  reply.code(answer.status ?? 200);
  for (const [name, value] of answer.headers) reply.header(name, value);
  return reply.send(answer.body.kind === 'complete' ? answer.body.string : Readable.from(answer.body.asyncIterator));
}

function searchOf(parameters: object): string {
  const texts = Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return `?${new URLSearchParams(texts)}`;
}
