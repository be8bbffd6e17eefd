import { eld } from 'eld/small';
import type { Para } from './lines.js';
import { endsSentence, weight } from './text.js';

/** Enough for a sure answer; more only costs time. */
const SAMPLE = 4000;

/** BCP 47 tag of the language that the page's sentences are in; `und` when none can be told. */
export function languageOf(paras: readonly Para[]): string {
  let sample = '';
  for (const { text } of paras) {
    if (weight(text) < 60 || !endsSentence(text)) continue;
    sample += `${text.slice(0, SAMPLE)}\n`;
    if (sample.length >= SAMPLE) break;
  }
  return eld.detect(sample.slice(0, SAMPLE)).language || 'und';
}
