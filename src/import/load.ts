import type { Store } from '../store/store.js';
import { check } from './check.js';
import type { Parsed } from './documents.js';
import type { Input } from './input.js';
import type { Item } from './item.js';
import { type LoadItemsOptions, loadItems } from './load-items.js';
import { emptySummary, type Outcome, type Summary } from './outcome.js';
import type { Problem } from './problem.js';
import { fillSearch } from './search.js';

export interface LoadOptions {
  /** Says what would be done, and writes nothing. */
  dryRun?: boolean;
  now?: () => Date;
  onOutcome?(outcome: Outcome): void;
}

/**
 * Loads everything that the inputs hold: first all documents, which may point at one another in any order, then the
 * pages, one after the other, so that each is linked to all that is known by then. What is wrong is rejected with
 * its problems and the rest goes on.
 */
export async function load(inputs: AsyncIterable<Input>, store: Store, options: LoadOptions = {}): Promise<Summary> {
  const summary = emptySummary();
  const onOutcome = (outcome: Outcome) => {
    summary[outcome.change] += 1;
    options.onOutcome?.(outcome);
  };
  const reject = (...problems: Problem[]) =>
    onOutcome({ change: 'rejected', origin: problems[0] as Problem, problems });
  const settings = { dryRun: options.dryRun ?? false, now: (options.now ?? (() => new Date()))(), onOutcome };

  const items: Item[] = [];
  const pages: (Input & { format: 'page' })[] = [];
  for await (const input of inputs) {
    if (input.format === 'problem') reject(input.problem);
    else if (input.format === 'page') pages.push(input);
    else for await (const parsed of input.documents) collect(parsed, items, reject);
  }
  if (!settings.dryRun) await fillSearch(store);
  await loadItems(items, store, settings);
  if (pages.length > 0) await loadPages(pages, store, settings, reject);
  return summary;
}

/** What reads pages knows every country by name: only who has pages pays for it. */
async function loadPages(
  pages: (Input & { format: 'page' })[],
  store: Store,
  settings: LoadItemsOptions,
  reject: (...problems: Problem[]) => void,
): Promise<void> {
  const { pageItem } = await import('./page/item.js');
  for (const page of pages) {
    const item = await pageItem(page, store);
    if ('problems' in item) reject(...item.problems);
    else await loadItems([item], store, settings);
  }
}

function collect(parsed: Parsed, items: Item[], reject: (...problems: Problem[]) => void): void {
  const document = 'problem' in parsed ? [parsed.problem] : check(parsed.input, parsed.origin);
  if (Array.isArray(document)) reject(...document);
  else if ('origin' in parsed) items.push({ origin: parsed.origin, documents: [document] });
}
