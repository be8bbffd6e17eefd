import type { FastifyInstance } from 'fastify';
import { type Config, hasExplorer, publicUrl } from './config.js';
import { collectionSpecs, contextFor, publicArticles } from './content/index.js';
import { buildApp } from './http/app.js';
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
  try {
    const schema = buildGraph();
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
      newContext: (signal, visitor) =>
        contextFor(store, publicUrl(config), signal, { readership: recorder.visit(visitor), trends }),
      visit: (visitor) => recorder.visit(visitor),
      trustProxy: config.TRUST_PROXY,
      ping: (signal) => store.ping(signal),
      open: hasExplorer(config),
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
    recorder.start();
    const end = async (milliseconds: number) => {
      await drain.start(milliseconds);
      await recorder.close();
      await store.close();
    };
    return { app, store, drain: () => end(config.DRAIN_TIME), close: () => end(0) };
  } catch (error) {
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
