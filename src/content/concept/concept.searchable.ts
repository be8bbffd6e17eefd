import { type Searchable, searchText } from '../../graph/searchable.js';
import type { Concept } from './concept.type.js';

/** A concept by its names and by what it is; one that was merged is found as what it was merged into. */
export function searchableConcept(concept: Concept): Searchable | undefined {
  if (concept.mergedIntoKey !== null) return undefined;
  return {
    texts: [
      ...searchText('name', 'name', concept.name),
      ...Object.entries(concept.names).flatMap(([locale, name]) => searchText('name', 'name', name, locale)),
      ...concept.aliases.flatMap(({ value, locale }) => searchText('name', 'alias', value, locale)),
      ...searchText('body', 'description', concept.description, 'en'),
      ...Object.entries(concept.descriptions).flatMap(([locale, text]) =>
        searchText('body', 'description', text, locale),
      ),
    ],
    sortAt: null,
  };
}
