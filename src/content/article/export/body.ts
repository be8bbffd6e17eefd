import type { Context } from '../../../graph/context.js';
import { htmlOf, plainText } from '../../body/body.render.js';
import type { Article } from '../article.type.js';

/** The words of an article in the forms that formats carry. */
export interface BodyForms {
  html: string;
  text: string;
}

export async function bodyOf({ blocks }: Article, context: Context): Promise<BodyForms> {
  const [html, text] = await Promise.all([htmlOf(blocks, context), plainText(blocks, context)]);
  return { html, text };
}
