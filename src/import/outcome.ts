import type { Origin } from './item.js';
import type { Change } from './prepare.js';
import type { Problem } from './problem.js';

/** What became of one item. */
export type Outcome =
  | {
      change: Change;
      origin: Origin;
      type: string;
      slug: string /** How many documents it brought along, by type. */;
      with: Record<string, number>;
    }
  | { change: 'rejected'; origin: Origin; problems: Problem[] };

export type Summary = Record<Outcome['change'], number>;
export const emptySummary = (): Summary => ({ added: 0, updated: 0, unchanged: 0, rejected: 0 });
