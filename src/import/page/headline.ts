import type { Para } from './lines.js';
import { endsSentence, isProse, keywords, weight, wordCount } from './text.js';

/** Lines looked at from the top: a menu may be long, but not endless. */
const REACH = 600;
const ENOUGH = 3;
/** So good that a byline beneath settles it. */
const GOOD = 5.5;

/** Words of a sentence with a full stop that can still be a title; a longer one is text. */
const longestTitleSentence = 12;

type Test = (para: Para) => boolean;

/**
 * Index of the headline: the line above the text that is set like a title and whose words the text takes up again.
 * Slogans and menus share few words with the text beneath. `isOther` tells lines that are known for something else,
 * `isBelow` those of them that stand below a headline.
 */
export function findHeadline(paras: readonly Para[], isOther: Test, isBelow: Test): number | undefined {
  const top = paras.slice(0, REACH);
  const prose = top.flatMap(({ text }, at) => (isProse(text) ? [at] : []));
  const about = keywords(
    paras
      .filter(({ text }) => isProse(text))
      .slice(0, 6)
      .map(({ text }) => text.slice(0, 600))
      .join('\n'),
  );
  for (const end of prose.slice(0, 5)) {
    const best = bestOf(top, end, about, isOther, isBelow);
    if (best !== undefined) return best;
  }
  return undefined;
}

function bestOf(
  paras: readonly Para[],
  end: number,
  about: Set<string>,
  isOther: Test,
  isBelow: Test,
): number | undefined {
  let best: number | undefined;
  let most = 0;
  const scores = paras.slice(0, end + 1).map((para, at) => {
    const score = at === end && !endsSentence(para.text) ? 0 : titleScore(para.text, about);
    return score >= ENOUGH && !isOther(para) && !isBeginningOfNext(paras, at)
      ? score + support(paras[at + 1], isOther)
      : 0;
  });
  for (let at = 0; at < Math.min(scores.length, end); at++) {
    if (most >= GOOD && isBelow(paras[at] as Para)) break;
    if ((scores[at] ?? 0) <= most) continue;
    best = at;
    most = scores[at] ?? 0;
  }
  if (best === undefined) return undefined;
  // A standfirst without a stop may score higher than the headline above it.
  while (best > 0 && (scores[best - 1] ?? 0) >= most - 2.5 && wordCount(paras[best - 1]?.text ?? '') >= 4) best--;
  return skipRepetition(paras, best, end);
}

function titleScore(text: string, about: Set<string>): number {
  const size = weight(text);
  const words = wordCount(text);
  if (size > 260 || words < 1 || !/^["'“„«»‘'(¿¡#\p{Lu}\p{N}\p{Script=Han}\p{Lo}]/u.test(text) || /[:：,;]$/.test(text))
    return 0;
  if (endsSentence(text) && /[.。]$/.test(text) && words > longestTitleSentence) return 0;
  const own = [...keywords(text)];
  const shared = own.filter((word) => about.has(word)).length;
  const overlap = own.length === 0 ? 0 : Math.min(4, (shared / own.length) * 6);
  const length = words >= 4 ? 3 : words >= 2 ? 1.5 : 0.5;
  return length + overlap - (/[.。]$/.test(text) ? 3 : 0) - (size > 180 ? 2 : 0);
}

/** A headline is followed by the byline, a date, the text. */
const support = (next: Para | undefined, isOther: Test): number =>
  next && (isOther(next) || isProse(next.text)) ? 2 : 0;

/** A caption that was cut off stands before its whole. */
const isBeginningOfNext = (paras: readonly Para[], at: number): boolean => {
  const text = paras[at]?.text ?? '';
  return (
    text.length >= 20 &&
    paras.slice(at + 1, at + 4).some((next) => next.text.length > text.length && next.text.startsWith(text))
  );
};

/** The window's title or a path may hold the headline before it stands where it belongs. */
function skipRepetition(paras: readonly Para[], at: number, end: number): number {
  const text = paras[at]?.text ?? '';
  for (let next = at + 1; next < Math.min(end, at + 40); next++) {
    const other = paras[next]?.text ?? '';
    const suffix = text.startsWith(other) ? text.slice(other.length) : undefined;
    if (other.length >= 12 && suffix !== undefined && (suffix === '' || /^\s*[-|–—:·]\s/.test(suffix))) return next;
  }
  return at;
}
