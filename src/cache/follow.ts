import { setTimeout as wait } from 'node:timers/promises';
import type { Coming } from '../graph/coming.js';
import type { Changed } from '../graph/read-cache.js';
import { StoreError } from '../store/errors.js';
import type { Store, StoreChange } from '../store/store.js';
import { Agenda } from './agenda.js';
import { Freshness } from './freshness.js';

/** For how many milliseconds what has changed may be unknown: then what was kept is not answered with. */
const maxSilence = 240;
/** Milliseconds that anything is kept where the store cannot tell of changes. */
export const maxAgeUntold = 2000;
/** Milliseconds before a stream that broke is opened again. */
const pause = 100;
/** How often it is looked whether the agenda must be read again, in milliseconds; and how often it is where nobody tells of changes. */
const look = 1000;

export interface FollowOptions {
  store: Store;
  /** Fields that nobody looks at of what has changed. */
  without: readonly string[];
  /** Tags of what a change touches. */
  tagsOf(change: StoreChange): readonly string[];
  /** The document that a change has left; undefined where it says too little of it. */
  changedOf?(change: StoreChange, now: Date): Changed | undefined;
  /** Told of a change that has been passed: nothing that it made old is kept any more. */
  onPassed?(change: StoreChange): void;
  /** Told when changes are told of from now on, and of none that were before: nothing that these made old is kept. */
  onBegun?(): Promise<void>;
  /** What comes and goes by itself, or is untold, up to this instant. */
  readComing(until: Date): Promise<Coming[]>;
  /** What a change has made of that; undefined for what only changes when it is written. */
  comingOf(change: StoreChange): Coming | undefined;
  /** Told once when the store cannot tell of changes at all: what is kept must then expire by itself. */
  onUnsupported(): void;
  /** Told of what broke the stream; it is opened again. */
  onError(error: unknown): void;
  /** Milliseconds since 1970; left out: the machine's. */
  clock?: () => number;
}

export interface Following {
  freshness: Freshness;
  agenda: Agenda;
  /** Resolves when changes are told of, or cannot be. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Follows the store's changes. What is kept is trusted only while it is known what has changed until just now: when the store
 * falls silent everything is passed by until all that has happened since was told of; after a gap everything is dropped.
 */
export function follow({
  store,
  without,
  tagsOf,
  changedOf,
  onPassed,
  onBegun,
  readComing,
  comingOf,
  onUnsupported,
  onError,
  clock = Date.now,
}: FollowOptions): Following {
  const ending = new AbortController();
  /** All that was committed until then has been passed. */
  let known = Number.NEGATIVE_INFINITY;
  /** When the store was asked for what it tells of now. */
  let asked = Number.NEGATIVE_INFINITY;
  let isTold = false;
  let unsupported = false;
  let watched = false;
  let renewing: Promise<void> = Promise.resolve();
  let begun: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    begun = resolve;
  });

  const silence = () => performance.now() - known;
  const agenda = new Agenda(clock);
  const hearing = {
    silence: () => (unsupported ? 0 : silence()),
    maxAge: () => (unsupported ? maxAgeUntold : undefined),
    trusted: () => unsupported || (isTold && silence() <= maxSilence),
  };
  const freshness = new Freshness(hearing, agenda);

  function onPulse(): void {
    isTold = true;
    known = asked;
    asked = performance.now();
    if (hearing.trusted() && agenda.isCurrent) begun();
  }

  /** One at a time: what changes tell of meanwhile belongs to one reading. */
  function renew(): Promise<void> {
    renewing = renewing
      .catch(() => undefined)
      .then(() =>
        agenda.renew(async (until) => {
          const found = await readComing(until);
          // By what was known before; what that did not reach is not known to have been still.
          if (!freshness.keepsTime) freshness.clear();
          return found;
        }),
      );
    return renewing;
  }

  async function keepRenewing(): Promise<void> {
    while (!ending.signal.aborted) {
      // Not later than the next instant, so that what has come or gone is evicted though nobody asks.
      const still = Math.min(look, Math.max(1, agenda.left(agenda.next)));
      await wait(still, undefined, { signal: ending.signal }).catch(() => undefined);
      const isStale = !freshness.keepsTime || agenda.isOld;
      if (ending.signal.aborted || !(unsupported || (hearing.trusted() && isStale))) continue;
      await renew().catch(onError);
    }
  }

  async function once(after: string | undefined, onToken: (token: string) => void): Promise<void> {
    asked = performance.now();
    const stream = await store.watch({
      ...(after === undefined ? {} : { after }),
      documents: { without },
      signal: ending.signal,
      onPulse,
    });
    if (after === undefined) {
      // At the start there is nothing to drop.
      if (watched) freshness.clear();
      watched = true;
      agenda.forget();
      await renew();
      await onBegun?.();
    }
    for await (const change of stream) {
      const coming = comingOf(change);
      if (coming) agenda.put(coming);
      freshness.evict(tagsOf(change), changedOf?.(change, new Date(clock())));
      onPassed?.(change);
      onToken(change.token);
    }
  }

  async function run(): Promise<void> {
    let token: string | undefined;
    while (!ending.signal.aborted) {
      try {
        await once(token, (last) => {
          token = last;
        });
      } catch (error) {
        if (error instanceof StoreError && error.code === 'UNSUPPORTED') {
          await renew().catch(onError);
          unsupported = true;
          begun();
          return onUnsupported();
        }
        // Without a token to go on from, what was missed is not known.
        if (error instanceof StoreError && error.code === 'TOKEN_LOST') token = undefined;
        onError(error);
      }
      isTold = false;
      await wait(pause, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }

  const running = Promise.all([run(), keepRenewing()]);
  return {
    freshness,
    agenda,
    ready,
    async close() {
      ending.abort();
      await running;
    },
  };
}
