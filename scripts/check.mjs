// Types, lint and format: what `npm run check` runs.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ready } from './ready.mjs';

ready();
const bin = (name) => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
const checks = [
  [bin('typescript/bin/tsc'), '--noEmit', '-p', '.'],
  [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.'],
];
for (const args of checks) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
