import { eachWord } from '../../graph/words.js';
import type { StoredBlock } from '../body/body.type.js';

const segmenters = new Map<string, Intl.Segmenter>();

/** Words of a body as its language counts them (Unicode UAX #29, by Intl.Segmenter). */
export function wordCount(blocks: readonly StoredBlock[], locale: string): number {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  let count = 0;
  for (const { text } of blocks) {
    eachWord(text, segmenter, () => {
      count += 1;
    });
  }
  return count;
}
