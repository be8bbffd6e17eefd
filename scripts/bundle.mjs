// node scripts/bundle.mjs <folder of the build>: joins the gateway and the loader, with all that they load, into a few files in <folder>/bundle.
// Each is more than a thousand modules, and finding them takes longer than all else until it is ready.
import { copyFileSync } from 'node:fs';
import { build } from 'rolldown';

const [, , folder] = process.argv;

await build({
  input: { main: `${folder}/src/main.js`, seed: `${folder}/seed/seed.js` },
  platform: 'node',
  // What is only asked for where it is installed, and what brings binaries.
  external: ['class-validator', 'lmdb'],
  output: { dir: `${folder}/bundle` },
  logLevel: 'warn',
});

// What is found by its place beside the module that asks for it: the explorer's script, and a thread.
for (const file of ['browser.js', 'graphiql.worker.js'])
  copyFileSync(`${folder}/src/http/explorer/${file}`, `${folder}/bundle/${file}`);
