import type { Config } from './config.js';
import { collectionSpecs } from './content/index.js';
import { openStore } from './store/open.js';
import type { CommandListener, Store } from './store/store.js';

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
