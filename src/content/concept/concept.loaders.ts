import type { Context } from '../../graph/context.js';
import { type ConceptType, conceptTypes } from '../../graph/document-types.js';
import { type Loader, loadAll } from '../../graph/loader.js';
import { allReady, type MaybePromise, whenReady } from '../../graph/maybe-promise.js';
import { type NodeKey, nodeKey, parseNodeKey, typeOf } from '../../graph/node.js';
import type { Concept } from './concept.type.js';

/**
 * A concept of any kind, or what it was merged into; the keys of one wave are one command for each kind among them. Articles
 * hold what stands: another command is only sent for what else points at a concept that was merged.
 */
export function conceptByKey(context: Context, key: NodeKey): MaybePromise<Concept | null> {
  const node = parseNodeKey(key);
  if (!node) return null;
  return whenReady(context.reader<Concept>(node.type).one('_id', node.id), (concept) => standing(context, concept));
}

/** The concept, or what it was merged into. */
export function standing<C extends Concept>(context: Context, concept: C | null): MaybePromise<C | null> {
  const into = concept?.mergedIntoKey && parseNodeKey(concept.mergedIntoKey);
  return into ? context.reader<C>(into.type).one('_id', into.id) : concept;
}

/** Where articles are listed and counted under a concept: itself, or what it was merged into. */
export const listedKey = (concept: Concept): NodeKey => concept.mergedIntoKey ?? nodeKey(typeOf(concept), concept._id);

/** The id of what a concept counts as among its own kind: itself, or what it was merged into. */
export function listedId(concept: Concept): string {
  const into = parseNodeKey(listedKey(concept));
  return into?.type === typeOf(concept) ? into.id : concept._id;
}

/** The concept with this id, or the one of its kind that it was merged into. */
export const standingOne = <C extends Concept>(
  load: Loader<string, C | null>,
  context: Context,
  id: string,
): MaybePromise<C | null> =>
  whenReady(load(context, id), (concept) =>
    !concept || listedId(concept) === id ? concept : load(context, listedId(concept)),
  );

/** The concepts with these keys, in this order; what is missing is left out. */
export function conceptsByKeys(context: Context, keys: readonly NodeKey[]): MaybePromise<Concept[]> {
  return whenReady(allReady(keys.map((key) => conceptByKey(context, key))), unique);
}

const namesakes = conceptTypes.map((type) => loadAll<Concept>(type, 'nameKeys', { slug: 1, _id: 1 }));

/** Concepts of any kind that have this name or alias, folded as `nameKey` does: people first, then in the order of the kinds. */
export async function conceptsByName(context: Context, key: string): Promise<Concept[]> {
  return (await Promise.all(namesakes.map((load) => load(context, key)))).flat();
}

/** Two that were merged are one; what is missing is left out. */
export const unique = <C extends Concept>(concepts: readonly (C | null)[]): C[] => [
  ...new Set(concepts.filter((concept) => concept !== null)),
];

/** Concepts of a type that have this slug, or had it. */
export const conceptsBySlug = (context: Context, type: ConceptType, slug: string) =>
  context.reader<Concept>(type).traces('slugs', slug);
