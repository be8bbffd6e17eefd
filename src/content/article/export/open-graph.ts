import type { ArticleFacts } from './facts.js';
import { withoutEmpty } from './without-empty.js';

/** Open Graph (https://ogp.me), by property; several values of one property are a list. */
export function openGraph(facts: ArticleFacts): Record<string, unknown> {
  const { article, url, leadPicture, pictures, publisher, sections, topics, credits } = facts;
  const picture = leadPicture?.href ? leadPicture : pictures.find(({ href }) => href !== null);
  return withoutEmpty({
    'og:type': 'article',
    'og:title': article.headlines.SOCIAL ?? article.headline,
    'og:description': facts.description,
    'og:url': url,
    'og:locale': ogLocale(article.locale),
    'og:site_name': publisher?.source.name,
    'og:image': picture?.href,
    'og:image:width': picture?.image.width,
    'og:image:height': picture?.image.height,
    'og:image:type': picture?.image.mediaType,
    'og:image:alt': picture?.alt,
    'article:published_time': facts.firstPublished,
    'article:modified_time': article.updatedAt.toISOString(),
    'article:expiration_time': article.rights?.expiresAt?.toISOString(),
    'article:section': sections.at(-1)?.name,
    'article:author': credits.flatMap((credit) => (credit.role === 'AUTHOR' && credit.url ? credit.url : [])),
    'article:tag': topics.map(({ name }) => name),
  });
}

/** Open Graph wants a territory: the likeliest where the language names none. */
function ogLocale(locale: string): string {
  const { language, region } = new Intl.Locale(locale).maximize();
  return region ? `${language}_${region}` : language;
}
