import { readConfig } from '../../src/config.js';
import { type Gateway, openGateway } from '../../src/gateway.js';
import type { Store } from '../../src/store/store.js';
import { loadInto } from './graph.js';
import { request } from './http.js';
import { articleDocument, world } from './newsroom.js';
import { type StoreKind, storeKinds, type TestStore } from './stores.js';

export { admitted, post, type Reply, request } from './http.js';

/** A gateway that listens on a port of its own. */
export interface TestGateway {
  address: string;
  store: Store;
  gateway: Gateway;
  remove(): Promise<void>;
}

const [embedded] = storeKinds as [StoreKind];

/** Starts the whole gateway, over a store with the small world and some articles. */
export async function startGateway(settings: Record<string, string> = {}, kind = embedded): Promise<TestGateway> {
  const place: TestStore = await kind.open();
  await loadInto(place.store, ...world, ...Array.from({ length: 30 }, (_, at) => articleDocument(at + 1)));
  const config = readConfig({ LOG_LEVEL: 'silent', DRAIN_TIME: '0', ...place.settings, ...settings });
  const gateway = await openGateway(config);
  const address = await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  const remove = async () => {
    await gateway.close();
    await place.remove();
  };
  return { address, store: place.store, gateway, remove };
}

/** How many answers a gateway has sent that were kept from before. */
export async function hits(address: string): Promise<number> {
  const { text } = await request(`${address}/metrics`);
  return Number(/^dateline_response_cache_hits_total (\d+)$/m.exec(text)?.[1]);
}
