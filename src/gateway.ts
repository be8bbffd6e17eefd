import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { type Following, follow, maxAgeUntold } from './cache/follow.js';
import { Purge } from './cache/purge.js';
import { Reads } from './cache/reads.js';
import { type Config, hasExplorer, publicUrl, siteUrl } from './config.js';
import { changeCollection } from './content/change/index.js';
import {
  changedOf,
  comingOf,
  contextFor,
  newestStep,
  publicArticles,
  readComing,
  tagsOf,
  typeByName,
  unfollowedFields,
} from './content/index.js';
import { openContentStore } from './content-store.js';
import { collectionTag, headerTag } from './graph/cache-tags.js';
import { type App, buildApp } from './http/app.js';
import { persistedDocuments, readManifest } from './http/graphql/persisted.js';
import { noPreview, type Preview } from './http/graphql/preview.js';
import { announcing } from './import/announce-due.js';
import { samplePictures } from './sample.js';
import { buildGraph, printSdl } from './schema.js';
import type { CommandListener, LogEntry, Store } from './store/store.js';
import { Recorder } from './trends/recorder.js';
import { StoredTrends } from './trends/trends.js';

export interface Gateway {
  app: FastifyInstance;
  store: Store;
  /** Lets clients leave for as long as the settings say, answers what is under way, then lets the store go. */
  drain(): Promise<void>;
  /** The same without waiting. */
  close(): Promise<void>;
  /** Logs and counts an error that belongs to no request. */
  processError: App['processError'];
}

/** Store, schema and server put together; `app.listen` is left to the caller. */
export async function openGateway(config: Config, onCommand?: CommandListener): Promise<Gateway> {
  const log = pino({ level: config.LOG_LEVEL });
  const store = await openContentStore(config, onCommand);
  let following: Following | undefined;
  try {
    const schema = buildGraph();
    let sdl: string | undefined;
    let lastChange: number | undefined;
    following = follow({
      store,
      without: unfollowedFields,
      tagsOf,
      changedOf,
      onPassed: ({ collection, document }) => {
        if (collection === changeCollection.name && document) lastChange = (document as LogEntry).number;
      },
      onBegun: async () => {
        lastChange = await newestStep(store);
      },
      readComing: (until) => readComing(store, until),
      comingOf,
      onUnsupported: () =>
        log.warn(`This store cannot tell of changes: what is kept is up to ${maxAgeUntold} ms old. Use a replica set.`),
      onError: (error) =>
        log.warn({ err: error }, 'The store’s changes are not heard: nothing is kept until they are.'),
    });
    const { freshness, agenda } = following;
    const purge = purgeHook(config, (error, tags) => log.error({ err: error, tags }, 'tags were not purged'));
    if (purge) freshness.attach(purge);
    const reads = new Reads(freshness, config.CACHE_DOCUMENTS);
    const cache = config.CACHE_DOCUMENTS > 0 ? reads : undefined;
    const addresses = { publicUrl: publicUrl(config), siteUrl: siteUrl(config) };
    const trusted = config.TRUSTED_DOCUMENTS ? readManifest(config.TRUSTED_DOCUMENTS) : new Map<string, string>();
    const enoughAskers = config.TRENDS_MIN_READERS;
    const trends = new StoredTrends(store, { enoughAskers });
    const recorder: Recorder = new Recorder(store, {
      enoughAskers,
      countArticleQueries: config.COUNT_ARTICLE_QUERIES === 'on',
      flushInterval: config.TRENDS_FLUSH_INTERVAL,
      publicArticles: (ids) => publicArticles(store, ids),
      onProblem: (error) => log.warn({ err: error }, 'what readers do is not written, but kept'),
    });
    const { app, drain, processError } = await buildApp({
      schema,
      sdl: () => {
        sdl ??= printSdl(schema);
        return sdl;
      },
      samplePictures,
      newContext: (request) => contextFor(store, { ...request, ...addresses, cache, trends }),
      preview: await previewOf(config, (error) =>
        log.warn({ err: error }, 'The keys for preview cannot be had: nobody is let in.'),
      ),
      visit: (visitor) => recorder.visit(visitor),
      trustProxy: config.TRUST_PROXY,
      ping: (signal) => store.ping(signal),
      open: hasExplorer(config),
      persisted: persistedDocuments({ trusted, onlyTrusted: config.TRUSTED_ONLY === 'on' }),
      freshness,
      caches: reads.weighed,
      lastChange: () => lastChange,
      responseBytes: config.CACHE_RESPONSES,
      policy: {
        maxAge: config.CACHE_MAX_AGE,
        staleWhileRevalidate: config.CACHE_STALE_WHILE_REVALIDATE,
        staleIfError: config.CACHE_STALE_IF_ERROR,
      },
      collectionTag: (tag) => collectionTag(typeByName, tag),
      timeout: config.OPERATION_TIMEOUT,
      log,
      corsOrigins: config.CORS_ORIGINS,
      limitBody: config.LIMIT_BODY,
      limitInFlight: config.LIMIT_IN_FLIGHT,
      limits: {
        depth: config.LIMIT_DEPTH,
        aliases: config.LIMIT_ALIASES,
        directives: config.LIMIT_DIRECTIVES,
        tokens: config.LIMIT_TOKENS,
        queryLength: config.LIMIT_QUERY_LENGTH,
        cost: config.LIMIT_COST,
        answer: config.LIMIT_ANSWER,
        errors: config.LIMIT_ERRORS,
      },
    });
    recorder.start();
    const announcer = announcing(store, agenda, (error) =>
      log.warn({ err: error }, 'what comes and goes by itself is not told to the change feed yet'),
    );
    const end = async (milliseconds: number) => {
      await drain.start(milliseconds);
      await announcer.close();
      await following?.close();
      await purge?.close();
      await recorder.close();
      await store.close();
    };
    return { app, store, drain: () => end(config.DRAIN_TIME), close: () => end(0), processError };
  } catch (error) {
    await following?.close();
    await store.close();
    throw error;
  }
}

function purgeHook(
  { PURGE_URL: url, PURGE_HEADERS: headers }: Config,
  onFailure: (error: unknown, tags: number) => void,
): Purge | undefined {
  return url === undefined ? undefined : new Purge({ url, headers, asSent: headerTag, onFailure });
}

async function previewOf(config: Config, onProblem: (error: unknown) => void): Promise<Preview> {
  const { PREVIEW_JWKS: jwks, PREVIEW_ISSUER: issuer, PREVIEW_AUDIENCE: audience } = config;
  if (!(jwks && issuer && audience)) return noPreview;
  const { previewBy } = await import('./http/graphql/bearer.js');
  return previewBy({ jwks, issuer, audience, onProblem });
}
