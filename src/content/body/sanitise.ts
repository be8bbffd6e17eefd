import { defaultTreeAdapter, html, parseFragment, serialize } from 'parse5';
import sanitizeHtml, { type IOptions } from 'sanitize-html';
import { schemes } from './links.js';

/** What a newsroom’s own markup may hold: nothing that runs, loads a page, styles, or could be taken for a part of the site. */
const markupPolicy: IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img'],
  allowedAttributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'width', 'height'],
    th: ['scope'],
    '*': ['dir', 'lang'],
  },
  allowedSchemes: schemes,
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: false,
};

/** What the HTML of a body holds: it passes a sanitiser with this policy unchanged. */
export const bodyPolicy: IOptions = {
  ...markupPolicy,
  allowedTags: [...(markupPolicy.allowedTags as string[]), 'video', 'source', 'track'],
  allowedAttributes: {
    ...(markupPolicy.allowedAttributes as object),
    ...Object.fromEntries(['h2', 'h3', 'h4', 'h5', 'h6'].map((heading) => [heading, ['id']])),
    video: ['controls', 'preload', 'poster'],
    source: ['src', 'type'],
    track: ['kind', 'src', 'srclang'],
  },
  allowedClasses: Object.fromEntries(
    ['p', 'figure', 'blockquote', 'div', 'aside', 'section'].map((tag) => [tag, [/^[a-z]+(?:-[a-z]+)*$/]]),
  ),
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite', 'poster'],
  selfClosing: [...sanitizeHtml.defaults.selfClosing, 'source', 'track'],
};

/** Also put in order: what a browser would leave out or put elsewhere, as a cell without a table, is so here already. */
export function sanitiseMarkup(markup: string): string {
  const around = defaultTreeAdapter.createElement('div', html.NS.HTML, []);
  const inOrder = serialize(parseFragment(around, sanitizeHtml(markup, markupPolicy), {}));
  return sanitizeHtml(inOrder, markupPolicy);
}
