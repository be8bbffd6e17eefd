import querystring from 'node:querystring';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** What a client asks (GraphQL over HTTP, 5.2 to 5.4), before anybody has looked into it. */
export interface GraphqlRequest {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
}

/** The parameters of a request, as far as they are objects at all. */
export type Parameters = Record<string, unknown>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text of a JSON body → its value. @throws with a `statusCode` of 400 for what is no JSON. */
export type ParseJson = (body: unknown) => unknown;

/** Takes JSON alone for an app's bodies, and leaves them as their text, for `ParseJson` to parse when it is needed. */
export function jsonBodies(app: FastifyInstance): ParseJson {
  const parse = app.getDefaultJsonParser('error', 'error') as unknown as (
    request: null,
    body: string,
    done: (error: Error | null, value?: unknown) => void,
  ) => void;
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  return (body) => {
    if (typeof body !== 'string') return body;
    let parsed: unknown;
    parse(null, body, (error, value) => {
      if (error) throw error;
      parsed = value;
    });
    return parsed;
  };
}

/** What stands behind the `?` of an address, for `parametersOf` to parse when it is needed: Fastify's `querystringParser`. */
export const unparsed = (text: string) => ({ text });

/** Undefined for a body that is no object; GET has its parameters in the address, variables and extensions as JSON. */
export function parametersOf({ method, body, query }: FastifyRequest, parseJson: ParseJson): Parameters | undefined {
  if (method === 'POST') {
    const given = parseJson(body);
    return isObject(given) ? given : undefined;
  }
  const parameters: Parameters = { ...querystring.parse((query as ReturnType<typeof unparsed>).text) };
  for (const name of ['variables', 'extensions']) {
    if (typeof parameters[name] !== 'string') continue;
    try {
      parameters[name] = JSON.parse(parameters[name]);
    } catch {
      return undefined;
    }
  }
  return parameters;
}

/** Undefined for parameters that are not of their types: whoever answers errors says which. */
export function requestOf(parameters: Parameters): GraphqlRequest | undefined {
  const { query } = parameters;
  const operationName = parameters.operationName ?? undefined;
  const variables = parameters.variables ?? undefined;
  const extensions = parameters.extensions ?? undefined;
  if (typeof query !== 'string') return undefined;
  if (operationName !== undefined && typeof operationName !== 'string') return undefined;
  if (variables !== undefined && !isObject(variables)) return undefined;
  if (extensions !== undefined && !isObject(extensions)) return undefined;
  return { query, operationName, variables };
}

const mediaTypes = ['application/json', 'application/graphql-response+json'];
const maxRemembered = 100;
const remembered = new Map<string, string | undefined>();

/** The media type that an `Accept` header prefers for an answer; undefined where it takes neither. */
export function mediaTypeFor(accept: string | undefined): string | undefined {
  if (accept === undefined || accept === '*/*') return mediaTypes[0];
  if (remembered.has(accept)) return remembered.get(accept);
  const type = new Negotiator({ headers: { accept } }).mediaType(mediaTypes);
  if (remembered.size < maxRemembered) remembered.set(accept, type);
  return type;
}
