// node scripts/run.mjs <module below dist> [arguments]: runs a built module in this very process, after setting up what is missing.
import { ready } from './ready.mjs';

const [, script, module, ...args] = process.argv;
ready();
process.argv = [process.execPath, script, ...args];
await import(new URL(`../dist/${module}`, import.meta.url).href);
