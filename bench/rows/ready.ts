import type { Bench, Part } from '../bench.js';
import { median } from '../report/figures.js';
import { startByNpm } from '../running/servers.js';

/** From `npm start`, with everything built and a full store, to the first yes of /readyz. */
export const ready: Part = {
  name: 'ready',
  quick: true,
  async measure(bench) {
    const times: number[] = [];
    for (let round = 0; round < (bench.quick ? 1 : 5); round += 1) times.push(await secondsToReady(bench));
    return [
      { what: 'ready after npm start', figures: [{ value: median(times), unit: 's', goal: { is: '≤', limit: 2 } }] },
    ];
  },
};

async function secondsToReady(bench: Bench): Promise<number> {
  const started = performance.now();
  const npm = startByNpm({ MONGODB_URI: bench.uri() });
  try {
    const url = await npm.says(/answers at (http:\S+)/);
    const { status } = await fetch(new URL('/readyz', url));
    if (status !== 200) throw new Error(`/readyz answered ${status} when the server said that it answers.`);
    return (performance.now() - started) / 1000;
  } finally {
    await npm.end();
  }
}
