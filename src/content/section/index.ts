import type { ContentType } from '../../graph/content-type.js';
import { FrontSlotResolver, SectionFrontResolver } from './front.resolver.js';
import { SectionResolver } from './section.resolver.js';

export const section: ContentType = {
  type: 'section',
  typeName: 'Section',
  collection: 'sections',
  lists: { parentId: 'parent:', paths: 'path#' },
  indexes: [
    { name: 'slug', key: { slug: 1 }, unique: true, serves: 'the importer: a section by its slug' },
    { name: 'path', key: { path: 1 }, unique: true, serves: 'section(path:)' },
    { name: 'paths', key: { paths: 1 }, serves: 'resolve(path:): a section by a path that it has or had' },
    { name: 'pathIds', key: { pathIds: 1 }, serves: 'the importer: what lies below a section that has moved' },
    { name: 'parent', key: { parentId: 1, position: 1, slug: 1 }, serves: 'sections, section.children' },
  ],
  resolvers: [SectionResolver, SectionFrontResolver, FrontSlotResolver],
  // A page that names a section says nothing of where that section stands.
  native: () => import('./native.js'),
};
