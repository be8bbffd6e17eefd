import type { Context } from '../../../graph/context.js';
import { BodyResolver } from '../../body/body.resolver.js';
import { Body } from '../../body/body.type.js';
import { type Article, mentionsOf } from '../article.type.js';

/** The body in the forms that exports need: the only place that knows where they come from. */
const bodyOf = (article: Article) => new Body(article.blocks, mentionsOf(article));

export const bodyText = (article: Article): string => bodyOf(article).text();

export const bodyHtml = (article: Article, context: Context): Promise<string> =>
  new BodyResolver().html(bodyOf(article), context);

export const bodyMarkdown = (article: Article): string => escapeMarkdown(bodyText(article));

/** Text that CommonMark would take for marks, or for the beginning of a block, stays text. */
export const escapeMarkdown = (text: string): string =>
  text.replace(/[\\`*_[\]<>&~|]/g, '\\$&').replace(/^(\s*)(?:([#+=-])|(\d+)([.)]))/gm, '$1$3\\$2$4');
