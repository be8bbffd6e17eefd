/** Another process that edits one article: `reviser.js '{"MONGODB_URI"|"DATA_DIR"}' <count> <prefix>` loads it with one headline after the other, again where it is told that somebody else was faster. */
import { readConfig } from '../../src/config.js';
import { openContentStore } from '../../src/content-store.js';
import { loadInto } from '../support/graph.js';
import { articleDocument } from '../support/newsroom.js';

const [settings = '{}', count = '1', prefix = 'edit'] = process.argv.slice(2);
const store = await openContentStore(readConfig(JSON.parse(settings)));
for (let n = 0; n < Number(count); n += 1) {
  const edited = articleDocument(1, { headline: `${prefix} ${n}` });
  const load = async () => (await loadInto(store, edited)).summary.updated === 1;
  for (let tries = 1; !(await load()); tries += 1) if (tries === 20) throw new Error(`${prefix} ${n} is not loaded`);
}
await store.close();
