import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from '../support/command.js';
import { loadInto } from '../support/graph.js';
import { articleDocument, world } from '../support/newsroom.js';
import { storeKinds } from '../support/stores.js';

/** A tenth as many are different from one another. `REQUESTS=1000000` is what is to be shown before a release. */
const requests = Number(process.env.REQUESTS ?? 2000);
const different = requests / 10;
/** A folder for a heap snapshot of the gateway, taken when all requests are answered. */
const snapshots = process.env.HEAP_SNAPSHOTS;
const clients = 16;
const megabyte = 1024 * 1024;

/** What differs: the query itself, its operation's name, its variables, the way in which it is asked. */
function asked(number: number): { url: string; init?: RequestInit } {
  const operation = {
    query: `query Q${number}($first: Int) { n${number}: articles(first: $first) { totalCount nodes { slug headline } } }`,
    operationName: `Q${number}`,
    variables: { first: (number % 5) + 1 },
  };
  if (number % 4 === 0) operation.query = 'query Same($slug: String!) { article(slug: $slug) { headline } }';
  if (number % 4 === 0) Object.assign(operation, { operationName: 'Same', variables: { slug: `herring-${number}` } });
  if (number % 4 === 1) {
    const parameters = new URLSearchParams({ ...operation, variables: JSON.stringify(operation.variables) });
    return { url: `/graphql?${parameters}` };
  }
  const sha256Hash = createHash('sha256').update(operation.query).digest('hex');
  const extensions = number % 4 === 2 ? { persistedQuery: { version: 1, sha256Hash } } : undefined;
  const headers = { 'content-type': 'application/json', 'accept-encoding': number % 2 ? 'br' : 'gzip' };
  return {
    url: '/graphql',
    init: { method: 'POST', headers, body: JSON.stringify({ ...operation, extensions }) },
  };
}

describe('a gateway that is asked for very many different things', () => {
  it('keeps each cache within its bytes', { timeout: 3_600_000 }, async (test) => {
    const [kind] = storeKinds;
    const place = await (kind as (typeof storeKinds)[number]).open();
    await loadInto(place.store, ...world, ...Array.from({ length: 10 }, (_, at) => articleDocument(at + 1)));
    // In the small run the caches are small as well, so that they are full.
    const bytes = requests < 1_000_000 ? String(megabyte / 8) : String(64 * megabyte);
    const server = new Command('bundle/main.js', [], {
      ...place.settings,
      PORT: '0',
      SAMPLE: 'off',
      LOG_LEVEL: 'silent',
      DRAIN_TIME: '0',
      CACHE_DOCUMENTS: bytes,
      CACHE_RESPONSES: bytes,
      ...(snapshots && { NODE_OPTIONS: `--heapsnapshot-signal=SIGUSR2 --diagnostic-dir=${snapshots}` }),
    });
    try {
      const address = await server.says(/answers at (\S+)\/graphql/);
      let next = 0;
      const client = async () => {
        while (next < requests) {
          next += 1;
          // Each comes twice in a row, so that its document and its answer are cached, and again later.
          const { url, init } = asked(Math.floor(next / 2) % different);
          let response = await fetch(address + url, init);
          // It says so where the machine is too slow for as much at once.
          for (; response.status === 503; response = await fetch(address + url, init)) {
            await response.text();
            await sleep(100);
          }
          const text = await response.text();
          assert.ok(response.status === 200 && !text.includes('"errors"'), text);
        }
      };
      await Promise.all(Array.from({ length: clients }, client));
      const text = await (await fetch(`${address}/metrics`)).text();
      if (snapshots) {
        server.child.kill('SIGUSR2');
        while ((await readdir(snapshots)).length === 0) await sleep(100);
      }
      const gauges = (name: string) =>
        Object.fromEntries(
          [...text.matchAll(new RegExp(`^dateline_cache_${name}{cache="(\\w+)"} (\\d+)`, 'gm'))].map(
            ([, cache, value]) => [cache as string, Number(value)],
          ),
        );
      const [held, limits] = [gauges('bytes'), gauges('limit_bytes')];
      const names = ['answers', 'documents', 'parsed', 'persisted', 'requests', 'responses'];
      assert.deepEqual(Object.keys(held).sort(), names);
      for (const name of names) assert.ok((held[name] as number) <= (limits[name] as number), `${name}: ${held[name]}`);
      assert.ok((held.responses as number) > (limits.responses as number) / 2, `${held.responses} of answers`);
      const process = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]) / megabyte;
      const rss = process('process_resident_memory_bytes');
      test.diagnostic(
        `${requests} requests: ${rss.toFixed(0)} MB resident, heap ${process('nodejs_heap_size_used_bytes').toFixed(0)} MB, ${JSON.stringify(held)}`,
      );
      assert.ok(rss < 800, `${rss} MB`);
    } finally {
      server.child.kill('SIGTERM');
      await server.end();
      await place.remove();
    }
  });
});
