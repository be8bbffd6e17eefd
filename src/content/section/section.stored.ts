import { withFormer } from '../../graph/site-path.js';
import { DocumentError, type Stored, type StoreInput } from '../../graph/stored.js';
import type { SectionDocument } from './section.document.js';
import { topLevel } from './section.loaders.js';
import type { Section } from './section.type.js';

export type StoredSection = Omit<Section, 'id' | '__typename'>;

export function storedSection(
  input: SectionDocument,
  { id, references, previous }: StoreInput<Section>,
): Stored<StoredSection> {
  const above = input.parent === undefined ? [] : references.sectionChain(input.parent);
  const pathIds = [id, ...above.map((section) => section.id)];
  if (new Set(pathIds).size < pathIds.length) {
    throw new DocumentError('/parent', `'${input.parent}' lies below this section itself, or in a circle`);
  }
  const path = [input.slug, ...above.map(({ slug }) => slug)].reverse().join('/');
  return {
    document: {
      _id: id,
      slug: input.slug,
      path,
      paths: withFormer(path, previous?.paths),
      pathIds,
      name: input.name,
      names: input.names ?? {},
      parentId: input.parent === undefined ? topLevel : references.id('section', input.parent),
      position: input.position ?? 1000,
      front: slots(input, references),
    },
  };
}

function slots({ front = [] }: SectionDocument, references: StoreInput<Section>['references']) {
  front.forEach(({ id }, at) => {
    if (front.findIndex((slot) => slot.id === id) < at) {
      throw new DocumentError(`/front/${at}/id`, `'${id}' is already the id of another slot of this front`);
    }
  });
  return front.map(({ id, title, layout, articles, size }) => ({
    id,
    title: title ?? null,
    layout,
    articleIds: (articles ?? []).map((article) => references.id('article', article)),
    size,
  }));
}
