import render from 'dom-serializer';
import { Element, ProcessingInstruction, Text } from 'domhandler';

export type Attributes = Record<string, string | null | undefined>;
/** A string is text; null and undefined are nothing. */
export type Child = Element | string | null | undefined | readonly Child[];

/** What XML 1.0 has no place for, however it is written: control characters, halves of surrogate pairs. */
const unspeakable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const speakable = (text: string) => text.replace(unspeakable, '');

export function element(name: string, attributes: Attributes, ...children: readonly Child[]): Element {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, speakable(value)] as const] : [],
  );
  return new Element(name, Object.fromEntries(given), nodes(children));
}

/** An element with a text, where there is one. */
export const textElement = (name: string, text: string | null | undefined): Element | null =>
  text ? element(name, {}, text) : null;

export function xmlDocument(root: Element): string {
  const declaration = new ProcessingInstruction('?xml', '?xml version="1.0" encoding="UTF-8"?');
  return `${render([declaration, new Text('\n'), root], { xmlMode: true })}\n`;
}

const nodes = (children: readonly Child[]): (Element | Text)[] =>
  children.flatMap((child) => {
    if (child instanceof Element) return [child];
    if (typeof child === 'string') return [new Text(speakable(child))];
    return child ? nodes(child) : [];
  });
