import { isListHeading } from './boilerplate.js';
import type { Draft } from './draft.js';
import type { Para } from './lines.js';
import { endsSentence, weight } from './text.js';

/** Titles in lists of links end without a stop, so that a sentence of this weight shows that the text goes on. */
const BELOW_HEADING = 70;
/** Below the copyright line there may be a sentence about the house. */
const BELOW_COPYRIGHT = 120;

/**
 * Cuts off what stands below the text: from a heading such as `Most read`, or from the copyright line, to the end,
 * unless sentences follow that are heavy enough to be the text's.
 */
export function cutFooter(paras: readonly Para[], draft: Draft): Para[] {
  const lastSentence = lastOf(paras, BELOW_HEADING);
  const lastHeavy = lastOf(paras, BELOW_COPYRIGHT);
  const end = paras.findIndex((para, at) => {
    if (at === 0) return false;
    return (at > lastSentence && isListHeading(para.text)) || (at > lastHeavy && isBelowCopyright(para, draft));
  });
  if (end < 0) return [...paras];
  for (const para of paras.slice(end)) {
    draft.leftOut.add(para, isListHeading(para.text) ? 'heading of a list of links' : 'footer or list of links');
  }
  return paras.slice(0, end);
}

const lastOf = (paras: readonly Para[], heavy: number): number =>
  paras.findLastIndex(({ text }) => weight(text) >= heavy && endsSentence(text));

const isBelowCopyright = (para: Para, draft: Draft): boolean =>
  draft.copyright !== undefined && para.line > draft.copyright.line;
