import type { ContentType } from '../../graph/content-type.js';
import { imageDocument } from './image.document.js';
import { ConceptImageResolver, ImageResolver, ImageUseResolver } from './image.resolver.js';
import { storedImage } from './image.stored.js';

export const image: ContentType = {
  type: 'image',
  typeName: 'Image',
  collection: 'images',
  indexes: [{ name: 'slug', key: { slug: 1 }, unique: true, serves: 'images in order; the importer' }],
  resolvers: [ImageResolver, ImageUseResolver, ConceptImageResolver],

  native: { schema: imageDocument, stored: storedImage },
};
