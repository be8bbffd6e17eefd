import type { ContentType } from '../../graph/content-type.js';
import { sectionDocument } from './section.document.js';
import { SectionResolver } from './section.resolver.js';
import { storedSection } from './section.stored.js';

export const section: ContentType = {
  type: 'section',
  typeName: 'Section',
  collection: 'sections',
  indexes: [
    { name: 'slug', key: { slug: 1 }, unique: true, serves: 'the importer: a section by its slug' },
    { name: 'path', key: { path: 1 }, unique: true, serves: 'section(path:)' },
    { name: 'parent', key: { parentId: 1, position: 1, slug: 1 }, serves: 'sections, section.children' },
  ],
  resolvers: [SectionResolver],

  native: { schema: sectionDocument, stored: storedSection },
};
