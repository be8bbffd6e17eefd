import type { Store } from '../store/store.js';
import { Catalogue } from './catalogue/catalogue.js';
import { check } from './check.js';
import { rejectDangling } from './dangling.js';
import type { Input } from './input.js';
import type { CheckedDocument } from './item.js';
import { claimProblem, type Loading, loadItem, loadManifest, mostItems } from './load-items.js';
import { Manifest } from './manifest.js';
import { emptySummary, type Outcome, type Summary } from './outcome.js';
import type { Problem } from './problem.js';
import { fillSearchOnce } from './search.js';

/** How many documents are looked up in the store together. */
const batchSize = 500;

export interface LoadOptions {
  /** Says what would be done, and writes nothing. */
  dryRun?: boolean;
  now?: () => Date;
  onOutcome?(outcome: Outcome): void;
}

type Page = Input & { format: 'page' };

/**
 * Loads everything that the inputs hold: first all documents, which may point at one another in any order, then the
 * pages, one after the other, so that each is linked to all that is known by then. What is wrong is rejected with
 * its problems and the rest goes on. Documents are read twice, first to know them all, then in the order of their types to
 * write them: none is held in between.
 */
export async function load(inputs: AsyncIterable<Input>, store: Store, options: LoadOptions = {}): Promise<Summary> {
  const summary = emptySummary();
  const onOutcome = (outcome: Outcome) => {
    summary[outcome.change] += 1;
    options.onOutcome?.(outcome);
  };
  const settings = {
    dryRun: options.dryRun ?? false,
    now: (options.now ?? (() => new Date()))(),
    batch: { items: mostItems },
    onOutcome,
  };
  const loading: Loading = { ...settings, store, catalogue: new Catalogue(store) };
  const manifest = new Manifest();
  try {
    if (!settings.dryRun) await fillSearchOnce(store);
    const pages = await survey(inputs, manifest, loading);
    await rejectDangling(manifest, loading);
    await loadManifest(manifest, loading);
    if (pages.length > 0) await loadPages(pages, { ...settings, store });
  } finally {
    await manifest.close();
  }
  return summary;
}

const reject = ({ onOutcome }: Pick<Loading, 'onOutcome'>, problems: Problem[]): void =>
  onOutcome({ change: 'rejected', origin: problems[0] as Problem, problems });

/** The first reading: checks every document and gives it its id. Pages are handed back. */
async function survey(inputs: AsyncIterable<Input>, manifest: Manifest, loading: Loading): Promise<Page[]> {
  const pages: Page[] = [];
  let waiting: { document: CheckedDocument; number: number }[] = [];
  const claim = async () => {
    await loading.catalogue.read(waiting.map(({ document }) => document));
    for (const { document, number } of waiting) claimOne(document, number, manifest, loading);
    waiting = [];
  };
  for await (const input of inputs) {
    if (input.format === 'problem') reject(loading, [input.problem]);
    else if (input.format === 'page') pages.push(input);
    else {
      manifest.addSource(input);
      for await (const parsed of input.documents) {
        const document = 'problem' in parsed ? [parsed.problem] : check(parsed.input, parsed.origin);
        if (Array.isArray(document)) reject(loading, document);
        else if ('origin' in parsed) waiting.push({ document, number: manifest.add(document.type, parsed) });
        if (waiting.length === batchSize) await claim();
      }
    }
  }
  await claim();
  return pages;
}

function claimOne(document: CheckedDocument, number: number, manifest: Manifest, loading: Loading): void {
  const claimed = loading.catalogue.claim(document, number);
  if ('id' in claimed) return;
  manifest.reject(number);
  const problem = claimProblem(claimed, document, manifest.origin(number), (other) => manifest.origin(other));
  reject(loading, [problem]);
}

/** What reads pages knows every country by name: only who has pages pays for it. */
async function loadPages(pages: Page[], settings: Omit<Loading, 'catalogue'>): Promise<void> {
  const { pageItem } = await import('./page/item.js');
  for (const page of pages) {
    const item = await pageItem(page, settings.store);
    if ('problems' in item) reject(settings, item.problems);
    else await loadItem(item, { ...settings, catalogue: new Catalogue(settings.store) });
  }
}
