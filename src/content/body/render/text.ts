import type { Flow, Spans } from '../flow.js';

export interface Written {
  text: string;
  /** Where each run of spans begins in it. */
  starts: ReadonlyMap<Spans, number>;
  /** Where the first gap is: up to there the text is what it will be, whatever fills it. */
  gap: number | undefined;
}

/** The words of what is shown, line by line; without words no line. */
export function write(flows: readonly Flow[]): Written {
  const lines: string[] = [];
  const starts = new Map<Spans, number>();
  let length = 0;
  let gap: number | undefined;
  for (const line of flows.flatMap((flow) => [...linesOf(flow)])) {
    if (line === 'gap') {
      gap ??= length;
      continue;
    }
    const start = length + (lines.length > 0 ? 1 : 0);
    const words = 'spans' in line ? textOf(line.spans) : line.text;
    if ('spans' in line) starts.set(line.spans, start);
    if (words === '') continue;
    lines.push(words);
    length = start + words.length;
  }
  return { text: lines.join('\n'), starts, gap };
}

export const textOf = (spans: Spans): string => spans.map(({ text }) => text).join('');

type Line = { spans: Spans } | { text: string } | 'gap';

function* linesOf(flow: Flow): Generator<Line> {
  switch (flow.show) {
    case 'line':
    case 'heading':
      yield flow;
      break;
    case 'list':
      yield* flow.items;
      break;
    case 'entries':
      for (const { term, spans } of flow.entries) yield* [{ spans: term }, { spans }];
      break;
    case 'table':
      yield { text: flow.caption };
      for (const cells of [flow.header, ...flow.rows]) yield { text: cells.join('\t') };
      break;
    case 'markup':
      yield flow;
      break;
    case 'box':
      for (const inner of flow.flows) yield* linesOf(inner);
      break;
    case 'gap':
      yield 'gap';
  }
}
