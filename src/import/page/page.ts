import type { BlockDocument } from '../../content/body/body.document.js';

/** A news page taken apart: every element in its own field, the words as the page has them, nothing looked up yet. */
export interface Page {
  /** BCP 47 tag of the body's language. */
  locale: string;
  headline: string;
  kicker?: string;
  standfirst?: string;
  /** The whole byline as printed: `By Ada Lovelace and Grace Hopper, Science Desk`. */
  byline?: string;
  credits: PageCredit[];
  /** The publisher's name, where the page gives it away: an organisation's byline, a copyright line, a consent notice, `Source: …`. */
  publisher?: string;
  /** A dateline in front of the text: `SEOUL, June 18 (Xinhua) --`. */
  dateline?: { text: string; place?: string; date?: string };
  /** ISO 8601 instants; a day without a time is noon UTC, which is that day nearly everywhere. */
  publishedAt?: string;
  updatedAt?: string;
  leadImage?: PageImage;
  /** Further captions, in the order of the page. */
  images: PageImage[];
  /** The text: paragraphs, headings, lists, quotes. No boilerplate, captions, notes. */
  blocks: BlockDocument[];
  /** Verbatim: `(With input from Xinhua)`. Several are joined by a space. */
  sourceNote?: string;
  sources: PageSource[];
  notices: PageNotice[];
  /** `© 2024 Example News`. */
  copyright?: string;
  /** `Tags: diplomacy, Asia`. */
  topics: string[];
  /** `World > Asia`, outermost first. */
  sectionPath: string[];
  correctionNote?: string;
  /** What was left out, and why: for the list of what was done. */
  boilerplate: { line: number; text: string; reason: string }[];
}

export interface PageImage {
  caption: string;
  credit?: string;
}

export interface PageCredit {
  name: string;
  kind: 'person' | 'organisation';
  role: 'AUTHOR' | 'REPORTER' | 'EDITOR' | 'PHOTOGRAPHER' | 'TRANSLATOR';
  /** As printed. */
  creditedAs: string;
}

export interface PageSource {
  name: string;
  role: 'PUBLISHER' | 'AGENCY_INPUT' | 'SYNDICATED' | 'HANDOUT';
  /** The words that say so. */
  note?: string;
}

/** A consent or privacy notice that stands on the page without belonging to the article. */
export interface PageNotice {
  kind: 'COOKIE_CONSENT' | 'PRIVACY' | 'TERMS';
  title: string;
  paragraphs: string[];
  /** Labels of its buttons: `I agree`. */
  actions: string[];
}
