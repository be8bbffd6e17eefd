import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '../../src/store/embedded/embedded.js';
import { type Place, storeContract } from './contract.js';
import { collections as declared } from './newsroom.js';

async function create(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'dateline-store-'));
  return {
    address: { directory },
    open: ({ collections = declared, onCommand } = {}) =>
      openEmbedded({ directory, collections, ...(onCommand && { onCommand }) }),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

storeContract('The embedded store', { create });
