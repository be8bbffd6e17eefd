import type { ContentType } from '../../graph/content-type.js';
import { ConceptImageResolver, ImageResolver, ImageUseResolver, SourceLogoResolver } from './image.resolver.js';
import { searchableImage } from './image.searchable.js';
import type { Image } from './image.type.js';

export const image: ContentType<Image> = {
  type: 'image',
  typeName: 'Image',
  collection: 'images',
  indexes: [
    { name: 'slug', key: { slug: 1 }, unique: true, serves: 'the importer: an image by its slug' },
    { name: 'inOrder', key: { slug: 1, _id: 1 }, serves: 'images, in the order of slugs' },
  ],
  // What placements fall back on.
  resolvers: [ImageResolver, ImageUseResolver, ConceptImageResolver, SourceLogoResolver],

  searchable: searchableImage,
  native: () => import('./native.js'),
};
