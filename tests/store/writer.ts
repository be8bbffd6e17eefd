/** The other process of the tests: `writer.js '{"directory"|"uri"}' <count> <prefix>` writes items with parts and prints each id once its write has resolved. */
import { openStore } from '../../src/store/open.js';
import { collections, itemWithParts } from './newsroom.js';

const [address = '{}', count = '1', prefix = 'item'] = process.argv.slice(2);
const { uri, directory = '' } = JSON.parse(address) as { uri?: string; directory?: string };

const store = await openStore({ dataDir: directory, collections, ...(uri !== undefined && { mongodbUri: uri }) });
for (let n = 0; n < Number(count); n += 1) {
  const id = `${prefix}-${n}`;
  await store.write(itemWithParts(id));
  process.stdout.write(`${id}\n`);
}
await store.close();
