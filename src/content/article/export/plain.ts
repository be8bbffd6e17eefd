import type { Context } from '../../../graph/context.js';
import type { Article } from '../article.type.js';
import { bodyMarkdown, bodyText, escapeMarkdown } from './body.js';

const paragraphs = (parts: readonly (string | null | undefined)[]) => `${parts.filter(Boolean).join('\n\n')}\n`;

const dayOf = ({ publishedAt }: Article) => publishedAt?.toISOString().slice(0, 10);

export const asText = (article: Article): string =>
  paragraphs([
    article.headline,
    article.standfirst,
    [article.byline, dayOf(article)].filter(Boolean).join(', '),
    bodyText(article),
    article.sourceNote,
    article.rights?.notice,
  ]);

export function asMarkdown(article: Article, context: Context): string {
  const escaped = (text: string | null | undefined) => text && escapeMarkdown(text);
  return paragraphs([
    `# ${escapeMarkdown(article.headline)}`,
    article.standfirst && `**${escapeMarkdown(article.standfirst)}**`,
    escaped([article.byline, dayOf(article)].filter(Boolean).join(', ')),
    bodyMarkdown(article),
    escaped(article.sourceNote),
    escaped(article.rights?.notice),
    `<${context.onSite(article.path)}>`,
  ]);
}
