import type { Mark, StoredSpan } from './body.type.js';

export type Spans = readonly StoredSpan[];

/** A place where a moving picture, or the words of one, can be had. */
export interface Media {
  url: string;
  mediaType: string;
  locale: string | null;
}

/** Elements that hold others. */
export type Box = 'figure' | 'blockquote' | 'div' | 'aside' | 'section';

/**
 * What a block shows: the few things that texts are made of. One walk each turns them into HTML, Markdown and text
 * (`render/`), which therefore have the same words in the same order.
 */
export type Flow =
  | { show: 'line'; tag: 'p' | 'figcaption' | 'footer'; style?: string; spans: Spans }
  | { show: 'heading'; level: number; anchor: string; spans: Spans }
  | { show: 'list'; ordered: boolean; items: readonly { level: number; spans: Spans }[] }
  | { show: 'entries'; entries: readonly { term: Spans; spans: Spans }[] }
  | { show: 'table'; caption: string; header: readonly string[]; rows: readonly (readonly string[])[] }
  | { show: 'picture'; url: string; alt: string }
  | { show: 'video'; poster: string | null; sources: readonly Media[]; captions: readonly Media[] }
  | { show: 'divider' }
  /** Sanitised HTML, and its words. */
  | { show: 'markup'; html: string; text: string }
  | { show: 'box'; tag: Box; style?: string; flows: readonly Flow[] }
  /** Words that are not stored here: a picture’s own caption, another article’s headline. */
  | { show: 'gap' };

export const plain = (text: string, marks: Mark[] = []): StoredSpan[] =>
  text === '' ? [] : [{ text, marks, link: null, mention: null }];

/** No line where there are no words. */
export const line = (tag: 'p' | 'figcaption' | 'footer', text: string | null | undefined): Flow[] =>
  text ? [{ show: 'line', tag, spans: plain(text) }] : [];

/** The title of a box: no heading, for it is no part of the outline. */
export const title = (text: string | null): Flow[] =>
  text ? [{ show: 'line', tag: 'p', style: 'title', spans: plain(text, ['STRONG']) }] : [];

export const box = (tag: Box, style: string | undefined, flows: readonly Flow[]): Flow => ({
  show: 'box',
  tag,
  ...(style === undefined ? {} : { style }),
  flows,
});
