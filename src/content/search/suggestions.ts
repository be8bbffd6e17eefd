import type { Context } from '../../graph/context.js';
import { nameKey } from '../../graph/name-key.js';
import { maxPageSize } from '../../graph/page-args.js';
import { indexedPrefix, startsOf } from '../../search/document.js';
import { articleCounts } from '../article/article.loaders.js';
import { conceptsByKeys } from '../concept/concept.loaders.js';
import type { Concept } from '../concept/concept.type.js';
import { keysByPrefix } from './search.loaders.js';

/** The concepts that have a name, or a word of a name, with this start: those first that most articles name. */
export async function suggestions(context: Context, prefix: string, first: number): Promise<Concept[]> {
  const wanted = nameKey(prefix);
  if (wanted === '') return [];
  const start = indexedPrefix(wanted);
  const keys = await keysByPrefix(context, start);
  const counts = await articleCounts(context, keys);
  const known = keys.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  // Of a long prefix the index has the beginning: more are looked at than asked for.
  const concepts = await conceptsByKeys(context, known.slice(0, start === wanted ? first : maxPageSize));
  const begins = (name: string) => startsOf(name).some((one) => one.startsWith(wanted));
  return concepts.filter(({ nameKeys }) => nameKeys.some(begins)).slice(0, first);
}
