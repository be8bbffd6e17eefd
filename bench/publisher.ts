import { readConfig } from '../src/config.js';
import type { NativeDocument } from '../src/content/documents.js';
import { openContentStore } from '../src/content-store.js';
import { load } from '../src/import/load.js';
import { article } from './content/article.js';

/**
 * A newsroom's own process: writes what it is told to through the importer, and says when it is committed. It ends when
 * whoever forked it has gone.
 */
export type Order = { write: Correction } | { publish: Publishing } | { stop: true };

/** An article, which may be one that is there already. */
export interface Correction {
  number: number;
  section: string;
  headline: string;
}

/** New articles from this number on, evenly over each second. */
export interface Publishing {
  from: number;
  perSecond: number;
  section: string;
}

/** Nanoseconds of the machine's monotonic clock, which all its processes share. */
export type Acknowledgement = { committed: string } | { published: number };

const store = await openContentStore(readConfig(process.env));
let timer: NodeJS.Timeout | undefined;
let published = 0;
let last: Promise<void> = Promise.resolve();

process.on('disconnect', () => process.exit(0));
process.on('message', (order: Order) => void carryOut(order));
process.send?.({ ready: true });

async function carryOut(order: Order): Promise<void> {
  if ('write' in order) {
    const { number, ...changes } = order.write;
    await write({ ...article(number), ...changes });
    tell({ committed: String(process.hrtime.bigint()) });
  } else if ('publish' in order) {
    const { from, perSecond, section } = order.publish;
    let number = from;
    published = 0;
    timer = setInterval(() => {
      const next = { ...article(number), section };
      number += 1;
      last = last.then(() => write(next));
    }, 1000 / perSecond);
  } else {
    clearInterval(timer);
    await last;
    tell({ published });
  }
}

async function write(document: NativeDocument): Promise<void> {
  const { added, updated } = await load(inputs(document), store);
  if (added + updated !== 1) throw new Error(`${document.slug} was not written.`);
  published += 1;
}

async function* inputs(input: NativeDocument) {
  yield { format: 'documents' as const, documents: [{ origin: { file: 'bench' }, input }] };
}

const tell = (acknowledgement: Acknowledgement) => process.send?.(acknowledgement);
