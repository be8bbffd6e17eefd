import type { Stored, StoreInput } from '../../graph/stored.js';
import type { SectionDocument } from './section.document.js';
import { topLevel } from './section.loaders.js';
import type { Section } from './section.type.js';

export function storedSection(
  input: SectionDocument,
  { id, references }: StoreInput<Section>,
): Stored<Omit<Section, 'id' | '__typename'>> {
  const above = input.parent === undefined ? undefined : references.sectionPath(input.parent);
  return {
    document: {
      _id: id,
      slug: input.slug,
      path: above === undefined ? input.slug : `${above}/${input.slug}`,
      name: input.name,
      names: input.names ?? {},
      parentId: input.parent === undefined ? topLevel : references.id('section', input.parent),
      position: input.position ?? 1000,
    },
  };
}
