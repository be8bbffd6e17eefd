import { type Figure, isMet, shown } from './figures.js';

/** One line of the report: who answered what how fast, or whatever else was measured. */
export interface Row {
  what: string;
  /** Medians over the rounds. */
  speed?: Speed;
  figures: Figure[];
}
export interface Speed {
  perSecond: number;
  /** Milliseconds from request to answer. */
  p50: number;
  p99: number;
  /** Milliseconds that the answering process computes for one answer. */
  cpu: number;
}

const header = ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms', 'figure', 'goal', ''];

/** All rows as one table in Markdown. */
export function table(rows: readonly Row[]): string {
  const cells = [header, header.map(() => ''), ...rows.map(line)];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] as string).length), 3));
  const isNumber = (column: number) => column >= 1 && column <= 4;
  const text = cells.map((row, at) =>
    row.map((cell, column) => {
      const width = widths[column] as number;
      if (at === 1) return isNumber(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
      return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
    }),
  );
  return text.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function line({ what, speed, figures }: Row): string[] {
  const numbers = speed ? [speed.perSecond, speed.p50, speed.p99, speed.cpu].map(shown) : ['', '', '', ''];
  const each = (show: (figure: Figure) => string) => figures.map(show).filter(Boolean).join(', ');
  return [
    what,
    ...numbers,
    each(({ value, unit }) => `${shown(value)} ${unit}`),
    each(({ goal, unit }) => (goal ? `${goal.is} ${shown(goal.limit)} ${unit}` : '')),
    verdict(figures),
  ];
}

/** A row meets its goals when it meets all of them. */
function verdict(figures: readonly Figure[]): string {
  const verdicts = figures.map(isMet).filter((met) => met !== undefined);
  if (verdicts.length === 0) return '';
  return verdicts.every(Boolean) ? 'met' : 'not met';
}
