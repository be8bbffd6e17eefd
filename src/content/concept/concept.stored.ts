import type { Localised } from '../../graph/localised.js';
import { nameKey } from '../../graph/name-key.js';
import { type NodeKey, parseNodeKey } from '../../graph/node.js';
import { withFormer } from '../../graph/site-path.js';
import { DocumentError, type References, type StoreInput } from '../../graph/stored.js';
import type { AliasKind, Concept } from './concept.type.js';

/** What native documents of all five kinds share (`conceptProperties`). */
export interface ConceptDocument {
  slug: string;
  name: string;
  names?: Localised;
  aliases?: { kind?: AliasKind; value: string; locale?: string }[];
  description?: string;
  descriptions?: Localised;
  image?: string;
  mergedInto?: string;
  sameAs?: { scheme: string; value: string; url?: string }[];
}

/** A stored concept as far as its kind does not matter. Fields that resolvers compute (`id`, `__typename`) are not stored. */
export type StoredConcept<C extends Concept> = Omit<C, 'id' | '__typename'>;

export function conceptFields(input: ConceptDocument, { id, references, previous }: StoreInput<Concept>) {
  const aliases = (input.aliases ?? []).map((alias) => ({
    kind: alias.kind ?? ('ALIAS' as const),
    value: alias.value,
    locale: alias.locale ?? null,
  }));
  return {
    _id: id,
    slug: input.slug,
    slugs: withFormer(input.slug, previous?.slugs),
    name: input.name,
    names: input.names ?? {},
    aliases,
    description: input.description ?? null,
    descriptions: input.descriptions ?? {},
    imageId: input.image === undefined ? null : references.id('image', input.image),
    sameAs: (input.sameAs ?? []).map((same) => ({ scheme: same.scheme, value: same.value, url: same.url ?? null })),
    mergedIntoKey: input.mergedInto === undefined ? null : mergeTarget(input.mergedInto, id, references),
    nameKeys: [...new Set(namesOf(input).map(nameKey))],
  };
}

/** Every name that a text may call a concept by, its own name first; none for what has no name. */
export function namesOf({
  name,
  names = {},
  aliases = [],
}: Partial<Pick<ConceptDocument, 'name' | 'names' | 'aliases'>>): string[] {
  return name === undefined ? [] : [...new Set([name, ...Object.values(names), ...aliases.map(({ value }) => value)])];
}

/** Where the merge ends, so that nobody has to follow a chain. */
function mergeTarget(reference: string, id: string, references: References): NodeKey {
  const named = references.key(reference);
  const target = references.canonical(named);
  if (parseNodeKey(target)?.id === id && parseNodeKey(named)?.type === parseNodeKey(target)?.type) {
    throw new DocumentError('/mergedInto', `'${reference}' is this concept itself, or was merged into it`);
  }
  return target;
}

/** The indexes that each concept collection has. */
export const conceptIndexes = [
  { name: 'slug', key: { slug: 1 }, unique: true, serves: 'a concept by its slug' },
  // A unique index is partial on MongoDB and answers no question that asks for everything.
  { name: 'inOrder', key: { slug: 1, _id: 1 }, serves: 'the list in the order of slugs' },
  { name: 'slugs', key: { slugs: 1 }, serves: 'resolve(path:): a concept by a slug that it has or had' },
  { name: 'nameKeys', key: { nameKeys: 1 }, serves: 'trending.terms.concept; the importer: concepts by name or alias' },
] as const;

/** Lists by which changes of a concept are told, besides those of its kind. */
export const conceptLists = { slugs: 'slug#' };
