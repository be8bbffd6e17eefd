import { type Part, section } from '../bench.js';
import { frontPage, type Operation } from '../content/queries.js';
import { ask, type Server } from '../running/servers.js';

/** What the store is asked for one front page, however long it is. (That it is one command for each collection and depth is a test.) */
export const commands: Part = {
  name: 'commands',
  quick: true,
  async measure(bench) {
    const gateway = await bench.gateway('cold');
    const one = await commandsOf(gateway, frontPage(section, 1));
    const hundred = await commandsOf(gateway, frontPage(section, 100));
    return [
      {
        what: 'store commands for a front page of 100',
        figures: [
          { value: hundred / one, unit: '× those for 1', goal: { is: '≤', limit: 1 } },
          { value: hundred, unit: 'commands' },
        ],
      },
    ];
  },
};

async function commandsOf(gateway: Server, operation: Operation): Promise<number> {
  const before = await counter(gateway);
  await ask(gateway, operation);
  return (await counter(gateway)) - before;
}

async function counter({ url }: Server): Promise<number> {
  const metrics = await (await fetch(new URL('/metrics', url))).text();
  const [, value] = /^dateline_store_commands_total (\d+)$/m.exec(metrics) ?? [];
  return Number(value);
}
