import type { CollectionSpec, CommandListener, Store } from './store.js';

export interface StoreOptions {
  /** Without one, the embedded store answers from `dataDir`. */
  mongodbUri?: string;
  dataDir: string;
  collections: readonly CollectionSpec[];
  onCommand?: CommandListener;
}

/** Only the engine that is used is loaded: each of them costs a tenth of a second at the start. */
export async function openStore({ mongodbUri, dataDir, collections, onCommand }: StoreOptions): Promise<Store> {
  const shared = { collections, ...(onCommand && { onCommand }) };
  if (mongodbUri) {
    const { openMongo } = await import('./mongodb.js');
    return openMongo({ uri: mongodbUri, ...shared });
  }
  const { openEmbedded } = await import('./embedded/embedded.js');
  return openEmbedded({ directory: dataDir, ...shared });
}
