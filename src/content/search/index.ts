import type { ContentPart } from '../../graph/content-type.js';
import { SearchFacetsResolver, SearchResolver } from './search.resolver.js';

export { searchCollection, searchTexts } from '../../search/document.js';
export const search: ContentPart = { resolvers: [SearchResolver, SearchFacetsResolver] };
