import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * GraphiQL's files by name, zipped. The package holds them as texts of 9 MB: a thread of its own reads and zips them,
 * so that requests are answered meanwhile and the memory is given back afterwards.
 */
export async function loadGraphiql(): Promise<Map<string, Uint8Array>> {
  const worker = new Worker(new URL('./graphiql.worker.js', import.meta.url));
  const [files] = await once(worker, 'message');
  return files;
}
