import type { Context } from '../../graph/context.js';
import { loadOne } from '../../graph/loader.js';
import type { Source } from './source.type.js';

export const sourceById = loadOne<Source>('source');
export const sourceBySlug = loadOne<Source>('source', 'slug');
/** `sources` is a plain list in the graph: a newsroom has dozens, and this is where it ends. */
export const allSources = (context: Context) =>
  context.reader<Source>('source').page({ filter: {}, sort: { slug: 1, _id: 1 }, limit: 1000 });
