import { StoreError } from '../errors.js';
import type { Filter, Sort } from '../store.js';
import { fieldsDropped, fieldsNeeded, isPlain } from './fields.js';
import { countInIndex, finding, type Reader } from './find.js';
import { projector } from './project.js';
import { runStages } from './query.js';
import { sortDocuments } from './values.js';

type Stage = Record<string, unknown>;

/** Stages that read or write other collections. */
const REFUSED = new Set(['$lookup', '$graphLookup', '$unionWith', '$out', '$merge']);

/** The stages that an index can answer come first and are read like a `find`; the rest works on what they leave. */
export function* aggregating(
  reader: Reader,
  collection: string,
  pipeline: readonly Stage[],
): Generator<void, object[]> {
  const { filter, sort, limit, used } = leading(pipeline);
  const rest = pipeline.slice(used);
  const count = countStage(rest[0]);
  const fields = fieldsNeeded(rest);
  const without = fieldsDropped(rest[0]?.$project);
  const counted = count === undefined ? undefined : countInIndex(reader, { collection, filter, limit });
  const documents: object[] =
    counted === undefined
      ? yield* finding(reader, { collection, filter, sort, limit, fields, without })
      : [{ [count as string]: counted }].filter(() => counted > 0);
  return yield* staged(documents, counted === undefined ? rest : rest.slice(1));
}

/** What the stages make of documents, with a `yield` before each. */
function* staged(given: object[], stages: readonly Stage[]): Generator<void, object[]> {
  let documents = given;
  let waiting: Stage[] = [];
  const settle = () => {
    if (waiting.length > 0) documents = runStages(waiting, documents);
    waiting = [];
    return documents;
  };
  for (const stage of stages) {
    yield;
    const [name, argument] = Object.entries(stage)[0] ?? ['', undefined];
    if (REFUSED.has(name)) throw new StoreError('UNSUPPORTED', `${name} is not part of what both stores answer`);
    if (name === '$sort') documents = sortDocuments(settle(), argument as Sort);
    else if (name === '$facet') documents = [yield* facets(settle(), argument as Record<string, Stage[]>)];
    else if (name === '$project' && isPlain(argument)) documents = settle().map(projector(argument));
    else waiting.push(stage);
  }
  return settle();
}

/** mingo would copy all documents for each facet, lest its stages change what the next one is given: those that facets have do not. */
function* facets(documents: object[], ways: Record<string, Stage[]>): Generator<void, object> {
  const found: [name: string, rows: object[]][] = [];
  for (const [name, stages] of Object.entries(ways)) found.push([name, yield* staged(documents, stages)]);
  return Object.fromEntries(found);
}

const countStage = (stage: Stage | undefined) => (typeof stage?.$count === 'string' ? stage.$count : undefined);

/** `$match`es, then a `$sort`, then a `$limit`, each of which may be missing. */
function leading(pipeline: readonly Stage[]) {
  const matches: Filter[] = [];
  let used = 0;
  const take = <T>(name: string) => {
    const stage = pipeline[used];
    if (stage === undefined || !(name in stage)) return undefined;
    used += 1;
    return stage[name] as T;
  };
  for (let match = take<Filter>('$match'); match !== undefined; match = take<Filter>('$match')) matches.push(match);
  const sort = take<Sort>('$sort');
  const limit = take<number>('$limit');
  const [first = {}, ...others] = matches;
  const also = [...((first.$and ?? []) as Filter[]), ...others];
  const filter: Filter = others.length === 0 ? first : { ...first, $and: also };
  return { filter, sort, limit, used };
}
