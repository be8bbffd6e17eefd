import { escapeAttribute, escapeText } from 'entities';
import type { Image } from '../image/image.type.js';
import type { Mark, StoredBlock, StoredSpan } from './body.type.js';
import { correctionHtml } from './correction.html.js';

/** Finds the picture of an image block; undefined where it is missing. */
export type FindImage = (id: string) => Image | null | undefined;

const tags: Record<Mark, string> = {
  STRONG: 'strong',
  EM: 'em',
  UNDERLINE: 'u',
  STRIKE: 's',
  SUB: 'sub',
  SUP: 'sup',
  CODE: 'code',
};

/** The block in HTML. Safe to insert: every text is escaped, raw markup was sanitised when it was stored. */
export function blockHtml(block: StoredBlock, image: FindImage): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p${block.style === 'NORMAL' ? '' : ` class="${block.style.toLowerCase()}"`}>${spansHtml(block.spans)}</p>`;
    case 'heading':
      return `<h${block.level} id="${escapeAttribute(block.anchor)}">${spansHtml(block.spans)}</h${block.level}>`;
    case 'list':
      return listHtml(block);
    case 'quote':
      return `<blockquote><p>${spansHtml(block.spans)}</p>${block.attribution === null ? '' : `<footer>${escapeText(block.attribution)}</footer>`}</blockquote>`;
    case 'image':
      return figureHtml(block, image(block.image.imageId));
    case 'embed':
      return block.fallback.length > 0
        ? block.fallback.map((fallback) => blockHtml(fallback, image)).join('')
        : `<p>${anchor(block.url, escapeText(block.url))}</p>`;
    case 'correction':
      return correctionHtml(block);
    case 'divider':
      return '<hr>';
    case 'raw':
      return block.markup ?? (block.text === '' ? '' : `<p>${escapeText(block.text)}</p>`);
  }
}

function spansHtml(spans: readonly StoredSpan[]): string {
  return spans.map(spanHtml).join('');
}

function spanHtml({ text, marks, link }: StoredSpan): string {
  const marked = marks.reduce((inner, mark) => `<${tags[mark]}>${inner}</${tags[mark]}>`, escapeText(text));
  return link ? anchor(link.url, marked) : marked;
}

/** Only addresses that a reader can follow become links: a `javascript:` one never does. */
function anchor(url: string, inner: string): string {
  return /^(?:https?|mailto|tel):/i.test(url) ? `<a href="${escapeAttribute(url)}">${inner}</a>` : inner;
}

function listHtml(block: StoredBlock & { kind: 'list' }): string {
  const tag = block.ordered ? 'ol' : 'ul';
  let html = '';
  let depth = -1;
  for (const { level, spans } of block.items) {
    if (level <= depth) html += `</li>${`</${tag}></li>`.repeat(depth - level)}`;
    depth = Math.min(depth, level);
    // A list may open several levels at once; each needs an item of its own to hang on.
    for (; depth < level; depth += 1) html += `<${tag}>${depth + 1 < level ? '<li>' : ''}`;
    html += `<li>${spansHtml(spans)}`;
  }
  return depth < 0 ? '' : `${html}${`</li></${tag}>`.repeat(depth + 1)}`;
}

function figureHtml(block: StoredBlock & { kind: 'image' }, image: Image | null | undefined): string {
  const caption = block.image.caption ?? image?.caption ?? '';
  const alt = block.image.alt ?? image?.alt ?? caption;
  const picture =
    image && !image.url.startsWith('urn:')
      ? `<img src="${escapeAttribute(image.url)}" alt="${escapeAttribute(alt)}">`
      : '';
  return `<figure>${picture}${caption === '' ? '' : `<figcaption>${escapeText(caption)}</figcaption>`}</figure>`;
}
