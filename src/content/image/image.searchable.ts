import { type Searchable, searchText } from '../../graph/searchable.js';
import type { Image } from './image.type.js';

/** A picture by its caption, by what is to be seen on it and by whose it is. */
export function searchableImage(image: Image): Searchable {
  return {
    texts: [
      ...searchText('title', 'caption', image.caption, 'en'),
      ...Object.entries(image.captions).flatMap(([locale, text]) => searchText('title', 'caption', text, locale)),
      ...searchText('standfirst', 'alt', image.alt, 'en'),
      ...Object.entries(image.alts).flatMap(([locale, text]) => searchText('standfirst', 'alt', text, locale)),
      ...searchText('body', 'credit', image.credit),
    ],
    sortAt: null,
  };
}
