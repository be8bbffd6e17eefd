import type { FastifyInstance } from 'fastify';
import type { Config } from './config.js';
import { collectionSpecs, contextFor } from './content/index.js';
import { buildApp } from './http/app.js';
import { buildGraph } from './schema.js';
import { openStore } from './store/open.js';
import type { CommandListener, Store } from './store/store.js';

export interface Gateway {
  app: FastifyInstance;
  store: Store;
  /** Stops taking requests, then lets the store go. */
  close(): Promise<void>;
}

/** Store, schema and server put together; `app.listen` is left to the caller. */
export async function openGateway(config: Config, onCommand?: CommandListener): Promise<Gateway> {
  const store = await openContentStore(config, onCommand);
  try {
    const app = await buildApp({
      schema: buildGraph(),
      newContext: () => contextFor(store),
      introspection: config.NODE_ENV !== 'production',
      ping: (signal) => store.ping(signal),
      logLevel: config.LOG_LEVEL,
    });
    const close = async () => {
      await app.close();
      await store.close();
    };
    return { app, store, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The store that the settings name, with the collections of all content types. */
export function openContentStore({ MONGODB_URI, DATA_DIR }: Config, onCommand?: CommandListener): Promise<Store> {
  return openStore({
    dataDir: DATA_DIR,
    collections: collectionSpecs,
    ...(MONGODB_URI ? { mongodbUri: MONGODB_URI } : {}),
    ...(onCommand ? { onCommand } : {}),
  });
}
