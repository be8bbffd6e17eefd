import { badInput } from '../../graph/errors.js';
import type { MaybePromise } from '../../graph/maybe-promise.js';
import { keysOfType, type NodeKey, type NodeType, nodeKey, parseNodeKey, toGlobalId } from '../../graph/node.js';
import { maxPageSize } from '../../graph/page-args.js';
import type { Facet, FacetBucket, FacetBy, FacetsArgs } from './facet.type.js';

type Stage = Record<string, unknown>;

/** What articles are counted by: the concepts of a type that they name, or a property of their own. */
const counted: Record<FacetBy, { concepts: NodeType } | { values: Stage[]; type?: NodeType }> = {
  SECTION: { values: [{ $project: { value: '$sectionId' } }], type: 'section' },
  TOPIC: { concepts: 'topic' },
  PERSON: { concepts: 'person' },
  ORGANISATION: { concepts: 'organisation' },
  PLACE: { concepts: 'place' },
  EVENT: { concepts: 'event' },
  SOURCE: { values: [{ $project: { value: '$sourceIds' } }, { $unwind: '$value' }], type: 'source' },
  LOCALE: { values: [{ $project: { value: '$locale' } }] },
  KIND: { values: [{ $project: { value: '$kind' } }] },
  DAY: {
    values: [
      { $match: { publishedAt: { $ne: null } } },
      { $project: { value: { $dateToString: { date: '$publishedAt', format: '%Y-%m-%d' } } } },
    ],
  },
};

const countEach = { $group: { _id: '$value', count: { $sum: 1 } } };
const mostFirst = { $sort: { count: -1, _id: 1 } };

interface Count {
  _id: string;
  count: number;
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
  const properties = [...new Set(by)];
  const types = properties.flatMap((property) => {
    const how = counted[property];
    return 'concepts' in how ? how.concepts : [];
  });
  return properties.map(async (property) => ({
    by: property,
    buckets: await bucketsOf(list, property, types, size),
  }));
}

/** @param types of all concepts that are counted, whatever the property */
async function bucketsOf(list: Countable, by: FacetBy, types: NodeType[], first: number): Promise<FacetBucket[]> {
  const how = counted[by];
  if ('concepts' in how) {
    const byType = await list.group<{ _id: string; counts: Count[] }>(conceptsOf(types, first));
    const counts = byType.find(({ _id }) => _id === how.concepts)?.counts ?? [];
    return counts.map(({ _id, count }) => bucket(_id, count, _id as NodeKey));
  }
  const { values, type } = how;
  const notNull = { $match: { _id: { $ne: null } } };
  const counts = await list.group<Count>([...values, countEach, notNull, mostFirst, { $limit: first }]);
  return counts.map(({ _id, count }) => bucket(_id, count, type && nodeKey(type, _id)));
}

/** Concepts of all types at once: what takes time is to walk over everything that the articles name. */
function conceptsOf(types: readonly NodeType[], first: number): Stage[] {
  return [
    { $project: { value: '$conceptKeys' } },
    { $unwind: '$value' },
    countEach,
    { $match: { $or: types.map((type) => ({ _id: keysOfType(type) })) } },
    mostFirst,
    { $group: { _id: typeIn('$_id'), counts: { $firstN: { input: '$$ROOT', n: first } } } },
  ];
}

const typeIn = (key: string) => ({ $arrayElemAt: [{ $split: [key, ':'] }, 0] });

function bucket(value: string, count: number, key: NodeKey | undefined): FacetBucket {
  const node = key && parseNodeKey(key);
  return { value: node ? toGlobalId(node.type, node.id) : value, count, key: key ?? null };
}
