import { type Figure, type Goal, median } from './figures.js';
import type { Speed } from './table.js';

/** Medians over rounds, and the rounds themselves. */
export interface Sampled extends Speed {
  rounds: readonly Speed[];
}

export function sampled(rounds: readonly Speed[]): Sampled {
  const of = (what: keyof Speed) => median(rounds.map((speed) => speed[what]));
  const middle = { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), cpu: of('cpu') };
  return { ...middle, rounds };
}

/**
 * How many times as much one answers as another one: the median of what it was in each round, for a machine may be twice as
 * fast in one round as in the next.
 */
export const against = (one: Sampled, other: Sampled, name: string, goal?: Goal): Figure => ({
  value: median(one.rounds.map(({ perSecond }, round) => perSecond / (other.rounds[round]?.perSecond ?? Number.NaN))),
  unit: `× ${name}`,
  ...(goal && { goal }),
});
