import { windows } from '../graph/readership.js';
import type { Write } from '../store/store.js';
import { type CountDocument, countCollection, dayOf, hourOf, startOf } from './document.js';
import { keptFor } from './rank.js';
import { Tally } from './tally.js';

/** An instance may still write its hour for so long after it; then the documents of all instances become one. */
export const writtenFor = windows.HOUR;
/** Then the hours of a day become one: windows of an hour and a day look back no further. */
const hoursKeptFor = 3 * windows.DAY;
const collection = countCollection.name;

/** Where the counts of a document belong by now. */
function placeOf({ _id, start, hours }: CountDocument, now: Date): { _id: string; hours: number } {
  const age = now.getTime() - start.getTime();
  if (hours > 1 || age > hoursKeptFor) return { _id: dayOf(start), hours: 24 };
  return age > windows.HOUR + writtenFor ? { _id: hourOf(start), hours: 1 } : { _id, hours };
}

/**
 * The writes that merge what is over and drop what is too old; each of them is to be done for itself. Another instance may
 * be about the same: then the first of a group's writes fails, and the whole group with it.
 * What too few readers have asked for is not kept beyond the hours.
 */
export function compaction(documents: readonly CountDocument[], now: Date, enoughAskers: number): Write[][] {
  const groups = new Map<string, { hours: number; members: CountDocument[] }>();
  const writes: Write[][] = [];
  for (const document of documents) {
    if (now.getTime() - document.start.getTime() > keptFor) {
      writes.push([{ collection, deleteOne: { filter: { _id: document._id } } }]);
      continue;
    }
    const { _id, hours } = placeOf(document, now);
    const group = groups.get(_id) ?? { hours, members: [] };
    group.members.push(document);
    groups.set(_id, group);
  }
  for (const [_id, { hours, members }] of groups) {
    const merged = members.find((member) => member._id === _id);
    const others = members.filter((member) => member !== merged);
    if (others.length === 0) continue;
    const tally = new Tally();
    for (const member of members) tally.add(member);
    if (hours > 1) tally.forgetTerms(({ askers }) => askers < enoughAskers);
    const version = (merged?.version ?? 0) + 1;
    const document: CountDocument = { _id, start: startOf(_id), hours, ...tally.counted(), version };
    writes.push([
      merged
        ? { collection, replaceOne: { filter: { _id, version: merged.version }, replacement: document } }
        : { collection, insertOne: { document } },
      ...others.map((other): Write => ({ collection, deleteOne: { filter: { _id: other._id } } })),
    ]);
  }
  return writes;
}
