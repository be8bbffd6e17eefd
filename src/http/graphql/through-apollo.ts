import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../../graph/context.js';
import type { Parameters } from './request.js';

/** What Apollo Server answers, over HTTP. */
export interface ApolloAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * Asks Apollo Server. It never rejects.
 *
 * @param parameters as they have been understood, where they may have named a text by its hash; undefined for a GET with JSON in its address
 * that is none: Apollo Server says so
 */
export async function throughApollo(
  apollo: ApolloServer<Context>,
  request: FastifyRequest,
  parameters: unknown,
  context: Context,
): Promise<ApolloAnswer> {
  const isPost = request.method === 'POST';
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: isPost ? 'POST' : 'GET',
      headers: headersOf(request),
      search: isPost ? '' : searchOf(request, parameters as Parameters | undefined),
      body: parameters,
    },
    context: async () => context,
  });
  if (answer.body.kind !== 'complete') throw new Error('Apollo Server answered in parts, which nobody had asked for.');
  return { status: answer.status ?? 200, headers: Object.fromEntries(answer.headers), body: answer.body.string };
}

function headersOf({ method, headers: given }: FastifyRequest): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  // A GET has no body for it to be the type of, and an answer that is there does not look at it either.
  if (method !== 'POST') headers.delete('content-type');
  return headers;
}

/** One for each time that a parameter is given, which should be once. */
function textsOf(name: string, value: unknown): string[] {
  if (Array.isArray(value) && !['variables', 'extensions'].includes(name)) return value;
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}

function searchOf({ url }: FastifyRequest, parameters: Parameters | undefined): string {
  if (!parameters) return new URL(url, 'http://localhost').search;
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  return `?${new URLSearchParams(given.flatMap(([name, value]) => textsOf(name, value).map((text): [string, string] => [name, text])))}`;
}
