import { maxArticles, maxTerms } from './document.js';

export interface CountedTerm {
  /** Folded by `nameKey`. */
  key: string;
  count: number;
  /** The most distinct readers that one instance has seen ask for it on one day. */
  askers: number;
  /** How they write it. */
  forms: { text: string; count: number }[];
}

export interface Counted {
  reads: { id: string; count: number }[];
  terms: CountedTerm[];
}

/** Ways of writing one term that are told apart. */
const maxForms = 5;

/**
 * Counts in memory, bounded: when there are twice as many entries as a document holds, the half that is counted least is
 * forgotten, of equals those that came first.
 */
export class Tally {
  #reads = new Map<string, number>();
  #terms = new Map<string, CountedTerm>();

  get isEmpty(): boolean {
    return this.#reads.size + this.#terms.size === 0;
  }

  get articleIds(): string[] {
    return [...this.#reads.keys()];
  }

  addRead(id: string, count = 1): void {
    this.#reads.set(id, (this.#reads.get(id) ?? 0) + count);
    if (this.#reads.size > 2 * maxArticles) this.#reads = new Map(most([...this.#reads], maxArticles, ([, n]) => n));
  }

  addTerm({ key, count, askers, forms }: CountedTerm): void {
    const known = this.#terms.get(key);
    this.#terms.set(key, {
      key,
      count: (known?.count ?? 0) + count,
      askers: Math.max(known?.askers ?? 0, askers),
      forms: joinForms(known?.forms ?? [], forms),
    });
    if (this.#terms.size > 2 * maxTerms) {
      this.#terms = new Map(most([...this.#terms], maxTerms, ([, term]) => term.count));
    }
  }

  add({ reads, terms }: Counted): this {
    for (const { id, count } of reads) this.addRead(id, count);
    for (const term of terms) this.addTerm(term);
    return this;
  }

  forgetReads(of: (id: string) => boolean): void {
    for (const id of this.#reads.keys()) if (of(id)) this.#reads.delete(id);
  }

  forgetTerms(which: (term: CountedTerm) => boolean): void {
    for (const [key, term] of this.#terms) if (which(term)) this.#terms.delete(key);
  }

  /** As much as a document holds, the most first. */
  counted(): Counted {
    const reads = most([...this.#reads], maxArticles, ([, count]) => count);
    return {
      reads: reads.map(([id, count]) => ({ id, count })),
      terms: most([...this.#terms.values()], maxTerms, ({ count }) => count),
    };
  }
}

/** What came last wins among equals: what came first has had its chance. */
const most = <T>(entries: T[], size: number, count: (entry: T) => number): T[] =>
  entries
    .reverse()
    .sort((a, b) => count(b) - count(a))
    .slice(0, size);

function joinForms(known: CountedTerm['forms'], more: CountedTerm['forms']): CountedTerm['forms'] {
  const counts = new Map(known.map(({ text, count }) => [text, count]));
  for (const { text, count } of more) counts.set(text, (counts.get(text) ?? 0) + count);
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, maxForms);
}
