import { type Searchable, type SearchFacts, searchFacts, searchText } from '../../graph/searchable.js';
import type { Article } from './article.type.js';

/** An article by its headlines, its standfirst, its text and those who made it. */
export function searchableArticle(article: Article): Searchable {
  const { locale } = article;
  return {
    texts: [
      ...searchText('title', 'headline', article.headline, locale),
      ...Object.values(article.headlines).flatMap((variant) => searchText('title', 'headline', variant, locale)),
      ...searchText('standfirst', 'standfirst', article.standfirst, locale),
      ...searchText('standfirst', 'kicker', article.kicker, locale),
      ...searchText('body', 'byline', article.byline, locale),
      ...searchText('body', 'dateline', article.dateline?.text, locale),
      ...article.blocks.flatMap(({ text }) => searchText('body', 'body', text, locale)),
    ],
    sortAt: article.sortAt,
    facts: factsOf(article),
  };
}

function factsOf(article: Article): SearchFacts {
  const facts = Object.fromEntries(searchFacts.map((fact) => [fact, article[fact]]));
  return {
    ...facts,
    mentions: article.mentions.map(({ concept, former, relation }) => ({
      concept,
      ...(former && { former }),
      relation,
    })),
  };
}
