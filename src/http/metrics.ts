import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Reports } from './graphql/route.js';
import type { ProcessErrorKind } from './process-errors.js';

export interface Metrics extends Reports {
  contentType: string;
  processError(kind: ProcessErrorKind): void;
  text(): Promise<string>;
}

/** Something that keeps entries within a number of bytes. */
export interface Weighed {
  readonly size: number;
  readonly calculatedSize: number;
  readonly maxSize: number;
}

/** What is counted, in Prometheus' text format. A registry for each app, so that two in one process do not share their numbers. */
export function metrics(lastChange: () => number | undefined): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const operations = new Counter({
    name: 'dateline_operations_total',
    help: 'GraphQL operations answered, by type and by how they ended: ok, or the code of the first error.',
    labelNames: ['type', 'outcome'] as const,
    registers,
  });
  const duration = new Histogram({
    name: 'dateline_operation_duration_seconds',
    help: 'Time from request to answer of a GraphQL operation.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const commands = new Counter({
    name: 'dateline_store_commands_total',
    help: 'Commands sent to the store by operations.',
    registers,
  });
  const processErrors = new Counter({
    name: 'dateline_process_errors_total',
    help: 'Errors that belong to no request: unhandledRejection, after which the gateway goes on, and uncaughtException, after which it ends.',
    labelNames: ['kind'] as const,
    registers,
  });
  for (const kind of ['unhandledRejection', 'uncaughtException'] as const) processErrors.inc({ kind }, 0);
  // Counted in a plain number: it is the one thing that happens tens of thousands of times a second.
  let hits = 0;
  new Counter({
    name: 'dateline_response_cache_hits_total',
    help: 'Answers that were kept from before; they are not among the operations.',
    registers,
    collect() {
      this.reset();
      this.inc(hits);
    },
  });
  new Gauge({
    name: 'dateline_last_change',
    help: 'Number of the newest step of the change feed that this instance has passed: nothing older is answered any more.',
    registers,
    collect() {
      const number = lastChange();
      if (number !== undefined) this.set(number);
    },
  });
  const kept = new Map<string, Weighed>();
  const ofCaches = (name: string, help: string, value: (cache: Weighed) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['cache'] as const,
      registers,
      collect() {
        for (const [cache, weighed] of kept) this.set({ cache }, value(weighed));
      },
    });
  ofCaches('dateline_cache_bytes', 'Bytes that a cache holds, by its own estimate.', (cache) => cache.calculatedSize);
  ofCaches('dateline_cache_limit_bytes', 'Bytes that a cache holds at most.', (cache) => cache.maxSize);
  ofCaches('dateline_cache_entries', 'Entries that a cache holds.', (cache) => cache.size);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    operation(record) {
      operations.inc({ type: record.type ?? 'none', outcome: record.errors[0] ?? 'ok' });
      duration.observe(record.milliseconds / 1000);
      commands.inc(record.commands);
    },
    processError(kind) {
      processErrors.inc({ kind });
    },
    hit() {
      hits += 1;
    },
    caches(caches) {
      for (const [name, cache] of Object.entries(caches)) if (cache) kept.set(name, cache);
    },
  };
}
