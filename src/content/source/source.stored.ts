import type { Stored, StoreInput } from '../../graph/stored.js';
import type { SourceDocument } from './source.document.js';
import type { Source } from './source.type.js';

export function storedSource(
  input: SourceDocument,
  { id, references }: StoreInput<Source>,
): Stored<Omit<Source, 'id' | '__typename'>> {
  return {
    document: {
      _id: id,
      slug: input.slug,
      name: input.name,
      category: input.category,
      url: input.url ?? null,
      logoId: input.logo === undefined ? null : references.id('image', input.logo),
      countryId: input.country === undefined ? null : references.id('place', input.country),
    },
  };
}
