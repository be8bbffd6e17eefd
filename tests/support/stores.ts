import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { collectionSpecs } from '../../src/content/index.js';
import { openStore } from '../../src/store/open.js';
import type { CommandListener, Store } from '../../src/store/store.js';

/** A store of its own, with the content types' collections, that leaves nothing behind. */
export interface TestStore {
  store: Store;
  /** What the gateway's settings must say to open the same store. */
  settings: { MONGODB_URI?: string; DATA_DIR: string };
  remove(): Promise<void>;
}

export interface StoreKind {
  name: string;
  /** Why it cannot run, for `{ skip }`. */
  skip: string | false;
  open(onCommand?: CommandListener): Promise<TestStore>;
}

const mongo = process.env.TEST_MONGODB_URI;

/** Both stores: suites run once on each. */
export const storeKinds: StoreKind[] = [
  { name: 'embedded store', skip: false, open: openEmbeddedStore },
  { name: 'MongoDB', skip: mongo ? false : 'no MongoDB', open: openMongoStore },
];

async function openEmbeddedStore(onCommand?: CommandListener): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-test-'));
  const store = await openStore({ dataDir, collections: collectionSpecs, ...(onCommand ? { onCommand } : {}) });
  const remove = async () => {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { store, settings: { DATA_DIR: dataDir }, remove };
}

async function openMongoStore(onCommand?: CommandListener): Promise<TestStore> {
  const uri = new URL(mongo as string);
  uri.pathname = `/dateline-test-${randomUUID().slice(0, 8)}`;
  const store = await openStore({
    mongodbUri: uri.href,
    dataDir: '',
    collections: collectionSpecs,
    ...(onCommand ? { onCommand } : {}),
  });
  const remove = async () => {
    await store.close();
    const client = await MongoClient.connect(uri.href);
    await client.db().dropDatabase();
    await client.close();
  };
  return { store, settings: { MONGODB_URI: uri.href, DATA_DIR: '' }, remove };
}

/** The store, with another way to write. */
export const writingBy = (store: Store, write: Store['write']): Store => Object.assign(Object.create(store), { write });
