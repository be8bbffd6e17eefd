import { Mark } from '../body.type.js';
import type { Spans } from '../flow.js';
import type { Found } from '../kind.js';

export interface Anchor {
  href: string;
  title: string | null;
}

/** Words, or what is set alike or leads to one place. */
export type Inline = { text: string } | { wrap: Mark | Anchor; inner: Inline[] };

interface Piece {
  text: string;
  wraps: readonly (Mark | Anchor)[];
}

/** Spans as a tree in which neighbours that are set alike share an element; links stand outside, code inside, where there is a choice. */
export function nested(spans: Spans, found: Found, marks: ReadonlySet<Mark> = allMarks): Inline[] {
  const anchors = new Map<string, Anchor>();
  return nest(
    spans.flatMap(({ text, marks: set, link }): Piece[] => {
      const href = link ? found.href(link) : undefined;
      const anchor = href === undefined ? [] : [shared({ href, title: link?.title ?? null }, anchors)];
      return text === '' ? [] : [{ text, wraps: [...anchor, ...set.filter((mark) => marks.has(mark))] }];
    }),
  );
}

const allMarks: ReadonlySet<Mark> = new Set(Object.keys(Mark) as Mark[]);

/** Links to one place with one title are one link. */
function shared(anchor: Anchor, known: Map<string, Anchor>): Anchor {
  const key = JSON.stringify(anchor);
  const one = known.get(key) ?? anchor;
  known.set(key, one);
  return one;
}

function nest(pieces: readonly Piece[]): Inline[] {
  const nodes: Inline[] = [];
  for (let at = 0; at < pieces.length; ) {
    const { text, wraps } = pieces[at] as Piece;
    const [wrap, length] = longest(wraps, pieces, at);
    const last = nodes.at(-1);
    if (wrap === undefined) {
      if (last && 'text' in last) last.text += text;
      else nodes.push({ text });
    } else {
      const inside = pieces
        .slice(at, at + length)
        .map((piece) => ({ ...piece, wraps: piece.wraps.filter((other) => other !== wrap) }));
      nodes.push({ wrap, inner: nest(inside) });
    }
    at += length;
  }
  return nodes;
}

/** Of what is around a piece, that which goes on for most pieces. */
function longest(
  wraps: Piece['wraps'],
  pieces: readonly Piece[],
  from: number,
): [wrap: Piece['wraps'][number] | undefined, length: number] {
  let best: Piece['wraps'][number] | undefined;
  let most = 0;
  const outer = wraps.filter((wrap) => wrap !== 'CODE');
  for (const wrap of outer.length > 0 ? outer : wraps) {
    let to = from;
    while (pieces[to]?.wraps.includes(wrap)) to += 1;
    if (to - from > most) [best, most] = [wrap, to - from];
  }
  return [best, Math.max(most, 1)];
}

export const wordsIn = (nodes: readonly Inline[]): string =>
  nodes.map((node) => ('text' in node ? node.text : wordsIn(node.inner))).join('');
