import type { MongoClient } from 'mongodb';

/** Knows the primary of a replica set, and tells when another server has become it. */
export class Primary {
  #address: string | undefined;
  readonly #listeners = new Set<() => void>();

  /** @param client not connected yet, so that nothing is missed */
  constructor(client: MongoClient) {
    client.on('topologyDescriptionChanged', ({ newDescription }) => {
      const address = [...newDescription.servers.values()].find(({ type }) => type === 'RSPrimary')?.address;
      if (address === undefined || address === this.#address) return;
      const moved = this.#address !== undefined;
      this.#address = address;
      if (moved) for (const listener of this.#listeners) listener();
    });
  }

  /** Calls once, when another server becomes the primary; returns what ends that. */
  onMoved(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
