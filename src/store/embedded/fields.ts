import type { Filter } from '../store.js';
import { isRecord } from './values.js';

/** Fields at the top of a document. */
type Fields = readonly string[];

const top = (path: string) => path.split('.', 1)[0] as string;

/** What stages look at of the documents that come to them; undefined where that may be everything. */
export function fieldsNeeded([first, ...others]: readonly Record<string, unknown>[]): Fields | undefined {
  const { $match, $facet, $count, $project, $group } = first ?? {};
  if (isRecord($match)) return joined([fieldsTested($match), fieldsNeeded(others)]);
  if (isRecord($facet)) return joined((Object.values($facet) as Record<string, unknown>[][]).map(fieldsNeeded));
  if ($count !== undefined) return [];
  if ($group !== undefined) return referenced($group);
  if (!isRecord($project)) return undefined;
  const values = Object.values($project);
  return values.every((value) => value === 0 || value === 1)
    ? fieldsProjected($project as Record<string, 0 | 1>)
    : joined([Object.keys($project).filter((path) => $project[path] === 1), ...values.map(referenced)]);
}

/** What a projection of plain fields keeps; undefined for one that says what it drops. */
export function fieldsProjected(projection: Record<string, 0 | 1>): Fields | undefined {
  const paths = Object.keys(projection);
  return paths.some((path) => projection[path] === 1) ? paths.map(top) : undefined;
}

/** What an expression refers to. */
function referenced(expression: unknown): Fields | undefined {
  if (typeof expression === 'string') {
    if (expression.startsWith('$$')) return undefined;
    return expression.startsWith('$') ? [top(expression.slice(1))] : [];
  }
  if (Array.isArray(expression)) return joined(expression.map(referenced));
  return isRecord(expression) ? joined(Object.values(expression).map(referenced)) : [];
}

function joined(parts: (Fields | undefined)[]): Fields | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => (part ?? []).map(top));
}

/** What a filter looks at. */
export function fieldsTested(filter: Filter): Fields {
  return Object.entries(filter).flatMap(([path, condition]) =>
    path.startsWith('$') && Array.isArray(condition) ? condition.flatMap(fieldsTested) : [top(path)],
  );
}
