import type { ContentPart } from '../../graph/content-type.js';
import { MostReadResolver, RankedArticleResolver, TrendingResolver, TrendingTermResolver } from './trend.resolver.js';

export { countCollection, rankingCollection } from '../../trends/document.js';

export const trend: ContentPart = {
  resolvers: [TrendingResolver, TrendingTermResolver, RankedArticleResolver, MostReadResolver],
};
