import { SingleBar } from 'cli-progress';
import type { Outcome, Summary } from './outcome.js';
import { describe, whereIs } from './problem.js';

/** A list of this many lines can still be read; longer loads get the problems and the sums. */
const readable = 200;
/** A load that is done sooner needs no bar. */
const barAfter = 1000;

/** What `npm run seed` prints: a line for each item, problems at once, a progress bar on a terminal for long loads. */
export class Report {
  readonly #bar = new SingleBar({
    format: 'loading {value} items · {duration_formatted}',
    clearOnComplete: true,
    stream: process.stderr,
  });
  readonly #started = Date.now();
  #count = 0;
  #barShown = false;

  constructor(
    private readonly dryRun: boolean,
    private readonly out: NodeJS.WriteStream = process.stdout,
    private readonly errors: NodeJS.WriteStream = process.stderr,
  ) {}

  readonly onOutcome = (outcome: Outcome): void => {
    this.#count += 1;
    if (outcome.change === 'rejected') {
      for (const problem of outcome.problems) this.errors.write(`rejected   ${describe(problem)}\n`);
    } else if (this.#count <= readable) {
      this.out.write(
        `${this.#verb(outcome.change)} ${outcome.type} ${outcome.slug}${withOthers(outcome.with)}  (${whereIs(outcome.origin)})\n`,
      );
    } else if (this.#count === readable + 1) {
      this.out.write('… and more; from here on only what is rejected is listed\n');
    }
    this.#progress();
  };

  /** The last line, as scripts rely on it. */
  end(summary: Summary): void {
    if (this.#barShown) this.#bar.stop();
    const { added, updated, unchanged, rejected } = summary;
    if (this.dryRun) this.out.write('Nothing was written: this is what a run without --dry-run would do.\n');
    this.out.write(`${added} added, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected\n`);
  }

  #verb(change: string): string {
    return (this.dryRun && change !== 'unchanged' ? `would be ${change}` : change).padEnd(this.dryRun ? 17 : 10);
  }

  #progress(): void {
    if (!this.errors.isTTY || Date.now() - this.#started < barAfter) return;
    if (!this.#barShown) this.#bar.start(0, 0);
    this.#barShown = true;
    this.#bar.update(this.#count);
  }
}

function withOthers(others: Record<string, number>): string {
  const parts = Object.entries(others).map(([type, count]) => `${count} ${count === 1 ? type : plural(type)}`);
  return parts.length === 0 ? '' : ` with ${parts.join(', ')}`;
}

const plural = (type: string) => (type === 'person' ? 'people' : type === 'policy' ? 'policies' : `${type}s`);
