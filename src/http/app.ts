import fastify, { type FastifyInstance, LogController } from 'fastify';
import { type GraphqlOptions, graphqlRoute } from './graphql.js';
import { healthRoutes } from './health.js';

export interface AppOptions extends GraphqlOptions {
  ping(signal: AbortSignal): Promise<void>;
  logLevel: string;
}

/** The HTTP side of the gateway, ready to listen. */
export async function buildApp({ ping, logLevel, ...graphql }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger: { level: logLevel },
    logController: new LogController({ disableRequestLogging: true }),
  });
  healthRoutes(app, ping);
  await graphqlRoute(app, graphql);
  return app;
}
