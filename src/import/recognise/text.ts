import type { BlockDocument } from '../../content/body/body.document.js';
import type { Page } from '../page/page.js';
import { type Token, tokenise } from './token.js';

/** A block's words, ready to be searched. */
export interface Passage {
  /** Index of the block in the page. */
  block: number;
  text: string;
  tokens: Token[];
  paragraph: boolean;
}

export function passagesOf(page: Page): Passage[] {
  return page.blocks.flatMap((block, index) => {
    const text = blockText(block);
    if (text === undefined || text === '') return [];
    return [{ block: index, text, tokens: tokenise(text, page.locale), paragraph: block.kind === 'paragraph' }];
  });
}

/** The text that ranges count in; undefined where a block has no running text. */
export function blockText(block: BlockDocument): string | undefined {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
    case 'quote':
      return inlineText(block);
    case 'list':
      return block.items.map((item) => inlineText(item) ?? '').join('\n');
    default:
      return undefined;
  }
}

function inlineText(part: { text?: string; spans?: { text: string }[] }): string | undefined {
  return part.text ?? part.spans?.map((span) => span.text).join('');
}
