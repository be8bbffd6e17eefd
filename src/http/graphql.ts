import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../graph/context.js';
import { errorFormatter } from '../graph/format-error.js';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  newContext(): Context;
  introspection: boolean;
}

/** `/graphql` by POST and GET (GraphQL over HTTP). */
export async function graphqlRoute(
  app: FastifyInstance,
  { schema, newContext, introspection }: GraphqlOptions,
): Promise<void> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: errorFormatter((error, id) => app.log.error({ err: error, id }, 'operation failed')),
    // Cache policy is not worked out field by field: that costs a third of the throughput.
    plugins: [fastifyApolloDrainPlugin(app), ApolloServerPluginCacheControlDisabled()],
  });
  await apollo.start();
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    handler: fastifyApolloHandler(apollo, { context: async () => newContext() }),
  });
}
