import { knownAgency } from './agencies.js';
import { boilerplateReason, isKickerWord, isListHeading, isSectionName } from './boilerplate.js';
import { readByline, readCreditNote } from './byline.js';
import { readCaption } from './captions.js';
import { splitDateline } from './dateline.js';
import { type DateLine, readDateLine } from './dates.js';
import type { Draft } from './draft.js';
import { takeCaption } from './images.js';
import type { Para } from './lines.js';
import { isOrganisation } from './names.js';
import type { PageCredit } from './page.js';
import { readSourceNote, type SourceNote } from './sources.js';
import { endsSentence, isProse, weight, wordCount } from './text.js';

/** Several things may share a line: `By Jane Doe | 3 March 2025 • 4 min read`, `2025-03-03 来源：…`. */
const parts = (text: string): string[] =>
  text
    .split(
      /\s+[|•·/]\s+|\s*[•·]\s+|(?<=\d)\s+(?=by \p{Lu})|\s+(?=(?:来源|作者|记者|责任编辑|责编|编辑|发布时间|时间|日期|Source|Editor|By)\s*[:：])/u,
    )
    .filter(Boolean);

type Metadata = { text: string; date?: DateLine; credits?: PageCredit[]; note?: SourceNote; late?: PageCredit[] };

/** Bylines, dates and the like, alone or sharing a line. False if any part of the line is something else. */
function takeMetadata(para: Para, draft: Draft, loose: boolean): boolean {
  if (weight(para.text) > 220) return false;
  const whole = readDateLine(para.text, draft.readDate);
  const found = whole
    ? [{ text: para.text, date: whole }]
    : parts(para.text).map((text) => readMetadata(text, draft, loose));
  const told = found.filter((one) => one !== undefined);
  if (told.length < found.length || !told.some((one) => Object.keys(one).length > 1)) return false;
  for (const { text, date, credits, note, late } of told) {
    if (date) draft.addDate(date);
    if (credits) addByline(text, credits, draft);
    if (note) draft.addSourceNote(text, note);
    if (late) draft.lateCredits.push(...late);
  }
  return true;
}

function readMetadata(text: string, draft: Draft, loose: boolean): Metadata | undefined {
  const date = readDateLine(text, draft.readDate);
  if (date) return { text, date };
  const note = readSourceNote(text);
  if (note) return { text, note };
  const late = readCreditNote(text);
  if (late) return { text, late };
  const credits = readByline(text, loose);
  if (credits) return { text, credits };
  return isSectionName(text) || boilerplateReason(text) ? { text } : undefined;
}

function addByline(text: string, credits: PageCredit[], draft: Draft): void {
  if (draft.bylines.includes(text)) return;
  draft.bylines.push(text);
  draft.credits.push(...credits);
}

/** Lines of which each part is a byline that says so, or a date. */
export const isBylineOrDate = ({ text }: Para, draft: Draft): boolean =>
  weight(text) <= 260 &&
  (readDateLine(text, draft.readDate) !== undefined ||
    parts(text).every((part) => readByline(part, false) ?? readDateLine(part, draft.readDate)));

/** What can be told from one line before the headline is known: such a line is no headline. */
export function isHeaderLine(para: Para, draft: Draft): boolean {
  const { text } = para;
  if (weight(text) > 260) return false;
  return (
    isListHeading(text) ||
    isSectionName(text) ||
    isKickerWord(text) ||
    readDateLine(text, draft.readDate) !== undefined ||
    parts(text).every(
      (part) => readByline(part, false) !== undefined || readDateLine(part, draft.readDate) !== undefined,
    ) ||
    isHouseLine(text) ||
    readCaption(text) !== undefined
  );
}

/** `Reuters`, or with a place: `BBC News, Nairobi`. */
const isHouseLine = (text: string): boolean => {
  const [house = '', place] = text.split(/,\s/);
  return place === undefined
    ? wordCount(text) <= 3 && isOrganisation(text) && isHouse(text)
    : knownAgency(house) !== undefined;
};
const isHouse = (text: string): boolean =>
  readByline(text, true)?.every(({ kind }) => kind === 'organisation') ?? false;

/** Takes what stands above the headline; returns the kicker if the line next to it is one. */
export function takeTop(paras: readonly Para[], headlineAt: number, draft: Draft): string | undefined {
  const kicker = kickerAt(paras, headlineAt);
  for (let at = 0; at < headlineAt; at++) {
    const para = paras[at];
    if (!para || (kicker && at === headlineAt - 1)) continue;
    if (takeMetadata(para, draft, false)) continue;
    if (readCaption(para.text) && takeCaption(paras, at, draft, false)) continue;
    draft.leftOut.add(para, 'above the headline');
  }
  return kicker;
}

/** A word for the kind of text; or one label in capitals that is no part of a menu. */
function kickerAt(paras: readonly Para[], headlineAt: number): string | undefined {
  const text = paras[headlineAt - 1]?.text;
  if (!text || weight(text) > 40 || endsSentence(text)) return undefined;
  if (isKickerWord(text)) return text;
  const before = paras[headlineAt - 2];
  const adjacent =
    before !== undefined && weight(before.text) <= 40 && before.line === (paras[headlineAt - 1]?.line ?? 0) - 1;
  const inCapitals = text === text.toUpperCase() && text !== text.toLowerCase();
  return !adjacent && inCapitals && wordCount(text) <= 3 && !isListHeading(text) ? text : undefined;
}

/** No header is longer; what comes then is left to the text's own rules. */
const REACH = 200;

export interface Header {
  standfirst?: string;
  /** Index of the first paragraph of the text. */
  bodyAt: number;
}

/** Takes what stands between the headline and the text. */
export function takeHeader(paras: readonly Para[], headlineAt: number, draft: Draft): Header {
  const header: Header = { bodyAt: paras.length };
  let at = headlineAt + 1;
  while (at < Math.min(paras.length, headlineAt + REACH)) {
    const para = paras[at] as Para;
    const taken = takeCaption(paras, at, draft, true);
    if (taken > 0) {
      at += taken;
      continue;
    }
    if (para.text === paras[headlineAt]?.text) draft.leftOut.add(para, 'headline, repeated');
    else if (isNewStandfirst(paras, at, header, draft)) header.standfirst = para.text;
    else if (!takeMetadata(para, draft, mayBeByline(para, draft))) {
      if (startsText(para, draft)) break;
      draft.leftOut.add(para, 'label above the text');
    }
    at++;
  }
  return { ...header, bodyAt: at };
}

const isNewStandfirst = (paras: readonly Para[], at: number, header: Header, draft: Draft): boolean =>
  header.standfirst === undefined && !takesAsMetadata(paras[at] as Para, draft) && isStandfirst(paras, at, draft);

const takesAsMetadata = ({ text }: Para, draft: Draft): boolean =>
  readDateLine(text, draft.readDate) !== undefined ||
  parts(text).some((part) => readByline(part, false) !== undefined) ||
  isHouse(text);

const isTwoNames = (text: string): boolean => wordCount(text) <= 8 && / (?:and|und|et|y|e) /u.test(text);

/** A bare name is a byline only where it is short, or several stand with commas; so is an organisation's. */
const mayBeByline = ({ text }: Para, draft: Draft): boolean =>
  draft.bylines.length < 3 &&
  !isSectionName(text) &&
  !isKickerWord(text) &&
  (wordCount(text) <= 3 || /[,，|•·]/u.test(text) || isHouse(text) || isTwoNames(text));

/** A sentence between the headline and the byline or date. */
function isStandfirst(paras: readonly Para[], at: number, draft: Draft): boolean {
  const text = paras[at]?.text ?? '';
  if (draft.bylines.length > 0 || draft.published || draft.bareDate || draft.updated) return false;
  if (weight(text) > 420 || wordCount(text) < 5 || /^[•\-*–]/u.test(text)) return false;
  for (const next of paras.slice(at + 1, at + 5)) {
    const isDated = readDateLine(next.text, draft.readDate) !== undefined;
    if (
      isDated ||
      parts(next.text).some((part) => readByline(part, false) || (wordCount(part) <= 4 && readByline(part, true)))
    )
      return true;
    if (isProse(next.text) && !readCaption(next.text)) return false;
  }
  return false;
}

/** The text starts with a sentence, a dateline or an item of a list. */
const startsText = ({ text }: Para, draft: Draft): boolean =>
  isProse(text) ||
  (endsSentence(text) && wordCount(text) >= 3) ||
  /^(?:[•◦▪‣*]|[-–]|\d{1,2}[.)])\s/u.test(text) ||
  splitDateline(text, { locale: draft.locale }) !== undefined;
