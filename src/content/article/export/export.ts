import type { Context } from '../../../graph/context.js';
import type { Article, ExportFormat } from '../article.type.js';
import { type BodyForms, bodyOf } from './body.js';
import { type ArticleFacts, factsOf } from './facts.js';
import { asHtml } from './html.js';
import { jsonLd } from './json-ld.js';
import { newsMlG2 } from './newsml-g2.js';
import { ninjs } from './ninjs.js';
import { asMarkdown, asText } from './plain.js';
import { scriptJson } from './script-json.js';

/** What each format is made of: the same facts, and the same words. */
export const exporters: Record<ExportFormat, (context: Context, article: Article) => string | Promise<string>> = {
  JSON_LD: async (context, article) => scriptJson(jsonLd(await factsOf(context, article))),
  NINJS: withBody((facts, body) => JSON.stringify(ninjs(facts, body))),
  NEWSML_G2: withBody((facts, { html }) => newsMlG2(facts, html)),
  HTML: withBody((facts, { html }) => asHtml(facts, html)),
  MARKDOWN: asMarkdown,
  TEXT: asText,
};

/** Facts and body are read side by side. */
function withBody(write: (facts: ArticleFacts, body: BodyForms) => string) {
  return async (context: Context, article: Article): Promise<string> => {
    const [facts, body] = await Promise.all([factsOf(context, article), bodyOf(article, context)]);
    return write(facts, body);
  };
}
