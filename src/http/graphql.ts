import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Context } from '../graph/context.js';
import { errorFormatter } from '../graph/format-error.js';
import { type Limits, limitRules, limitsPlugin } from '../graph/limits.js';
import { type OperationRecord, operationLog } from '../graph/operation-log.js';
import type { Visitor } from '../graph/readership.js';
import { errorBody } from './errors.js';
import { visitorOf } from './visitor.js';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  newContext(signal: AbortSignal, visitor: Visitor): Context;
  limits: Limits;
  /** Milliseconds that one operation may take. */
  timeout: number;
  /** Whether clients may learn of the schema: introspection, and hints at names in errors. */
  open: boolean;
}

/** Parsed documents that are kept; a document with its tokens takes some 40 times its length. */
const documentStoreBytes = 16 * 1024 * 1024;
const bytesPerCharacter = 40;

/** `/graphql` by POST and GET (GraphQL over HTTP). */
export async function graphqlRoute(
  app: FastifyInstance,
  { schema, newContext, limits, timeout, open }: GraphqlOptions,
  report: (record: OperationRecord) => void,
): Promise<void> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: open,
    hideSchemaDetailsFromClientErrors: !open,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    documentStore: new InMemoryLRUCache<DocumentNode>({
      maxSize: documentStoreBytes,
      sizeCalculation: ({ loc }) => (loc?.source.body.length ?? limits.queryLength) * bytesPerCharacter,
    }),
    parseOptions: { maxTokens: limits.tokens },
    validationRules: limitRules(limits),
    validationOptions: { maxErrors: 5 },
    executionOptions: { maxCoercionErrors: 5 },
    formatError: errorFormatter({ timeout, tokens: limits.tokens }, (error, id) =>
      app.log.error({ err: error, id }, 'operation failed'),
    ),
    plugins: [
      limitsPlugin(schema, limits),
      operationLog(report),
      // Cache policy is not worked out field by field: that costs a third of the throughput.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    // Before anything reads it.
    preHandler: async (request, reply) => {
      const length = queryLength(request);
      if (length <= limits.queryLength) return;
      const message = `Query length limit of ${limits.queryLength} exceeded, found ${length}.`;
      return reply.code(400).send(errorBody('TOO_COMPLEX', message, { limit: 'queryLength' }));
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => newContext(deadline(reply, timeout), visitorOf(request)),
    }),
  });
}

function queryLength({ body, query }: FastifyRequest): number {
  const { query: text } = ((body ?? query) || {}) as { query?: unknown };
  return typeof text === 'string' ? text.length : 0;
}

/** Aborts when the time is over or the client has gone; holds on to nothing once the answer is sent. */
function deadline(reply: FastifyReply, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('The time is over.', 'TimeoutError')), milliseconds);
  reply.raw.once('close', () => {
    clearTimeout(timer);
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
