/** A number that was measured, and what it should be. */
export interface Figure {
  value: number;
  /** What it is a number of, or a multiple of: `ms`, `MB`, `× Mercurius`. */
  unit: string;
  goal?: Goal;
}
export interface Goal {
  is: '≥' | '>' | '≤' | '<';
  limit: number;
}

/** The middle one, or between the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

/** The smallest value that at least this share of them does not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? Number.NaN;
}

const comparisons: Record<Goal['is'], (value: number, limit: number) => boolean> = {
  '≥': (value, limit) => value >= limit,
  '>': (value, limit) => value > limit,
  '≤': (value, limit) => value <= limit,
  '<': (value, limit) => value < limit,
};

/** Undefined where no goal is set. What could not be measured has not met its goal. */
export const isMet = ({ value, goal }: Figure): boolean | undefined => goal && comparisons[goal.is](value, goal.limit);

/** Three digits that count, whole numbers above a hundred. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}
