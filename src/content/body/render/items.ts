import type { Spans } from '../flow.js';

/** An item with the items below it. */
export interface Item {
  spans: Spans;
  below: Item[];
}

/** Items by their levels. A list may open several levels at once; each needs an item of its own to hang on. */
export function byLevel(items: readonly { level: number; spans: Spans }[]): Item[] {
  const top: Item[] = [];
  let open: Item[][] = [top];
  for (const { level, spans } of items) {
    open = open.slice(0, level + 1);
    while (open.length <= level) {
      const siblings = open.at(-1) as Item[];
      if (siblings.length === 0) siblings.push({ spans: [], below: [] });
      open.push((siblings.at(-1) as Item).below);
    }
    open.at(-1)?.push({ spans, below: [] });
  }
  return top;
}
