import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import type { Data } from './graph.js';

type HtmlNode = DefaultTreeAdapterTypes.Node;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** Words, wherever there is a space between them. */
export const words = (text: string): string[] => text.split(/\s+/u).filter(Boolean);

const markOf: Record<string, string> = {
  strong: 'STRONG',
  em: 'EM',
  u: 'UNDERLINE',
  s: 'STRIKE',
  sub: 'SUB',
  sup: 'SUP',
  code: 'CODE',
};
const inLine = new Set([...Object.keys(markOf), 'a', 'b']);

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node;
export const elementsIn = (html: string): HtmlElement[] => below(parseFragment(html)).filter(isElement);
export const below = (node: HtmlNode): HtmlNode[] => ('childNodes' in node ? node.childNodes : []);
export const elements = (node: HtmlNode, ...tags: string[]): HtmlElement[] =>
  below(node).filter((one): one is HtmlElement => isElement(one) && (tags.length === 0 || tags.includes(one.tagName)));
export const attribute = (element: HtmlElement | undefined, name: string): string | undefined =>
  element?.attrs.find((one) => one.name === name)?.value;

/** What a reader of the HTML sees; elements that stand for themselves part words. */
export function textOfHtml(node: HtmlNode | string): string {
  if (typeof node === 'string') return textOfHtml(parseFragment(node));
  if ('value' in node) return node.value;
  const inside = below(node).map(textOfHtml).join('');
  return isElement(node) && !inLine.has(node.tagName) ? ` ${inside} ` : inside;
}

/** What a reader of the Markdown sees. */
export function textOfMarkdown(markdown: string): string {
  const visit = (node: Nodes): string => {
    if (node.type === 'text' || node.type === 'inlineCode') return node.value;
    if (node.type === 'html' || node.type === 'code')
      throw new Error(`Words were taken for ${node.type}: ${node.value}`);
    const inside = 'children' in node ? node.children.map(visit).join('') : '';
    return ['strong', 'emphasis', 'delete', 'link'].includes(node.type) ? inside : ` ${inside} `;
  };
  return visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
}

export interface Run {
  text: string;
  marks: string[];
  href: string | null;
  title: string | null;
}

/** The runs of an element’s own words, lists inside it left aside. */
export function runsOf(element: HtmlNode, around: Omit<Run, 'text'> = { marks: [], href: null, title: null }): Run[] {
  return joined(
    below(element).flatMap((node): Run[] => {
      if ('value' in node) return [{ ...around, text: node.value }];
      if (!isElement(node) || node.tagName === 'ul' || node.tagName === 'ol') return [];
      const mark = markOf[node.tagName];
      if (mark) {
        if (around.marks.includes(mark)) throw new Error(`${mark} nests in itself`);
        return runsOf(node, { ...around, marks: [...around.marks, mark].sort() });
      }
      if (node.tagName !== 'a') throw new Error(`<${node.tagName}> stands among words`);
      return runsOf(node, {
        ...around,
        href: attribute(node, 'href') ?? null,
        title: attribute(node, 'title') ?? null,
      });
    }),
  );
}

/** The same of spans as the graph answers them. */
export const runsOfSpans = (spans: Data[]): Run[] =>
  joined(
    spans.map(({ text, marks, link }) => ({
      text,
      marks: [...marks].sort(),
      href: link?.url ?? null,
      title: link?.title ?? null,
    })),
  );

function joined(runs: Run[]): Run[] {
  const all: Run[] = [];
  for (const { text, ...set } of runs) {
    const last = all.at(-1);
    if (
      last &&
      JSON.stringify([last.marks, last.href, last.title]) === JSON.stringify([set.marks, set.href, set.title])
    )
      last.text += text;
    else if (text !== '') all.push({ text, ...set });
  }
  return all;
}
