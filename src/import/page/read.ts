import type { BlockDocument } from '../../content/body/body.document.js';
import { isNewsAgency } from './agencies.js';
import { takeBody } from './body.js';
import { isListHeading, isSectionName } from './boilerplate.js';
import { type SplitDateline, splitDateline } from './dateline.js';
import { dateReader, daysIn } from './dates.js';
import { Draft } from './draft.js';
import { PageError } from './errors.js';
import { cutFooter } from './footer.js';
import { type Header, isBylineOrDate, isHeaderLine, takeHeader, takeTop } from './header.js';
import { findHeadline } from './headline.js';
import { joinLabels, takeKnownLines } from './known.js';
import { languageOf } from './language.js';
import { cleanLines, type Para, paragraphs } from './lines.js';
import { takeNotices } from './notices.js';
import type { Page, PageCredit, PageNotice, PageSource } from './page.js';
import { findPublisher, isSameHouse } from './publisher.js';
import { isProse } from './text.js';

export interface ReadPageOptions {
  /** IANA zone of times that name none; UTC if left out. */
  timeZone?: string;
}

/** Takes a news page apart that came as plain text, as copying all of it gives. Throws `PageError` if it is none. */
export function readPage(text: string, options: ReadPageOptions = {}): Page {
  const all = paragraphs(cleanLines(checked(text)));
  if (all.length === 0) throw new PageError('No text', 'a news page', 'nothing but white space');
  const locale = languageOf(all);
  const draft = new Draft(locale, dateReader(locale, options.timeZone));
  const { rest, notices } = takeNotices(all, draft.leftOut);
  const lines = takeKnownLines(joinLabels(rest), draft);
  const headlineAt = headlineIn(lines, draft);
  const kicker = takeTop(lines, headlineAt, draft);
  const below = cutFooter(lines.slice(headlineAt), draft);
  const header = takeHeader(below, 0, draft);
  const { split, blocks } = readText(below.slice(header.bodyAt), header, draft);
  if (!blocks.some(({ kind }) => kind === 'paragraph')) {
    throw new PageError('No text below the headline', 'a paragraph', 'none', lines[headlineAt]?.line);
  }
  const headline = lines[headlineAt]?.text ?? '';
  return assemble({ draft, notices, headline, kicker, standfirst: header.standfirst, split, blocks });
}

const CONTROL = /[\u{fffd}\p{Cc}]/gu;

function checked(text: string): string {
  const sample = text.slice(0, 100_000);
  const strange = (sample.match(CONTROL) ?? []).filter((char) => !/\s/.test(char)).length;
  if (strange > 0 && strange >= sample.length * 0.05) {
    throw new PageError('Not a text', 'readable characters', `${strange} control characters`);
  }
  return text.replace(CONTROL, (char) => (/[\s\u0085\ufffd]/.test(char) ? char : ''));
}

function headlineIn(lines: readonly Para[], draft: Draft): number {
  if (lines.every(({ text }) => isSectionName(text) || isListHeading(text))) {
    throw new PageError('Only boilerplate', 'a headline and text', 'menus, notices and buttons');
  }
  const first = lines[0] as Para;
  if (!lines.some(({ text }) => isProse(text))) {
    throw new PageError('No text', 'at least one paragraph', `“${first.text.slice(0, 80)}”`, first.line);
  }
  const found = findHeadline(
    lines,
    (para) => isHeaderLine(para, draft),
    (para) => isBylineOrDate(para, draft),
  );
  if (found === undefined) {
    throw new PageError('No headline', 'a title above the text', `“${first.text.slice(0, 80)}”`, first.line);
  }
  return found;
}

interface BodyText {
  split: SplitDateline | undefined;
  blocks: BlockDocument[];
}

/** The dateline is split off the first paragraph, so that it needs the page's year, which a caption or the text may name. */
function readText(paras: readonly Para[], header: Header, draft: Draft): BodyText {
  const [first, ...others] = paras;
  if (!first) return { split: undefined, blocks: [] };
  const context = { locale: draft.locale, year: yearOf(draft) ?? soleDay(draft, header, paras)?.slice(0, 4) };
  const split = splitDateline(first.text, { ...context, year: context.year ?? copyrightYear(draft) });
  const body = split ? [{ line: first.line, text: split.rest }, ...others] : paras;
  settleDate(draft, header, paras, split);
  return { split, blocks: takeBody(body, draft) };
}

const yearOf = (draft: Draft): string | undefined => (draft.published ?? draft.bareDate ?? draft.updated)?.slice(0, 4);
const copyrightYear = (draft: Draft): string | undefined => draft.copyright?.text.match(/\b(?:19|20)\d\d\b/g)?.at(-1);

/** A page whose dates name nothing but one day in its dateline, captions and text was published on that day. */
function settleDate(draft: Draft, header: Header, paras: readonly Para[], split: SplitDateline | undefined): void {
  const published = draft.published ?? draft.bareDate;
  if (published) draft.published = published;
  if (published || draft.updated) return;
  const inDateline = split && daysIn([split.dateline.text], draft.readDate)[0];
  const day = inDateline ?? soleDay(draft, header, paras);
  if (day) draft.published = `${day}T12:00:00.000Z`;
}

/** Older days than the web are what the text is about. */
const FIRST_YEAR = '1995';

function soleDay(draft: Draft, { standfirst }: Header, paras: readonly Para[]): string | undefined {
  const texts = [...draft.images.map(({ caption }) => caption), standfirst ?? '', ...paras.map(({ text }) => text)];
  const [day, ...more] = daysIn(texts, draft.readDate);
  return day && more.length === 0 && day >= FIRST_YEAR ? day : undefined;
}

interface Parts extends BodyText {
  draft: Draft;
  notices: PageNotice[];
  headline: string;
  kicker: string | undefined;
  standfirst: string | undefined;
}

function assemble({ draft, notices, headline, kicker, standfirst, split, blocks }: Parts): Page {
  const credits = distinct([...draft.credits, ...(split?.credits ?? []), ...draft.lateCredits], creditKey);
  const copyright = draft.copyright?.text;
  const named = { credits: draft.credits, notices, ...(copyright === undefined ? {} : { copyright }) };
  const publisher = findPublisher(named, split?.agency);
  const [leadImage, ...images] = draft.images;
  return {
    locale: draft.locale,
    headline,
    ...present({
      kicker,
      standfirst,
      byline: draft.bylines.join(', ') || undefined,
      publisher,
      dateline: split?.dateline,
      publishedAt: draft.published,
      updatedAt: draft.updated,
      leadImage,
      sourceNote: draft.sourceNotes.join(' ') || undefined,
      copyright,
      correctionNote: draft.corrections.join(' ') || undefined,
    }),
    credits,
    images,
    blocks,
    sources: sourcesOf(draft, publisher, split),
    notices,
    topics: [...new Set(draft.topics)],
    sectionPath: draft.sectionPath.filter((step) => step !== headline),
    boilerplate: draft.leftOut.entries(),
  };
}

const creditKey = ({ name, role }: PageCredit): string => `${role} ${name}`;

function sourcesOf(draft: Draft, publisher: string | undefined, split: SplitDateline | undefined): PageSource[] {
  const bylined = draft.credits.filter(({ name, kind }) => kind === 'organisation' && isNewsAgency(name));
  const agencies: PageSource[] = [
    ...(split?.agency ? [{ name: split.agency, role: 'SYNDICATED' as const, note: split.dateline.text }] : []),
    ...bylined.map(({ name }) => ({ name, role: 'SYNDICATED' as const })),
    ...draft.sources,
  ];
  const others = agencies.filter(({ name }) => !publisher || !isSameHouse(name, publisher));
  const own: PageSource[] = publisher ? [{ name: publisher, role: 'PUBLISHER' }] : [];
  return [...own, ...distinct(others, ({ name }) => name)];
}

function distinct<T>(all: readonly T[], key: (one: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const one of all) if (!byKey.has(key(one))) byKey.set(key(one), one);
  return [...byKey.values()];
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined: an optional field is then absent, not there without a value. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
