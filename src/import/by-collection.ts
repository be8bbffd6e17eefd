import { contentTypes } from '../content/index.js';
import { searchCollection } from '../content/search/index.js';
import { groupBy } from '../graph/group-by.js';
import type { Write } from '../store/store.js';

const history = new Set(contentTypes.flatMap((type) => (type.historyOf ? type.collection : [])));

/**
 * A store takes each run of writes to one collection as one command: what was before goes after what is, what makes it found
 * last, and there each kind of write by itself.
 */
export function byCollection(writes: readonly Write[]): Write[] {
  const inPlace = [...writes].sort((a, b) => placeOf(a) - placeOf(b));
  return [...groupBy(inPlace, ({ collection }) => collection).values()].flat();
}

function placeOf(write: Write): number {
  if (history.has(write.collection)) return 1;
  if (write.collection !== searchCollection.name) return 0;
  return 'insertOne' in write ? 2 : 'replaceOne' in write ? 3 : 4;
}
