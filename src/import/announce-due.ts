import type { Article } from '../content/article/article.type.js';
import { nextInstant } from '../content/article/lifecycle.js';
import { collectionOf } from '../content/index.js';
import { nodeKey } from '../graph/node.js';
import { StoreError } from '../store/errors.js';
import type { Store } from '../store/store.js';
import { writeAndAnnounce } from './announce.js';
import { type Counted, guardedReplacement } from './guarded.js';

/** Milliseconds for which the change feed keeps quiet: on no instance whose clock is a little behind has it come or gone too early. */
export const quietFor = 1000;
const batchSize = 50;

/**
 * Tells the change feed of what has come or gone without a write, in its order and each once: the instant is taken from the
 * article in one transaction with the step, so that of several instances one succeeds, and what nobody told of is still there.
 */
export async function announceDue(store: Store, now: Date): Promise<void> {
  const collection = collectionOf('article');
  const due = { untoldAt: { $lte: new Date(now.getTime() - quietFor) } };
  const options = { sort: { untoldAt: 1, _id: 1 }, limit: batchSize } as const;
  const articles = await store.collection<Article & Counted>(collection).find(due, options).toArray();
  for (const article of articles) {
    const told = { ...article, untoldAt: nextInstant(article, article.untoldAt as Date) };
    const previous = new Map([[nodeKey('article', article._id), article]]);
    try {
      await writeAndAnnounce(store, [guardedReplacement(collection, told, article.rev ?? 0)], previous);
    } catch (error) {
      // Somebody else has told of it, or has changed the article: what is left to be told is found the next time.
      if (!(error instanceof StoreError && error.code === 'CONFLICT')) throw error;
    }
  }
}

/** How often it is looked whether there is anything to tell, in milliseconds. */
const look = 1000;

/** Keeps telling, until it is closed. The store is only asked when there is something that is due. */
export function announcing(store: Store, agenda: Pick<Due, 'isOverdue'>, onProblem: (error: unknown) => void) {
  let busy: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    const now = new Date();
    if (isBusy || !agenda.isOverdue(now.getTime() - quietFor)) return;
    isBusy = true;
    busy = announceDue(store, now)
      .catch(onProblem)
      .finally(() => {
        isBusy = false;
      });
  }, look).unref();
  return {
    async close(): Promise<void> {
      clearInterval(timer);
      await busy;
    },
  };
}

interface Due {
  /** Whether something is to be told of that came or went before this instant. */
  isOverdue(instant: number): boolean;
}
