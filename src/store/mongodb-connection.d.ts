/** The part of the driver's own connection that `mongodb.connection.ts` builds on; the driver exports none of it. */
declare module 'mongodb/lib/cmap/connection.js' {
  import type { Duplex } from 'node:stream';

  export class Connection {
    constructor(stream: Duplex, options: object);
    /** What is under way is rejected with a MongoNetworkError; nothing more is sent. */
    destroy(): void;
  }
}
