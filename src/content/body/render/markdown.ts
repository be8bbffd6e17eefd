import type { BlockContent, List, PhrasingContent, TableRow } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Mark } from '../body.type.js';
import type { Flow, Media, Spans } from '../flow.js';
import type { Found } from '../kind.js';
import { type Inline, nested, wordsIn } from './inline.js';
import { byLevel, type Item } from './items.js';

/** Marks that Markdown has; words with others stand there plainly. */
const marks: ReadonlySet<Mark> = new Set(['STRONG', 'EM', 'STRIKE', 'CODE']);

/** CommonMark with GitHub's tables and strikethrough; whatever in the words could be taken for either is escaped. */
export function markdownOf(flows: readonly Flow[], found: Found): string {
  const children = flows.flatMap((flow) => nodesOf(flow, found));
  return toMarkdown({ type: 'root', children }, { bullet: '-', extensions: [gfmToMarkdown()] }).trimEnd();
}

/** Words that stand in Markdown as they are, on one line. */
export const plainMarkdown = (words: string): string =>
  toMarkdown({ type: 'paragraph', children: text(words) }, { extensions: [gfmToMarkdown()] }).trimEnd();

function nodesOf(flow: Flow, found: Found): BlockContent[] {
  switch (flow.show) {
    case 'line':
      return paragraph(phrasing(flow.spans, found));
    case 'heading': {
      const depth = flow.level as 2 | 3 | 4 | 5 | 6;
      return [{ type: 'heading', depth, children: phrasing(flow.spans, found) }];
    }
    case 'list':
      return listNode(byLevel(flow.items), flow.ordered, found);
    case 'entries':
      return entriesNode(flow, found);
    case 'table':
      return [...paragraph(text(flow.caption)), ...tableNode(flow)];
    case 'picture':
      return paragraph([{ type: 'image', url: flow.url, alt: line(flow.alt) }]);
    case 'video':
      return videoNode(flow);
    case 'divider':
      return [{ type: 'thematicBreak' }];
    case 'markup':
      return flow.text.split('\n').flatMap((words) => paragraph(text(words)));
    case 'box': {
      const children = flow.flows.flatMap((inner) => nodesOf(inner, found));
      return flow.tag === 'blockquote' ? [{ type: 'blockquote', children }] : children;
    }
    case 'gap':
      return [];
  }
}

const paragraph = (children: PhrasingContent[]): BlockContent[] =>
  children.length > 0 ? [{ type: 'paragraph', children }] : [];

/** A line break in the words is a space: in Markdown it could begin something new. */
const oneLine = (words: string) => words.replace(/[\t\n\v\f\r ]+/g, ' ');
const line = (words: string) => oneLine(words).trim();
const text = (words: string): PhrasingContent[] => (words.trim() === '' ? [] : [{ type: 'text', value: line(words) }]);

function phrasing(spans: Spans, found: Found): PhrasingContent[] {
  const nodes = nested(trimmed(spans), found, marks);
  return nodes.map(phrasingNode);
}

function phrasingNode(node: Inline): PhrasingContent {
  if ('text' in node) return { type: 'text', value: node.text };
  if (node.wrap === 'CODE') return { type: 'inlineCode', value: wordsIn(node.inner) };
  const children = node.inner.map(phrasingNode);
  if (typeof node.wrap === 'object') {
    const { href: url, title } = node.wrap;
    return { type: 'link', url, title: title && line(title), children };
  }
  return { type: node.wrap === 'STRONG' ? 'strong' : node.wrap === 'EM' ? 'emphasis' : 'delete', children };
}

function listNode(items: readonly Item[], ordered: boolean, found: Found): List[] {
  return listOf(
    ordered,
    false,
    items.map(({ spans, below }) => [...paragraph(phrasing(spans, found)), ...listNode(below, ordered, found)]),
  );
}

function entriesNode({ entries }: Flow & { show: 'entries' }, found: Found): List[] {
  return listOf(
    false,
    true,
    entries.map(({ term, spans }) => [term, spans].flatMap((part) => paragraph(phrasing(part, found)))),
  );
}

/** Items without words could not be told from other marks. */
function listOf(ordered: boolean, spread: boolean, items: readonly BlockContent[][]): List[] {
  const children = items
    .filter((content) => content.length > 0)
    .map((content) => ({ type: 'listItem' as const, spread, children: content }));
  return children.length > 0 ? [{ type: 'list', ordered, spread, children }] : [];
}

/** A table has a header, and no row is longer: what is missing is empty. */
function tableNode({ header, rows }: Flow & { show: 'table' }): BlockContent[] {
  const width = Math.max(header.length, ...rows.map((cells) => cells.length));
  if (width === 0) return [];
  const row = (cells: readonly string[]): TableRow => ({
    type: 'tableRow',
    children: Array.from({ length: width }, (_, at) => ({ type: 'tableCell', children: text(cells[at] ?? '') })),
  });
  return [{ type: 'table', children: [header, ...rows].map(row) }];
}

/** Readers of Markdown that know moving pictures take them from an image's place; a still one leads others there. */
function videoNode({ poster, sources }: Flow & { show: 'video' }): BlockContent[] {
  const [{ url }] = sources as [Media];
  return paragraph([
    poster === null
      ? { type: 'image', url, alt: '' }
      : { type: 'link', url, children: [{ type: 'image', url: poster, alt: '' }] },
  ]);
}

/** Spaces at the ends of a line, and marks on nothing but spaces, say nothing and cannot be written. */
function trimmed(spans: Spans): Spans {
  const words = spans.map((span) => ({
    ...span,
    text: oneLine(span.text),
    ...(span.text.trim() === '' ? { marks: [], link: null } : {}),
  }));
  const first = words.findIndex(({ text }) => text.trim() !== '');
  const last = words.findLastIndex(({ text }) => text.trim() !== '');
  return words.slice(first < 0 ? words.length : first, last + 1).map((span, at, all) => ({
    ...span,
    text: ends(span.text, at === 0, at === all.length - 1),
  }));
}

const ends = (words: string, isFirst: boolean, isLast: boolean) => {
  const started = isFirst ? words.trimStart() : words;
  return isLast ? started.trimEnd() : started;
};
