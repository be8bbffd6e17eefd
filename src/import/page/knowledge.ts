import type { ConceptType } from '../../graph/document-types.js';

/** What the store knows of a concept, as far as telling names apart needs it. */
export interface KnownConcept {
  type: ConceptType;
  id: string;
  slug: string;
  name: string;
  /** Every alias and the name in every language, as written. */
  otherNames: string[];
  /** ISO 3166-1 alpha-2: of a place, or of the country that an organisation belongs to. */
  countryCode?: string;
  /** `placeType` of a place, `kind` of an organisation. */
  kind?: string;
  /** Id of an organisation's parent. */
  parentId?: string;
  /** Of an event: its first day (EDTF) and the id of its place. */
  startsAt?: string;
  placeId?: string;
  /** Of a person: the posts, with the ids of their organisations. */
  roles?: { organisationId?: string; title: string; startedAt?: string; endedAt?: string }[];
}

/** The concepts that the store already holds, found by name or alias. */
export interface Knowledge {
  /** Every concept that has one of these names; names are compared through `nameKey`. */
  named(names: readonly string[]): Promise<KnownConcept[]>;
}

export { nameKey } from '../../graph/name-key.js';
