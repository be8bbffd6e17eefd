import type { CheckedDocument, Item } from './item.js';
import { type Loading, problemIn } from './load-items.js';
import type { Manifest } from './manifest.js';
import type { Problem } from './problem.js';

/** Rejects documents that point at nothing, then those that pointed at them, and so on. */
export async function rejectDangling(manifest: Manifest, loading: Loading): Promise<void> {
  if (!loading.catalogue.lacks()) return;
  const { dangling, pointing } = whoPointsWhere(manifest, loading);
  for (let number = dangling.pop(); number !== undefined; number = dangling.pop()) {
    if (manifest.isRejected(number)) continue;
    const item = manifest.read(number);
    const problems = Array.isArray(item) ? item : danglingIn(item, loading);
    // A document of the store may stand in for the one that was rejected.
    if (problems.length === 0) continue;
    manifest.reject(number);
    loading.onOutcome({ change: 'rejected', origin: manifest.origin(number), problems });
    if (!Array.isArray(item)) releaseAll(item, loading);
    dangling.push(...(pointing.get(number) ?? []));
  }
}

/** What is wrong with an item that points at nothing. */
export function danglingIn({ origin, documents }: Item, { catalogue }: Loading): Problem[] {
  return documents
    .flatMap(({ references }) => references.filter((reference) => !catalogue.has(reference)))
    .map(({ types, value, pointer }) =>
      problemIn(origin, pointer, `there is no ${types.join(' or ')} '${value}', here or in the store`),
    );
}

export function releaseAll({ documents, numbers }: Item, { catalogue }: Loading): void {
  for (const [at, document] of documents.entries()) catalogue.release(document, numbers[at] as number);
}

/** Reads everything once more: who points at nothing, and by number who points at whom in this load. */
function whoPointsWhere(manifest: Manifest, { catalogue }: Loading) {
  const dangling: number[] = [];
  const pointing = new Map<number, number[]>();
  for (const number of manifest.all()) {
    const item = manifest.read(number);
    const [document] = Array.isArray(item) ? [] : (item.documents as [CheckedDocument]);
    const references = document?.references ?? [];
    if (!document || references.some((reference) => !catalogue.has(reference))) dangling.push(number);
    for (const reference of references) {
      const target = catalogue.numberOf(reference);
      if (target === undefined) continue;
      const others = pointing.get(target);
      if (others) others.push(number);
      else pointing.set(target, [number]);
    }
  }
  return { dangling: dangling.reverse(), pointing };
}
