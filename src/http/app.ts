import { createServer } from 'node:http';
import cors from '@fastify/cors';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { type Drain, drainer } from './drain.js';
import { errorAnswer, notFound } from './errors.js';
import { explorerRoutes } from './explorer/index.js';
import { FastPath } from './graphql/fast-path.js';
import { unparsed } from './graphql/request.js';
import { type GraphqlOptions, graphqlRoute } from './graphql/route.js';
import { RunningOperations } from './graphql/running.js';
import { healthRoutes } from './health.js';
import { imageRoutes } from './images.js';
import { metrics, type Weighed } from './metrics.js';
import { admission } from './overload.js';
import type { ProcessErrorKind } from './process-errors.js';
import { readRoute } from './read.js';
import { commonHeaders, securityHeaders } from './security.js';

export interface AppOptions
  extends Omit<GraphqlOptions, 'admit' | 'common' | 'fastPath' | 'isDraining' | 'reports' | 'running'> {
  ping(signal: AbortSignal): Promise<void>;
  /** What is kept of the store's documents, by name. */
  caches: Record<string, Weighed | undefined>;
  /** Number of the newest step of the change feed that was passed; undefined before there is one. */
  lastChange(): number | undefined;
  /** The schema in SDL, for /schema.graphql. */
  sdl(): string;
  corsOrigins: string[];
  limitBody: number;
  /** Requests that are worked on at once. */
  limitInFlight: number;
  /** Proxies whose X-Forwarded-For is believed. */
  trustProxy: string[];
  /** Folder of the sample newsroom's pictures. */
  samplePictures: string;
}

/**
 * Slow clients: how long a request may take to arrive, and how often that is looked at, in milliseconds. Connections are kept for longer
 * than most load balancers keep theirs: none is closed just as it is used.
 */
const patience = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 72_000,
};

export interface App {
  app: FastifyInstance;
  drain: Drain;
  /** Logs and counts an error that belongs to no request. */
  processError(kind: ProcessErrorKind, error: unknown): void;
}

/** The HTTP side of the gateway, ready to listen. */
export async function buildApp(options: AppOptions): Promise<App> {
  const running = new RunningOperations();
  const fastPath = new FastPath(options.limitBody);
  const app = fastify({
    serverFactory: (fastifys) => createServer(patience, fastPath.before(fastifys)),
    bodyLimit: options.limitBody,
    trustProxy: options.trustProxy,
    routerOptions: { querystringParser: unparsed },
    // While it closes, what still arrives is answered.
    return503OnClosing: false,
  });
  const answerError = errorAnswer(options.log, options.limitBody);
  app.setErrorHandler(answerError);
  const drain = drainer(app);
  const count = metrics(options.lastChange);
  count.caches(options.caches);
  await app.register(async (site) => {
    await securityHeaders(site);
    await site.register(cors, { origin: options.corsOrigins, methods: ['GET', 'POST'], maxAge: 600 });
    healthRoutes(site, { ping: options.ping, log: options.log, isDraining: () => drain.draining });
    site.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send(options.sdl()));
    site.get('/metrics', async (_request, reply) => reply.type(count.contentType).send(await count.text()));
    readRoute(site, options.visit);
    await explorerRoutes(site, { enabled: options.open });
    await imageRoutes(site, options.samplePictures);
    site.setNotFoundHandler(notFound);
  });
  // Without the hooks of the site: an answer that is there already costs less than they do.
  await app.register(async (api) => {
    const admit = await admission(api, options.limitInFlight);
    const common = commonHeaders(options.corsOrigins);
    api.setErrorHandler((error: FastifyError, request, reply) => {
      common.set(request, reply);
      return answerError(error, request, reply);
    });
    await graphqlRoute(api, {
      ...options,
      admit,
      common,
      fastPath,
      running,
      isDraining: () => drain.draining,
      reports: {
        operation(record) {
          count.operation(record);
          options.log.info(record, 'operation');
        },
        hit: count.hit,
        caches: count.caches,
      },
    });
  });
  return {
    app,
    drain,
    processError(kind, error) {
      count.processError(kind);
      options.log.error({ err: error, kind, operations: running.list() }, 'An error belongs to no request.');
    },
  };
}
