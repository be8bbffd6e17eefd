import { once } from 'node:events';
import { ConfigError, hasSample, readConfig } from './config.js';
import { openGateway } from './gateway.js';
import { watchProcessErrors } from './http/process-errors.js';
import { fillSearchOnce, warmSearch } from './import/search.js';
import { fillIfEmpty } from './sample.js';
import { StoreError } from './store/errors.js';
import { keepShapeOfTicks, tuneHeap } from './tuning.js';

/** Milliseconds in which answers under way and the store must end, when the state of the process cannot be trusted. */
const closing = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  tuneHeap(config.CACHE_DOCUMENTS + config.CACHE_RESPONSES);
  keepShapeOfTicks();
  const gateway = await openGateway(config);
  watchProcessErrors({ report: gateway.processError, end: gateway.drain, deadline: config.DRAIN_TIME + closing });
  try {
    await fillSearchOnce(gateway.store);
    const sample = hasSample(config) ? await fillIfEmpty(gateway.store) : undefined;
    if (sample) process.stdout.write(`The store was empty: loaded the sample newsroom, ${sample.added} documents.\n`);
    await gateway.app.listen({ host: config.HOST, port: config.PORT });
  } catch (error) {
    await gateway.close();
    throw error;
  }
  // A search that comes before it is done waits; one that fails here fails there, with its reason.
  warmSearch(gateway.store).catch(() => undefined);
  const [{ address, port, family }] = gateway.app.addresses() as [{ address: string; port: number; family: string }];
  const host = family === 'IPv6' ? `[${address}]` : address;
  process.stdout.write(`Dateline (${gateway.store.kind} store) answers at http://${host}:${port}/graphql\n`);
  // SIGINT is somebody at the keyboard, who does not want to wait.
  const end = await Promise.race([
    once(process, 'SIGTERM').then(() => gateway.drain),
    once(process, 'SIGINT').then(() => gateway.close),
  ]);
  await end();
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
});

/** A line for what somebody can mend; everything for what nobody foresaw. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof StoreError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `${message.replace(/^listen /, '')}: something listens there already; stop it, or set PORT to another one.`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return `${message.replace(/^listen /, '')}: cannot listen there; set HOST and PORT to an address that is free.`;
  return (error as Error).stack ?? String(error);
}
