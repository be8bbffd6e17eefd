// Preloaded into a process (`--import`), or run by itself: tells, after each line of standard input, what code that came from outside has
// done here since the line before. A line that goes on with `run` and a text, percent-encoded, compiles that text first, as nothing else may.
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Effects, marker } from './code-payloads.js';

let assigned: string[] = [];
Object.defineProperty(globalThis, marker, {
  set: () => assigned.push(String(new Error('assigned').stack)),
});

function takeEffects(): Effects {
  const effects = {
    assigned,
    environment: process.env[marker] ?? null,
    polluted: Object.hasOwn(Object.prototype, marker),
  };
  assigned = [];
  delete process.env[marker];
  delete (Object.prototype as Record<string, unknown>)[marker];
  return effects;
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const [, number, code] = /^(\d+)(?: run (.*))?$/.exec(line) ?? [];
  if (code) new Function(decodeURIComponent(code))();
  process.stdout.write(`effects ${number} ${JSON.stringify(takeEffects())}\n`);
});
// A gateway must still end by itself.
if (process.argv[1] !== fileURLToPath(import.meta.url)) (process.stdin as unknown as { unref(): void }).unref();
