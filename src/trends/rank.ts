import { type Score, type Term, type Window, windows } from '../graph/readership.js';
import type { CountDocument } from './document.js';
import type { CountedTerm } from './tally.js';

const hour = windows.HOUR;

/** What counts twice as much as what is this much older, as a part of the window. */
const halfLife = 1 / 2;
/** Beyond as many windows nothing counts: there it would weigh a sixteenth. */
const horizon = 2;
/** What is older counts in no window; a term's rank a month ago sees less of the past than that. */
export const keptFor = horizon * windows.MONTH;
/** How far back a window looks for its ranks and for those a window before. */
export const lookBack = (window: Window): number => Math.min((horizon + 1) * windows[window], keptFor);

/**
 * What a count of this document weighs at this instant: a half for each half-life since the middle of its time. 0 for what
 * lies beyond the horizon, or after the instant. What is going on is not over: its middle is that of what has passed.
 */
export function weightAt({ start, hours }: CountDocument, window: Window, instant: Date, counted: Date): number {
  const end = Math.min(start.getTime() + hours * hour, counted.getTime());
  const age = instant.getTime() - (start.getTime() + end) / 2;
  const span = windows[window];
  return age < 0 || age > horizon * span ? 0 : 2 ** (-age / (halfLife * span));
}

/** @param counted when the documents were read */
export function rankArticles(documents: readonly CountDocument[], window: Window, counted: Date): Score[] {
  const weights = new Map<string, number>();
  for (const document of documents) {
    const weight = weightAt(document, window, counted, counted);
    if (weight === 0) continue;
    for (const { id, count } of document.reads) weights.set(id, (weights.get(id) ?? 0) + weight * count);
  }
  return inOrder(weights).map(([id, weight]) => ({ id, weight }));
}

/** Terms that at least so many readers have asked for on one day, told apart by one instance. */
export function rankTerms(
  documents: readonly CountDocument[],
  window: Window,
  counted: Date,
  enoughAskers: number,
): Term[] {
  const before = new Date(counted.getTime() - windows[window]);
  const was = publicTerms(documents, window, before, counted, enoughAskers);
  const rankThen = new Map(was.map(({ key }, at) => [key, at + 1]));
  return publicTerms(documents, window, counted, counted, enoughAskers).map(({ key, text }) => ({
    key,
    text,
    before: rankThen.get(key),
  }));
}

function publicTerms(
  documents: readonly CountDocument[],
  window: Window,
  instant: Date,
  counted: Date,
  enoughAskers: number,
): { key: string; text: string }[] {
  const weights = new Map<string, number>();
  const askers = new Map<string, number>();
  const forms = new Map<string, Map<string, number>>();
  for (const document of documents) {
    const weight = weightAt(document, window, instant, counted);
    if (weight === 0) continue;
    for (const term of document.terms) {
      weights.set(term.key, (weights.get(term.key) ?? 0) + weight * term.count);
      askers.set(term.key, Math.max(askers.get(term.key) ?? 0, term.askers));
      forms.set(term.key, addForms(forms.get(term.key) ?? new Map(), term));
    }
  }
  return inOrder(weights)
    .filter(([key]) => (askers.get(key) ?? 0) >= enoughAskers)
    .map(([key]) => ({ key, text: inOrder(forms.get(key) ?? new Map())[0]?.[0] ?? key }));
}

function addForms(counts: Map<string, number>, { forms }: CountedTerm): Map<string, number> {
  for (const { text, count } of forms) counts.set(text, (counts.get(text) ?? 0) + count);
  return counts;
}

/** The most first; of equals the first of the alphabet, so that all instances agree. */
const inOrder = (weights: ReadonlyMap<string, number>): [string, number][] =>
  [...weights].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
