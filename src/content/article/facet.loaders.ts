import { badInput } from '../../graph/errors.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { type NodeKey, type NodeType, nodeKey, parseNodeKey, toGlobalId } from '../../graph/node.js';
import { maxPageSize } from '../../graph/page-args.js';
import type { Facet, FacetBucket, FacetBy, FacetsArgs } from './facet.type.js';

type Stage = Record<string, unknown>;

/** How articles are counted by each property: the stages after the list's own filter, and the type of what is counted. */
const counted: Record<FacetBy, { stages: Stage[]; type?: NodeType }> = {
  SECTION: { stages: [{ $project: { value: '$sectionId' } }], type: 'section' },
  TOPIC: { stages: conceptsOf('topic') },
  PERSON: { stages: conceptsOf('person') },
  ORGANISATION: { stages: conceptsOf('organisation') },
  PLACE: { stages: conceptsOf('place') },
  EVENT: { stages: conceptsOf('event') },
  SOURCE: { stages: [{ $project: { value: '$sourceIds' } }, { $unwind: '$value' }], type: 'source' },
  LOCALE: { stages: [{ $project: { value: '$locale' } }] },
  KIND: { stages: [{ $project: { value: '$kind' } }] },
  DAY: {
    stages: [
      { $match: { publishedAt: { $ne: null } } },
      { $project: { value: { $dateToString: { date: '$publishedAt', format: '%Y-%m-%d' } } } },
    ],
  },
};

/** Keys begin with their type and a colon; the semicolon is the next character of ASCII. */
function conceptsOf(type: NodeType): Stage[] {
  return [
    { $project: { value: '$conceptKeys' } },
    { $unwind: '$value' },
    { $match: { value: { $gte: `${type}:`, $lt: `${type};` } } },
  ];
}

/** Anything that can be counted: a list of articles, or what a search has found. */
interface Countable {
  group<R extends object>(stages: Stage[]): MaybePromise<R[]>;
}

/** One command for all facets, and for all lists of one wave. */
export function facetsOf(list: Countable, { by, first }: FacetsArgs): Promise<Facet>[] {
  const size = first ?? 10;
  if (size < 1 || size > maxPageSize)
    throw badInput(`first must be between 1 and ${maxPageSize}; found ${size}.`, 'first');
  return [...new Set(by)].map(async (property) => ({
    by: property,
    buckets: await bucketsOf(list, property, size),
  }));
}

async function bucketsOf(list: Countable, by: FacetBy, first: number): Promise<FacetBucket[]> {
  const { stages, type } = counted[by];
  const rows = await list.group<{ _id: string | null; count: number }>([
    ...stages,
    { $group: { _id: '$value', count: { $sum: 1 } } },
    { $match: { _id: { $ne: null } } },
    { $sort: { count: -1, _id: 1 } },
    { $limit: first },
  ]);
  return rows.map(({ _id, count }) => {
    const value = String(_id);
    const key = type ? nodeKey(type, value) : parseNodeKey(value) ? (value as NodeKey) : null;
    const node = key && parseNodeKey(key);
    return { value: node ? toGlobalId(node.type, node.id) : value, count, key };
  });
}
