import { searchLevels } from '../graph/searchable.js';
import type { Filter } from '../store/store.js';
import { rarestFirst, type SearchQuery, type Term } from './query.js';
import { sequences } from './tokens.js';

/** The documents within the scope that have every required term and none that is excluded: exactly the hits. */
export function hasEveryTerm({ required, excluded }: SearchQuery, scope: Filter): Filter {
  if (required.length === 0) return nothing;
  const [rarest, ...others] = rarestFirst(required);
  return textFilter(rarest, [
    scope,
    ...others.map((forms) => ({ tokens: { $in: forms } })),
    ...required.filter(isPhrase).map(inOrder),
    ...without(excluded),
  ]);
}

/** The documents within the scope that have any of the words, and nothing that is excluded. */
export function hasAnyWord({ required, excluded }: SearchQuery, scope: Filter): Filter {
  if (required.length === 0) return nothing;
  return textFilter(
    required.flatMap(({ forms }) => forms.flat()),
    [scope, ...without(excluded)],
  );
}

const nothing: Filter = { _id: { $in: [] } };

function textFilter(words: readonly string[], conditions: Filter[]): Filter {
  const needed = conditions.filter((condition) => Object.keys(condition).length > 0);
  return { $text: { $search: words.join(' ') }, ...(needed.length > 0 && { $and: needed }) };
}

const isPhrase = ({ forms }: Term) => forms.length > 1;

const without = (excluded: readonly Term[]): Filter[] =>
  excluded.map((term) => (isPhrase(term) ? { $nor: [inOrder(term)] } : { tokens: { $nin: term.forms[0] } }));

/** The words of the term stand one after the other in one of the texts. */
function inOrder({ words }: Term): Filter {
  // Nothing of what a reader types is an operator: tokens are letters, digits and `_`, and whatever else there were is escaped.
  const literal = (sequence: string[]) => sequence.join(' ').replace(/[^\p{L}\p{M}\p{N}_ ]/gu, '\\$&');
  // Bounds that take no letter let the engine jump from one first letter to the next: a seventh of the time of `(?:^| )`.
  const $regex = `(?<![^ ])(?:${sequences(words).map(literal).join('|')})(?![^ ])`;
  return { $or: searchLevels.map((level) => ({ [level]: { $regex } })) };
}
