import type { Filter, Sort } from '../store.js';
import { isRecord } from './values.js';

/** Fields at the top of a document. */
export type Fields = readonly string[];

type Projection = Record<string, 0 | 1>;

export const top = (path: string) => path.split('.', 1)[0] as string;

/** What stages look at of the documents that come to them; undefined where that may be everything. */
export function fieldsNeeded([first, ...others]: readonly Record<string, unknown>[]): Fields | undefined {
  const { $match, $facet, $count, $project, $group } = first ?? {};
  if (isRecord($match)) return joined([fieldsTested($match), fieldsNeeded(others)]);
  if (isRecord($facet)) return joined((Object.values($facet) as Record<string, unknown>[][]).map(fieldsNeeded));
  if ($count !== undefined) return [];
  if ($group !== undefined) return referenced($group);
  if (!isRecord($project)) return undefined;
  return isPlain($project) ? fieldsProjected($project) : joined(Object.entries($project).map(computed));
}

/** A projection that names fields and computes nothing. */
export function isPlain(projection: unknown): projection is Projection {
  return Object.values(projection as object).every((value) => value === 0 || value === 1);
}

/** What a projection of plain fields keeps; undefined for one that says what it drops. */
export function fieldsProjected(projection: Projection): Fields | undefined {
  return includes(projection) ? Object.keys(projection).map(top) : undefined;
}

/** What a projection drops whole. */
export function fieldsDropped(projection: unknown): Fields {
  if (!isRecord(projection) || !isPlain(projection) || includes(projection)) return [];
  return Object.keys(projection).filter((path) => projection[path] === 0 && !path.includes('.'));
}

function includes({ _id, ...others }: Projection): boolean {
  const values = Object.values(others);
  return values.length === 0 ? _id === 1 : values.includes(1);
}

/** What one field of a projection refers to that computes some. */
function computed([path, value]: [string, unknown]): Fields | undefined {
  if (value === 0 || value === 1) return value === 1 ? [top(path)] : [];
  const isExpression =
    typeof value === 'string' || (isRecord(value) && Object.keys(value).every((name) => name.startsWith('$')));
  // Anything else may be a projection of what is below.
  return isExpression ? referenced(value) : undefined;
}

/** Operators that take the name of a field without a `$`. */
const NAMING = ['$getField', '$top', '$topN', '$bottom', '$bottomN'];

/** What an expression refers to. */
function referenced(expression: unknown): Fields | undefined {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return undefined;
    return expression.startsWith('$') ? [top(expression.slice(1))] : [];
  }
  if (Array.isArray(expression)) return joined(expression.map(referenced));
  if (!isRecord(expression)) return [];
  return NAMING.some((name) => name in expression) ? undefined : joined(Object.values(expression).map(referenced));
}

function joined(parts: readonly (Fields | undefined)[]): Fields | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** What a filter looks at; undefined where that may be everything. */
export function fieldsTested(filter: Filter): Fields | undefined {
  return joined(
    Object.entries(filter).map(([path, condition]) => {
      if (!path.startsWith('$')) return [top(path)];
      return ['$and', '$or', '$nor'].includes(path) ? joined((condition as Filter[]).map(fieldsTested)) : undefined;
    }),
  );
}

/** What a filter and an order look at. */
export function fieldsCompared(filter: Filter, sort: Sort): Fields | undefined {
  const fields = joined([fieldsTested(filter), Object.keys(sort).map(top)]);
  return fields && [...new Set(fields)];
}
