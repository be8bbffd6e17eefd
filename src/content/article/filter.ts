import { conceptTypes } from '../../graph/document-types.js';
import { badInput } from '../../graph/errors.js';
import { fromGlobalId, localId, type NodeKey, type NodeType, nodeKey } from '../../graph/node.js';
import type { Filter } from '../../store/store.js';
import type { MentionRelation } from './article.type.js';
import type { ArticleFilter, ConceptMatch, DateRange } from './filter.type.js';

/** How deep and and or may nest, and how many filters there may be: more is nobody's question. */
const maxDepth = 5;
const maxFilters = 50;

/** What is left of the limits, and how the documents that are filtered name an article in their `_id`. */
interface Budget {
  left: number;
  key: (id: string) => string;
}

/** The store's filter for what a client asks. BAD_USER_INPUT for a filter that is too large. Ids of other types match nothing. */
export function articleFilter(filter: ArticleFilter | null | undefined, key = (id: string) => id): Filter {
  return filter ? allOf(conditions(filter, 1, { left: maxFilters, key })) : {};
}

/** One filter that holds when all of them do. */
export function allOf(filters: readonly Filter[]): Filter {
  const some = filters.filter((filter) => Object.keys(filter).length > 0);
  return some.length <= 1 ? (some[0] ?? {}) : { $and: some };
}

function conditions(filter: ArticleFilter, depth: number, budget: Budget): Filter[] {
  budget.left -= 1;
  if (depth > maxDepth) throw badInput(`filter may nest ${maxDepth} levels deep.`, 'filter');
  if (budget.left < 0) throw badInput(`filter may hold at most ${maxFilters} filters.`, 'filter');
  const inner = (one: ArticleFilter) => allOf(conditions(one, depth + 1, budget));
  return [
    ...own(filter, budget.key),
    ...(filter.and ?? []).map(inner),
    // No alternative holds when there is none.
    ...(filter.or ? [filter.or.length > 0 ? { $or: filter.or.map(inner) } : nothing] : []),
    ...(filter.not ? [{ $nor: [inner(filter.not)] }] : []),
  ];
}

const nothing: Filter = { _id: { $in: [] } };

function own(filter: ArticleFilter, key: Budget['key']): Filter[] {
  const oneOf = (field: string, values: readonly unknown[] | null | undefined) =>
    values ? [{ [field]: { $in: [...values] } }] : [];
  return [
    ...oneOf('_id', ids('article', filter.ids)?.map(key)),
    ...oneOf('sectionPathIds', ids('section', filter.section)),
    ...oneOf('sourceIds', ids('source', filter.source)),
    ...oneOf('authorIds', ids('person', filter.author)),
    ...oneOf('kind', filter.kind),
    ...(filter.concepts ? concepts(filter.concepts) : []),
    ...(filter.locale ? [inLocales(filter.locale)] : []),
    ...(filter.published ? [publishedIn(filter.published)] : []),
    ...(filter.updated ? [{ updatedAt: span(filter.updated) }] : []),
    ...(typeof filter.breaking === 'boolean' ? [{ breaking: filter.breaking }] : []),
    ...(typeof filter.hasImage === 'boolean' ? [{ 'imageIds.0': { $exists: filter.hasImage } }] : []),
  ].filter((condition) => Object.values(condition).every((value) => !isEmpty(value)));
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

const ids = (type: NodeType, globalIds: readonly string[] | null | undefined) =>
  globalIds?.map((globalId) => localId(type, globalId) ?? '');

function keys(globalIds: readonly string[]): NodeKey[] {
  return globalIds.map((globalId) => {
    const node = fromGlobalId(globalId);
    return node && conceptTypes.some((type) => type === node.type) ? nodeKey(node.type, node.id) : ('' as NodeKey);
  });
}

function concepts({ all, any, none, relation }: ConceptMatch): Filter[] {
  const named = (some: readonly string[]) => naming(keys(some), relation);
  return [
    ...(all ?? []).map((one) => named([one])),
    ...(any ? [named(any)] : []),
    ...(none ? [{ $nor: [named(none)] }] : []),
  ];
}

/** Names one of these concepts, or did before it was merged; in one of these ways, where any are given. */
export const naming = (
  concepts: readonly NodeKey[],
  relations: readonly MentionRelation[] | null | undefined,
): Filter => {
  // A single one as it is: that is counted in the index alone.
  const some = concepts.length === 1 ? concepts[0] : { $in: [...concepts] };
  const mention = relations && { $or: [{ concept: some }, { former: some }], relation: { $in: [...relations] } };
  return { listedUnder: some, ...(mention && { mentions: { $elemMatch: mention } }) };
};

/** A tag, and every longer one that begins with it: `-` and `.` are neighbours in ASCII. */
function inLocales(tags: readonly string[]): Filter {
  return {
    $or: [{ locale: { $in: [...tags] } }, ...tags.map((tag) => ({ locale: { $gte: `${tag}-`, $lt: `${tag}.` } }))],
  };
}

/**
 * `sortAt` is the same instant, or the earlier one at which an article arrived that is dated ahead: its upper bound changes nothing,
 * and lets the indexes that end in it begin at the right place.
 */
function publishedIn(range: DateRange): Filter {
  return { publishedAt: span(range), ...(range.to ? { sortAt: span({ to: range.to }) } : {}) };
}

function span({ from, to }: DateRange): Filter {
  return { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) };
}
