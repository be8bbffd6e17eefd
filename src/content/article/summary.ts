import type { Article } from './article.type.js';

const segmenters = new Map<string, Intl.Segmenter>();

/** Sentences as the language ends them (Unicode UAX #29, by Intl.Segmenter), with the white space that follows each. */
function* sentences(text: string, locale: string): Generator<string> {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'sentence' });
  segmenters.set(locale, segmenter);
  for (const { segment } of segmenter.segment(text)) yield segment;
}

/** How many sentences tell what an article is about where nobody says how long it may be. */
const usual = 2;

/** The standfirst, else the beginning of the text, as far as whole sentences fit; null where not even the first does. */
export function summaryOf({ standfirst, blocks, locale }: Article, maxLength?: number): string | null {
  const told = standfirst ?? blocks.find(({ kind, text }) => kind === 'paragraph' && text !== '')?.text ?? '';
  let summary = '';
  let count = 0;
  for (const sentence of sentences(told, locale)) {
    const longer = summary + sentence;
    const isEnough =
      maxLength === undefined ? standfirst === null && count === usual : longer.trim().length > maxLength;
    if (isEnough) break;
    summary = longer;
    count += 1;
  }
  return summary.trim() || null;
}
