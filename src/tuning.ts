import { executionAsyncResource } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';

/**
 * V8 puts objects of which many lived on at first, as those of slow requests while caches fill, into the old generation from then
 * on. There each request's hold on to the next one's until a major collection: a tenth of all time, and garbage by the
 * hundred megabytes. And on a machine with much memory it lets garbage pile up to several times what lives, which with caches is
 * much; without them, to look more often costs more than it saves.
 *
 * @param cacheBytes what all caches together may hold
 */
export function tuneHeap(cacheBytes: number): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
  if (cacheBytes > 0) setFlagsFromString('--heap-growing-percent=50');
}

const kept: object[] = [];

/**
 * Holds one tick of Node.js, whose shape V8 forgets when a major collection comes while there is none; and with each shape
 * forgotten and made anew, as while a text index is made before anybody asks, it optimizes less. Six ticks to a request then
 * take a tenth of what a cached answer does.
 */
export function keepShapeOfTicks(): void {
  process.nextTick(() => kept.push(executionAsyncResource()));
}
