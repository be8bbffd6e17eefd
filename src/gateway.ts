import type { FastifyInstance } from 'fastify';
import { type Following, follow, maxAgeUntold } from './cache/follow.js';
import { Reads } from './cache/reads.js';
import { type Config, hasExplorer, publicUrl, siteUrl } from './config.js';
import { collectionSpecs, contextFor, publicArticles, tagsOf, typeByName } from './content/index.js';
import { collectionTag } from './graph/cache-tags.js';
import { buildApp } from './http/app.js';
import { persistedDocuments, readManifest } from './http/graphql/persisted.js';
import { samplePictures } from './sample.js';
import { buildGraph, printSdl } from './schema.js';
import { openStore } from './store/open.js';
import type { CommandListener, Store } from './store/store.js';
import { Recorder } from './trends/recorder.js';
import { StoredTrends } from './trends/trends.js';

export interface Gateway {
  app: FastifyInstance;
  store: Store;
  /** Lets clients leave for as long as the settings say, answers what is under way, then lets the store go. */
  drain(): Promise<void>;
  /** The same without waiting. */
  close(): Promise<void>;
}

/** Store, schema and server put together; `app.listen` is left to the caller. */
export async function openGateway(config: Config, onCommand?: CommandListener): Promise<Gateway> {
  const store = await openContentStore(config, onCommand);
  let following: Following | undefined;
  try {
    const schema = buildGraph();
    let log: FastifyInstance['log'] | undefined;
    following = follow({
      store,
      tagsOf,
      onUnsupported: () =>
        log?.warn(
          `This store cannot tell of changes: what is kept is up to ${maxAgeUntold} ms old. Use a replica set.`,
        ),
      onError: (error) =>
        log?.warn({ err: error }, 'The store’s changes are not heard: nothing is kept until they are.'),
    });
    const { freshness } = following;
    const reads = new Reads(freshness, config.CACHE_DOCUMENTS);
    const trusted = config.TRUSTED_DOCUMENTS ? readManifest(config.TRUSTED_DOCUMENTS) : new Map<string, string>();
    const enoughAskers = config.TRENDS_MIN_READERS;
    const trends = new StoredTrends(store, { enoughAskers });
    const recorder: Recorder = new Recorder(store, {
      enoughAskers,
      countArticleQueries: config.COUNT_ARTICLE_QUERIES === 'on',
      flushInterval: config.TRENDS_FLUSH_INTERVAL,
      publicArticles: (ids) => publicArticles(store, ids),
      onProblem: (error) => app.log.warn({ err: error }, 'what readers do is not written, but kept'),
    });
    const { app, drain } = await buildApp({
      schema,
      sdl: printSdl(schema),
      samplePictures,
      newContext: (signal, readership) =>
        contextFor(store, {
          publicUrl: publicUrl(config),
          siteUrl: siteUrl(config),
          signal,
          cache: reads,
          readership,
          trends,
        }),
      visit: (visitor) => recorder.visit(visitor),
      trustProxy: config.TRUST_PROXY,
      ping: (signal) => store.ping(signal),
      open: hasExplorer(config),
      persisted: persistedDocuments({ trusted, onlyTrusted: config.TRUSTED_ONLY === 'on' }),
      freshness,
      responseBytes: config.CACHE_RESPONSES,
      policy: {
        maxAge: config.CACHE_MAX_AGE,
        staleWhileRevalidate: config.CACHE_STALE_WHILE_REVALIDATE,
        staleIfError: config.CACHE_STALE_IF_ERROR,
      },
      collectionTag: (tag) => collectionTag(typeByName, tag),
      timeout: config.OPERATION_TIMEOUT,
      logLevel: config.LOG_LEVEL,
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
        errors: config.LIMIT_ERRORS,
      },
    });
    log = app.log;
    recorder.start();
    const end = async (milliseconds: number) => {
      await drain.start(milliseconds);
      await following?.close();
      await recorder.close();
      await store.close();
    };
    return { app, store, drain: () => end(config.DRAIN_TIME), close: () => end(0) };
  } catch (error) {
    await following?.close();
    await store.close();
    throw error;
  }
}

/** The store that the settings name, with the collections of all content types. */
export function openContentStore(
  { MONGODB_URI, DATA_DIR, CHANGES_KEPT: kept }: Config,
  onCommand?: CommandListener,
): Promise<Store> {
  return openStore({
    dataDir: DATA_DIR,
    collections: collectionSpecs.map((spec) => (spec.log ? { ...spec, log: { kept } } : spec)),
    ...(MONGODB_URI ? { mongodbUri: MONGODB_URI } : {}),
    ...(onCommand ? { onCommand } : {}),
  });
}
