import type { BlockDocument } from '../../content/body/body.document.js';
import { boilerplateReason, isListHeading } from './boilerplate.js';
import { readByline } from './byline.js';
import { readDateLine } from './dates.js';
import type { Draft } from './draft.js';
import { takeCaption } from './images.js';
import type { Para } from './lines.js';
import { splitSourceNote } from './sources.js';
import { endsSentence, isProse, weight, wordCount } from './text.js';

type Item = Extract<BlockDocument, { kind: 'list' }>['items'][number];

const BULLET = /^(?:[•◦▪‣*·]|[-–—](?=\s))\s*(?=\S)/u;
const NUMBER = /^\d{1,2}[.)]\s+/u;
const NOTE =
  /^(?:editor['’]s note|note to (?:editors|readers)|anmerkung der redaktion|note de la rédaction|ndlr|nota del editor|nota de la redacción|编者按|编者注)\s*[:：—–]/iu;
const VIEWS = /^\(?the (?:views|opinions) expressed .{0,120}\b(?:author|authors|writer|own)\b/iu;

/** Turns what is left between header and footer into blocks; captions, notes and links in between go where they belong. */
export function takeBody(paras: readonly Para[], draft: Draft): BlockDocument[] {
  const blocks: BlockDocument[] = [];
  const lastProse = paras.findLastIndex(({ text }) => isSentence(text));
  for (let at = 0; at < paras.length; ) at += takeNext(paras, at, lastProse, blocks, draft);
  return blocks;
}

/** Appends at most one block; returns how many paragraphs it took. */
function takeNext(
  paras: readonly Para[],
  at: number,
  lastProse: number,
  blocks: BlockDocument[],
  draft: Draft,
): number {
  const para = paras[at] as Para;
  const { text } = para;
  if (isListHeading(text)) return leaveList(paras, at, draft);
  const images = takeCaption(paras, at, draft, isRepeatedBelow(paras, at) || wasCaption(text, draft));
  if (images > 0) return images;
  const quoted = quoteAt(paras, at);
  if (quoted) {
    blocks.push({ ...quoted, ...(isPulled(quoted.text, paras, at) ? { pull: true } : {}) });
    return 2;
  }
  if (isItem(paras, at)) return takeList(paras, at, blocks);
  if (isSentence(text)) blocks.push(...paragraph(text, at === lastProse, draft));
  else if (!takeLine(para, draft)) placeLine(paras, at, lastProse, blocks, draft);
  return 1;
}

const isSentence = (text: string): boolean =>
  isProse(text) || (endsSentence(text) && wordCount(text) >= 2) || /[:：]$/.test(text);

const isRepeatedBelow = (paras: readonly Para[], at: number): boolean =>
  paras[at]?.text === paras[at + 1]?.text || startsNext(paras, at);
const startsNext = (paras: readonly Para[], at: number): boolean => {
  const text = paras[at]?.text ?? '';
  return text.length >= 20 && !endsSentence(text) && (paras[at + 1]?.text.startsWith(text) ?? false);
};
const wasCaption = (text: string, draft: Draft): boolean => draft.images.some(({ caption }) => caption === text);

function paragraph(text: string, isLast: boolean, draft: Draft): BlockDocument[] {
  if (NOTE.test(text) || VIEWS.test(text)) return [{ kind: 'paragraph', text, style: 'NOTE' }];
  const split = splitSourceNote(text, isLast);
  if (!split) return [{ kind: 'paragraph', text }];
  draft.addSourceNote(split.text, split.note);
  return split.rest ? [{ kind: 'paragraph', text: split.rest }] : [];
}

/** A date that says what it dates, or a byline beneath the text. */
function takeLine({ text }: Para, draft: Draft): boolean {
  const date = readDateLine(text, draft.readDate);
  if (date?.labelled) {
    draft.addDate(date);
    return true;
  }
  const credits = draft.bylines.length === 0 ? readByline(text, false) : undefined;
  if (!credits) return false;
  draft.bylines.push(text);
  draft.credits.push(...credits);
  return true;
}

/** A short line is a subheading if text follows it, and else no part of the text. */
function placeLine(paras: readonly Para[], at: number, lastProse: number, blocks: BlockDocument[], draft: Draft): void {
  const para = paras[at] as Para;
  const next = paras[at + 1];
  const leads =
    next !== undefined && (isSentence(next.text) || isItem(paras, at + 1) || quoteAt(paras, at + 1) !== undefined);
  if (leads && blocks.length > 0 && isTitle(para.text)) blocks.push({ kind: 'heading', text: para.text, level: 2 });
  else if (at < lastProse && wordCount(para.text) >= 8) blocks.push({ kind: 'paragraph', text: para.text });
  else draft.leftOut.add(para, at > lastProse ? 'below the text' : 'label in the text');
}

const isTitle = (text: string): boolean =>
  weight(text) <= 120 &&
  wordCount(text) <= 14 &&
  /^["'“„«¿¡‘\p{Lu}\p{N}\p{Lo}]/u.test(text) &&
  !/[,;，；]$/u.test(text);

/** A list of links to other texts goes with its heading, as far as its lines are no sentences. */
function leaveList(paras: readonly Para[], at: number, draft: Draft): number {
  draft.leftOut.add(paras[at] as Para, 'heading of a list of links');
  let end = at + 1;
  for (; end < paras.length && end <= at + 12; end++) {
    const para = paras[end] as Para;
    if (isSentence(para.text.replace(/[?!？！]$/u, ''))) break;
    draft.leftOut.add(para, 'link to another text');
  }
  return end - at;
}

/** One dash alone may be a speaker's line; bullets may stand alone. */
function isItem(paras: readonly Para[], at: number): boolean {
  const text = paras[at]?.text ?? '';
  const pattern = [BULLET, NUMBER].find((one) => one.test(text));
  if (!pattern) return false;
  if (/^[•◦▪‣*·]/u.test(text)) return true;
  return pattern.test(paras[at + 1]?.text ?? '') || pattern.test(paras[at - 1]?.text ?? '');
}

function takeList(paras: readonly Para[], start: number, blocks: BlockDocument[]): number {
  const ordered = NUMBER.test(paras[start]?.text ?? '');
  const pattern = ordered ? NUMBER : BULLET;
  const items: Item[] = [];
  let at = start;
  for (; at < paras.length && pattern.test(paras[at]?.text ?? ''); at++) {
    items.push({ text: (paras[at]?.text ?? '').replace(pattern, '') });
  }
  blocks.push({ kind: 'list', ...(ordered ? { ordered } : {}), items });
  return at - start;
}

const QUOTED =
  /^(?:"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«\s*([^«»]+?)\s*»|»\s*([^«»]+?)\s*«|「([^「」]+)」|‘([^‘]+)’)$/u;

/** A paragraph that is one quotation, and beneath it who says so. */
function quoteAt(paras: readonly Para[], at: number): { kind: 'quote'; text: string; attribution: string } | undefined {
  const text = paras[at]?.text ?? '';
  const below = paras[at + 1]?.text ?? '';
  if (text.length > 1000 || weight(below) > 120 || endsSentence(below) || !below) return undefined;
  const quoted = QUOTED.exec(text)
    ?.slice(1)
    .find((part) => part !== undefined);
  const attribution = below.replace(/^[—–-]+\s*/u, '');
  const isMarked = attribution !== below;
  const isNamed = /^\p{Lu}[\p{L}'’.-]+ \p{Lu}[\p{L}'’.-]+.*,/u.test(below);
  if (!quoted || !attribution || !(isMarked || isNamed) || boilerplateReason(below)) return undefined;
  return { kind: 'quote', text: quoted, attribution };
}

/** Paragraphs looked through for the words of a pull quote, either way. */
const PULL_REACH = 25;

const isPulled = (quote: string, paras: readonly Para[], at: number): boolean => {
  const words = quote.replace(/[.,!?…]+$/u, '');
  return paras
    .slice(Math.max(0, at - PULL_REACH), at + PULL_REACH)
    .some(({ text }) => text !== paras[at]?.text && text.includes(words));
};
