/** The other process of the feed's tests: `publisher.js '{"MONGODB_URI"|"DATA_DIR"}' <count> <prefix>` publishes articles one by one and prints each slug once it is loaded. */
import { readConfig } from '../../src/config.js';
import { openContentStore } from '../../src/content-store.js';
import { loadInto } from '../support/graph.js';
import { articleDocument } from '../support/newsroom.js';

const [settings = '{}', count = '1', prefix = 'article'] = process.argv.slice(2);
const store = await openContentStore(readConfig(JSON.parse(settings)));
for (let n = 0; n < Number(count); n += 1) {
  const slug = `${prefix}-${n}`;
  const { summary } = await loadInto(store, articleDocument(n, { slug }));
  if (summary.added !== 1) throw new Error(`${slug} was not added`);
  process.stdout.write(`${slug}\n`);
}
await store.close();
