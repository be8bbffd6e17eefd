import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import type { GraphQLSchema } from 'graphql';
import { pino } from 'pino';
import { Freshness } from '../../src/cache/freshness.js';
import { contextFor, typeByName } from '../../src/content/index.js';
import { collectionTag } from '../../src/graph/cache-tags.js';
import type { ContextOptions } from '../../src/graph/context.js';
import { uncounted } from '../../src/graph/readership.js';
import { buildApp } from '../../src/http/app.js';
import { persistedDocuments } from '../../src/http/graphql/persisted.js';
import { noPreview } from '../../src/http/graphql/preview.js';
import type { Store } from '../../src/store/store.js';

const most = Number.MAX_SAFE_INTEGER;
const limits = {
  depth: 1000,
  aliases: 1e6,
  directives: 1e6,
  tokens: 1e6,
  queryLength: 1e7,
  cost: most,
  answer: most,
  errors: 1e6,
};

/** Addresses of gateways over stores that a suite has opened itself: without caches, and without limits. They end with the process. */
const addresses = new WeakMap<Store, Promise<string>>();

export function addressOver(store: Store, schema: GraphQLSchema, options: () => ContextOptions): Promise<string> {
  const known = addresses.get(store) ?? listen(store, schema, options);
  addresses.set(store, known);
  return known;
}

/** What an app needs besides what a suite tests. */
export const plainOptions = () => ({
  sdl: () => '',
  samplePictures: tmpdir(),
  visit: () => uncounted,
  trustProxy: [],
  ping: async () => undefined,
  open: true,
  persisted: persistedDocuments({ trusted: new Map(), onlyTrusted: false }),
  caches: {},
  lastChange: () => undefined,
  collectionTag: (tag: string) => collectionTag(typeByName, tag),
  log: pino({ level: 'silent' }),
  corsOrigins: [],
});

async function listen(store: Store, schema: GraphQLSchema, options: () => ContextOptions): Promise<string> {
  const { app } = await buildApp({
    ...plainOptions(),
    schema,
    newContext: (request) => contextFor(store, { ...request, ...options() }),
    preview: noPreview,
    freshness: new Freshness({ trusted: () => false, silence: () => most, maxAge: () => undefined }),
    responseBytes: 0,
    policy: { maxAge: 0, staleWhileRevalidate: 0, staleIfError: 0 },
    timeout: 60_000,
    limitBody: 1e8,
    limitInFlight: 1000,
    limits,
  });
  app.server.on('connection', (socket: Socket) => socket.unref());
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  app.server.unref();
  return address;
}
