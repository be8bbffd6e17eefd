import type { Part } from '../bench.js';
import { commands } from './commands.js';
import { growth } from './growth.js';
import { loading } from './loading.js';
import { memory } from './memory.js';
import { article, embedded, front, topic } from './pages.js';
import { publishing } from './publishing.js';
import { ready } from './ready.js';
import { staleness } from './staleness.js';

/** In this order: what writes to the store comes after what only reads, and what leaves the server with a million documents last. */
export const parts: readonly Part[] = [
  loading,
  front,
  article,
  topic,
  commands,
  memory,
  ready,
  embedded,
  staleness,
  publishing,
  growth,
];
