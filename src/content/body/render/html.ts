import type { Mark } from '../body.type.js';
import type { Flow, Media, Spans } from '../flow.js';
import type { Found } from '../kind.js';
import { type Anchor, type Inline, nested } from './inline.js';
import { byLevel, type Item } from './items.js';

const tags: Record<Mark, string> = {
  STRONG: 'strong',
  EM: 'em',
  UNDERLINE: 'u',
  STRIKE: 's',
  SUB: 'sub',
  SUP: 'sup',
  CODE: 'code',
};

/** Safe to insert in a page: every text is escaped, markup was sanitised when it was stored. Written as a sanitiser writes it (`bodyPolicy`). */
export function toHtml(flows: readonly Flow[], found: Found): string {
  const spans = (some: Spans) => nested(some, found).map(inlineHtml).join('');
  const items = (some: readonly Item[], tag: string): string =>
    some.length === 0
      ? ''
      : element(
          tag,
          {},
          some.map((item) => element('li', {}, spans(item.spans) + items(item.below, tag))),
        );
  const html = (flow: Flow): string => {
    switch (flow.show) {
      case 'line':
        return element(flow.tag, { class: flow.style }, spans(flow.spans));
      case 'heading':
        return element(`h${flow.level}`, { id: flow.anchor }, spans(flow.spans));
      case 'list':
        return items(byLevel(flow.items), flow.ordered ? 'ol' : 'ul');
      case 'entries':
        return element(
          'dl',
          {},
          flow.entries.map(({ term, spans: words }) => filled('dt', spans(term)) + filled('dd', spans(words))),
        );
      case 'table':
        return tableHtml(flow);
      case 'picture':
        return `<img${attributes({ src: flow.url, alt: flow.alt })} />`;
      case 'video':
        return videoHtml(flow);
      case 'divider':
        return '<hr />';
      case 'markup':
        return flow.html;
      case 'box':
        return element(flow.tag, { class: flow.style }, flow.flows.map(html));
      case 'gap':
        return '';
    }
  };
  return flows.map(html).join('');
}

function inlineHtml(node: Inline): string {
  if ('text' in node) return escapeText(node.text);
  const inner = node.inner.map(inlineHtml);
  return typeof node.wrap === 'string' ? element(tags[node.wrap], {}, inner) : anchorHtml(node.wrap, inner);
}

const anchorHtml = ({ href, title }: Anchor, inner: readonly string[]) =>
  element('a', { href, title: title ?? undefined }, inner);

function tableHtml({ caption, header, rows }: Flow & { show: 'table' }): string {
  const row = (tag: 'th' | 'td', cells: readonly string[]) =>
    element(
      'tr',
      {},
      cells.map((cell) => element(tag, {}, escapeText(cell))),
    );
  return element('table', {}, [
    filled('caption', escapeText(caption)),
    filled('thead', header.length > 0 ? row('th', header) : ''),
    filled('tbody', rows.map((cells) => row('td', cells)).join('')),
  ]);
}

function videoHtml({ poster, sources, captions }: Flow & { show: 'video' }): string {
  const source = ({ url, mediaType }: Media) => `<source${attributes({ src: url, type: mediaType })} />`;
  const track = ({ url, locale }: Media) =>
    `<track${attributes({ kind: 'captions', src: url, srclang: locale ?? undefined })} />`;
  const inner = [...sources.map(source), ...captions.map(track)];
  return `<video controls${attributes({ preload: 'none', poster: poster ?? undefined })}>${inner.join('')}</video>`;
}

type Attributes = Readonly<Record<string, string | undefined>>;

function element(tag: string, named: Attributes, inner: string | readonly string[]): string {
  return `<${tag}${attributes(named)}>${typeof inner === 'string' ? inner : inner.join('')}</${tag}>`;
}

const filled = (tag: string, inner: string) => (inner === '' ? '' : element(tag, {}, inner));

/** Those that have a value; an empty one is one of `alt` alone. */
const attributes = (named: Attributes): string =>
  Object.entries(named)
    .flatMap(([name, value]) => (value || name === 'alt' ? ` ${name}="${escapeAttribute(value ?? '')}"` : []))
    .join('');

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeText = (text: string) => text.replace(/[&<>]/g, (character) => escapes[character] as string);
const escapeAttribute = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] as string);
