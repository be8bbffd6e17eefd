import { type Bench, type Part, section } from '../bench.js';
import { frontPage } from '../content/queries.js';
import { against, sampled } from '../report/sampled.js';
import type { Speed } from '../report/table.js';
import { speedOf } from '../running/load.js';
import { Newsroom } from '../running/newsroom.js';
import { target } from './pages.js';

const perSecond = 10;
/** A second of each differs from the next by an eighth: the median of thirty was wrong by up to 5 %. */
const rounds = { quick: 3, full: 45 };
const warmUpSeconds = { quick: 4, full: 12 };

/** The front page out of the cache while every article that is published appears on it. */
export const publishing: Part = {
  name: 'publishing',
  quick: true,
  async measure(bench) {
    const newsroom = await Newsroom.open(bench.uri());
    const [quiet, busy]: [Speed[], Speed[]] = [[], []];
    let from = bench.articles + 1_000_000;
    let published = 0;
    let seconds = 0;
    try {
      from += await warmUp(bench, newsroom, from);
      for (let round = 0; round < (bench.quick ? rounds.quick : rounds.full); round += 1) {
        quiet.push(await speed(bench));
        const started = performance.now();
        await newsroom.publish({ from, perSecond, section });
        busy.push(await speed(bench));
        const written = await newsroom.stop();
        seconds += (performance.now() - started) / 1000;
        published += written;
        from += written;
      }
    } finally {
      await newsroom.end();
    }
    const [without, during] = [sampled(quiet), sampled(busy)];
    return [
      {
        what: `front page: Dateline, hot, while ${perSecond} articles a second are published`,
        speed: during,
        figures: [
          against(during, without, 'hot', { is: '≥', limit: 0.8 }),
          { value: published / seconds, unit: 'published/s' },
        ],
      },
    ];
  },
};

/**
 * Both have been at it for long: the first hundreds of articles cost a process several times as much as later ones, and after
 * four hundred V8 still spends a quarter of a publisher's time on compiling.
 */
async function warmUp(bench: Bench, newsroom: Newsroom, from: number): Promise<number> {
  await newsroom.publish({ from, perSecond: 10 * perSecond, section });
  await speed(bench, bench.quick ? warmUpSeconds.quick : warmUpSeconds.full);
  return newsroom.stop();
}

async function speed(bench: Bench, seconds = 1): Promise<Speed> {
  return speedOf(bench.load, target(await bench.gateway('hot'), [frontPage(section)]), seconds);
}
