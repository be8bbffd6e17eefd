import { creditLine, isCutOff, readCaption, restart } from './captions.js';
import type { Draft } from './draft.js';
import type { Para } from './lines.js';
import type { PageImage } from './page.js';
import { weight } from './text.js';

/** How many lines on a caption may stand again. */
const NEAR = 3;

/**
 * Takes a caption that starts at this place: one that says so, one that stands twice, or one with a credit line beneath.
 * Returns the number of paragraphs taken, 0 if here is none. `repeats`: whether a repetition alone makes a caption.
 */
export function takeCaption(paras: readonly Para[], at: number, draft: Draft, repeats: boolean): number {
  const para = paras[at];
  if (!para) return 0;
  if (takeCreditLine(para, draft)) return 1;
  const restarted = restart(para.text);
  if (restarted) return takeRestarted(para, restarted, draft);
  const wholeAt = repeats ? cutOffBy(paras, at) : -1;
  if (wholeAt > 0) {
    draft.leftOut.add(para, 'caption, cut off');
    return 1 + takeWhole(paras, at + 1, wholeAt, draft);
  }
  const next = paras[at + 1]?.text ?? '';
  const below = SOURCE_FIRST.test(next) ? undefined : creditLine(next);
  const image = readCaption(para.text);
  if (image) return add(para, image, draft);
  if (below && weight(para.text) <= 500) return add(para, { caption: para.text, credit: below }, draft) && 2;
  return repeats && isRepeated(paras, at, draft) ? add(para, { caption: para.text }, draft) : 0;
}

function add(para: Para, image: PageImage, draft: Draft): 1 {
  if (!draft.addImage(image)) draft.leftOut.add(para, 'caption, repeated');
  return 1;
}

const SOURCE_FIRST = /^image source\b/iu;

function takeCreditLine(para: Para, draft: Draft): boolean {
  const credit = creditLine(para.text);
  if (!credit) return false;
  const last = draft.images.at(-1);
  if (SOURCE_FIRST.test(para.text)) draft.nextCredit = credit;
  else if (last && last.credit === undefined) last.credit = credit;
  else draft.leftOut.add(para, 'picture credit');
  return true;
}

function takeRestarted(para: Para, { cutOff, whole }: { cutOff: string; whole: string }, draft: Draft): 1 {
  const image = asImage(whole);
  draft.leftOut.add({ line: para.line, text: cutOff }, cutOff === whole ? 'caption, repeated' : 'caption, cut off');
  return add({ line: para.line, text: whole }, image, draft);
}

const asImage = (text: string): PageImage => readCaption(text) ?? { caption: text };

/** Where the whole of a caption stands that is cut off here, or -1. */
function cutOffBy(paras: readonly Para[], at: number): number {
  const start = paras[at]?.text ?? '';
  const near = paras.slice(at + 1, at + 1 + NEAR);
  const found = near.findIndex(({ text }) => isCutOff(start, text) && weight(text) <= 900);
  return found < 0 ? -1 : at + 1 + found;
}

function takeWhole(paras: readonly Para[], from: number, wholeAt: number, draft: Draft): number {
  const whole = paras[wholeAt];
  if (from !== wholeAt || !whole) return 0;
  return add(whole, asImage(whole.text), draft);
}

const isRepeated = (paras: readonly Para[], at: number, draft: Draft): boolean => {
  const text = paras[at]?.text ?? '';
  if (weight(text) < 30 || text.length > 700) return false;
  const again = paras.slice(at + 1, at + 1 + NEAR).some((next) => next.text === text);
  return again || draft.images.some(({ caption }) => caption === text);
};
