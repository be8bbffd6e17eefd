import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Readership, Visitor } from '../graph/readership.js';
import { type Drain, drainer } from './drain.js';
import { errorHandlers } from './errors.js';
import { explorerRoutes } from './explorer/index.js';
import { type GraphqlOptions, graphqlRoute } from './graphql.js';
import { healthRoutes } from './health.js';
import { imageRoutes } from './images.js';
import { metricsRoute } from './metrics.js';
import { shedLoad } from './overload.js';
import { readRoute } from './read.js';

export interface AppOptions extends GraphqlOptions {
  ping(signal: AbortSignal): Promise<void>;
  logLevel: string;
  /** The schema in SDL, for /schema.graphql. */
  sdl: string;
  corsOrigins: string[];
  limitBody: number;
  limitInFlight: number;
  /** Proxies whose X-Forwarded-For is believed. */
  trustProxy: string[];
  /** How a reader's doings are counted. */
  visit(visitor: Visitor): Readership;
  /** Folder of the sample newsroom's pictures. */
  samplePictures: string;
}

/** Slow clients: how long a request may take to arrive, and how often that is looked at, in milliseconds. */
const slow = { headers: 5000, request: 10_000, look: 1000 };

/** What answers with data may load nothing and be framed by nobody; pages for browsers say what they need themselves. */
const nothing = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/** The HTTP side of the gateway, ready to listen. */
export async function buildApp(options: AppOptions): Promise<{ app: FastifyInstance; drain: Drain }> {
  const app = fastify({
    logger: { level: options.logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.limitBody,
    trustProxy: options.trustProxy,
    requestTimeout: slow.request,
    http: { headersTimeout: slow.headers, connectionsCheckingInterval: slow.look },
    // While it closes, what still arrives is answered.
    return503OnClosing: false,
  });
  errorHandlers(app, options.limitBody);
  const drain = drainer(app);
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: nothing } });
  await app.register(cors, { origin: options.corsOrigins, methods: ['GET', 'POST'], maxAge: 600 });
  healthRoutes(app, { ping: options.ping, isDraining: () => drain.draining });
  app.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send(options.sdl));
  await explorerRoutes(app, { enabled: options.open });
  await imageRoutes(app, options.samplePictures);
  const count = metricsRoute(app);
  await app.register(async (api) => {
    await shedLoad(api, options.limitInFlight);
    readRoute(api, options.visit);
    await graphqlRoute(api, options, (record) => {
      count(record);
      app.log.info(record, 'operation');
    });
  });
  return { app, drain };
}
