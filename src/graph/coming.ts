import type { NodeKey } from './node.js';

/** A document that comes or goes at an instant without a write. Instants are milliseconds since 1970. */
export interface Coming {
  /** It is also the tag of the answers that show it. */
  key: NodeKey;
  comes?: number | undefined;
  goes?: number | undefined;
  /** What it touches when it does: as a change would. */
  tags: readonly string[];
  /** The next instant that the change feed has not told of. */
  untold?: number | undefined;
}
