import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { OperationRecord } from '../graph/operation-log.js';

/** `/metrics` in Prometheus' text format. A registry for each app, so that two in one process do not share their numbers. */
export function metricsRoute(app: FastifyInstance): (record: OperationRecord) => void {
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
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  return (record) => {
    operations.inc({ type: record.type ?? 'none', outcome: record.errors[0] ?? 'ok' });
    duration.observe(record.milliseconds / 1000);
    commands.inc(record.commands);
  };
}
