import type { Part } from '../bench.js';
import { articlePage } from '../content/queries.js';
import { memoryOf } from '../running/processes.js';
import { ask, type Server, startGateway } from '../running/servers.js';

const megabyte = 1024 * 1024;
/** Articles that are asked for one by one besides, so that whole answers are kept too. */
const pages = 2000;

const walk = /* GraphQL */ `query Walk($after: String) {
  articles(first: 100, after: $after) {
    nodes {
      headline
      mentions { concept { id name } }
      leadImage { image { url } }
      contributions { person { name roles { title organisation { name } } } }
      body { text }
    }
    pageInfo { endCursor hasNextPage }
  }
}`;

/** What the gateway holds after everything in the store was asked for once, its caches as the settings' defaults have them. */
export const memory: Part = {
  name: 'memory',
  quick: false,
  async measure(bench) {
    const gateway = await startGateway('hot', { MONGODB_URI: bench.uri() });
    try {
      await askForEverything(gateway, bench.articles);
      const held = (await memoryOf(gateway.process.pid, 'VmRSS')) ?? Number.NaN;
      const goal = { is: '≤' as const, limit: 300 };
      return [{ what: 'memory with caches full', figures: [{ value: held / megabyte, unit: 'MB', goal }] }];
    } finally {
      await gateway.process.end();
    }
  },
};

async function askForEverything(gateway: Server, articles: number): Promise<void> {
  let page: { endCursor: string | null; hasNextPage: boolean } = { endCursor: null, hasNextPage: true };
  while (page.hasNextPage) {
    const operation = { operationName: 'Walk', query: walk, variables: { after: page.endCursor } };
    page = JSON.parse(await ask(gateway, operation)).data.articles.pageInfo;
  }
  for (let at = 0; at < pages; at += 1)
    await ask(gateway, articlePage(`article-${Math.floor((at * articles) / pages)}`));
}
