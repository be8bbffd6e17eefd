/** How long operations may compute, in milliseconds, before the event loop has its turn: for other requests, timers, the health check. */
const length = 20;

let end: number | undefined;
/** What waits for a turn, by the operation that it belongs to: each operation has one turn after the other. */
const waiting = new Map<object, (() => void)[]>();

/** Whether the time is over that operations may compute in this turn of the event loop. */
export function isSliceOver(): boolean {
  end ??= newSlice();
  return performance.now() >= end;
}

function newSlice(): number {
  setImmediate(nextTurn);
  return performance.now() + length;
}

/** Resolves in a later turn of the event loop. @param operation any object that stands for it */
export function laterTurn(operation: object): Promise<void> {
  return new Promise((resolve) => {
    const tasks = waiting.get(operation);
    if (tasks) tasks.push(resolve);
    else waiting.set(operation, [resolve]);
  });
}

/**
 * Runs a computation to its end, with a pause before it or at one of its `yield`s whenever others have waited for a slice.
 *
 * @param check throws after a pause where there is no use in going on
 */
export async function inSlices<R>(computation: Generator<void, R>, check: () => void): Promise<R> {
  try {
    for (;;) {
      if (isSliceOver()) {
        await laterTurn(computation);
        check();
      }
      const step = computation.next();
      if (step.done) return step.value;
    }
  } finally {
    computation.return(undefined as R);
  }
}

/** Runs a computation to its end at once. */
export function atOnce<R>(computation: Generator<void, R>): R {
  for (;;) {
    const step = computation.next();
    if (step.done) return step.value;
  }
}

function nextTurn(): void {
  end = undefined;
  const [next] = waiting;
  if (!next) return;
  end = newSlice();
  const [operation, tasks] = next;
  waiting.delete(operation);
  const task = tasks.pop();
  if (tasks.length > 0) waiting.set(operation, tasks);
  task?.();
}
