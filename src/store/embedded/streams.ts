import type { Doc } from '../store.js';

export type Order = (a: Doc, b: Doc) => number;

export function* chained<T>(streams: Iterable<T>[]): Iterable<T> {
  for (const each of streams) yield* each;
}

/** Streams that are each in order, as one that is. */
export function* merged(streams: Iterable<Doc>[], order: Order): Iterable<Doc> {
  interface Head {
    document: Doc;
    rest: Iterator<Doc>;
  }
  /** The next document comes last, where it is cheapest to take away. */
  const heads: Head[] = [];
  const advance = (rest: Iterator<Doc>) => {
    const next = rest.next();
    if (next.done) return;
    let low = 0;
    for (let high = heads.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (order((heads[middle] as Head).document, next.value) > 0) low = middle + 1;
      else high = middle;
    }
    heads.splice(low, 0, { document: next.value, rest });
  };
  try {
    for (const each of streams) advance(each[Symbol.iterator]());
    for (let head = heads.pop(); head !== undefined; head = heads.pop()) {
      const { document, rest } = head;
      let taken = false;
      try {
        yield document;
        taken = true;
      } finally {
        if (!taken) rest.return?.();
      }
      advance(rest);
    }
  } finally {
    for (const { rest } of heads) rest.return?.();
  }
}
