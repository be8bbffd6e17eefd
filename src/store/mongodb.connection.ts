import type { Duplex } from 'node:stream';
import type { MongoClientOptions } from 'mongodb';
import { Connection } from 'mongodb/lib/cmap/connection.js';

/**
 * Is over as soon as its server has ended it. The driver's own connection (7.9) waits for the socket's `close`, which comes
 * after the `setImmediate`s of the same turn: a command that one of these sends is written to a dead socket, whose `drain`
 * the driver then awaits for good.
 */
class PromptConnection extends Connection {
  constructor(stream: Duplex, options: object) {
    super(stream, options);
    stream.once('end', () => this.destroy());
  }
}

/** For a client whose commands always settle when its connections are cut. `connectionType` is an option without a declared type. */
export const promptConnections = { connectionType: PromptConnection } as MongoClientOptions;
