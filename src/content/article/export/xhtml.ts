import { type AnyNode, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { type Child, element } from './xml.js';

/** Names that XML allows and that need no namespace of their own. */
const name = /^[a-z][a-z0-9-]*$/i;

/** HTML, sanitised as it comes, as XHTML. What has no name in XML leaves only its text. */
export const xhtml = (html: string): Child => parseDocument(html).children.map(asXhtml);

function asXhtml(node: AnyNode): Child {
  if (isText(node)) return node.data;
  if (!isTag(node)) return null;
  const children = node.children.map(asXhtml);
  return name.test(node.name) ? element(node.name, attributes(node.attribs), children) : children;
}

const attributes = (all: Record<string, string>) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => name.test(key) && key !== 'xmlns'));
