import type { Context } from '../../../graph/context.js';
import { markdown, plainText } from '../../body/body.render.js';
import { plainMarkdown } from '../../body/render/markdown.js';
import type { Article } from '../article.type.js';

const paragraphs = (parts: readonly (string | null | undefined)[]) => `${parts.filter(Boolean).join('\n\n')}\n`;

const bylineOf = ({ byline, publishedAt }: Article) =>
  [byline, publishedAt?.toISOString().slice(0, 10)].filter(Boolean).join(', ');

export async function asText(context: Context, article: Article): Promise<string> {
  const { headline, standfirst, sourceNote, rights, blocks } = article;
  const body = await plainText(blocks, context);
  return paragraphs([headline, standfirst, bylineOf(article), body, sourceNote, rights?.notice]);
}

export async function asMarkdown(context: Context, article: Article): Promise<string> {
  const { headline, standfirst, sourceNote, rights, blocks, path } = article;
  const body = await markdown(blocks, context);
  return paragraphs([
    `# ${plainMarkdown(headline)}`,
    standfirst && `**${plainMarkdown(standfirst)}**`,
    plainMarkdown(bylineOf(article)),
    body,
    sourceNote && plainMarkdown(sourceNote),
    rights?.notice && plainMarkdown(rights.notice),
    `<${context.onSite(path)}>`,
  ]);
}
