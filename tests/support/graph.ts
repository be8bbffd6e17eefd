import { execute, type GraphQLError, type GraphQLFormattedError, parse, validate } from 'graphql';
import type { NativeDocument } from '../../src/content/documents.js';
import { contextFor } from '../../src/content/index.js';
import type { ContextOptions } from '../../src/graph/context.js';
import { selectionOf } from '../../src/graph/selection.js';
import type { Input } from '../../src/import/input.js';
import { load } from '../../src/import/load.js';
import type { Outcome, Summary } from '../../src/import/outcome.js';
import { buildGraph } from '../../src/schema.js';
import type { Store } from '../../src/store/store.js';
import { StoredTrends } from '../../src/trends/trends.js';

/** Made once for all that a suite asks: types of another one are others. */
export const schema = buildGraph();
/** Readers who make a search term public. */
export const enoughAskers = 3;

// biome-ignore lint/suspicious/noExplicitAny: what a query answers is known to the test that sends it
export type Data = any;

/** Runs a query on the real schema; fails on any error that it answers. */
export async function runQuery(store: Store, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await runForErrors(store, query, variables);
  if (errors.length > 0)
    throw new AggregateError(errors, errors.map(({ message, path }) => `${path?.join('.')}: ${message}`).join('\n'));
  return data;
}

export async function runForErrors(
  store: Store,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<{ data: Data; errors: readonly GraphQLError[] }> {
  const document = parse(query);
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { data: null, errors: invalid };
  // Documents are read in part, as the gateway does for operations that come again.
  const selection = selectionOf(schema, document);
  const contextValue = contextFor(store, { selection, trends: new StoredTrends(store, { enoughAskers }) });
  const result = await execute({ schema, document, variableValues: variables, contextValue });
  return { data: JSON.parse(JSON.stringify(result.data ?? null)), errors: result.errors ?? [] };
}

/** What a client sends. */
export interface Operation {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** What graphql-js answers, whole documents read and nothing cached: the oracle for what a gateway answers. */
export async function executed(
  store: Store,
  { query, variables = {}, operationName }: Operation,
  options: ContextOptions = {},
): Promise<{ data?: unknown; errors?: GraphQLFormattedError[] }> {
  const result = await execute({
    schema,
    document: parse(query),
    variableValues: variables,
    contextValue: contextFor(store, options),
    ...(operationName === undefined ? {} : { operationName }),
  });
  return JSON.parse(JSON.stringify(result));
}

/** Loads documents and pages as `npm run seed` does. */
export async function loadInto(
  store: Store,
  ...inputs: (NativeDocument | string)[]
): Promise<{ summary: Summary; outcomes: Outcome[] }> {
  const outcomes: Outcome[] = [];
  const summary = await load(asInputs(inputs), store, { onOutcome: (outcome) => outcomes.push(outcome) });
  return { summary, outcomes };
}

export async function* asInputs(inputs: (NativeDocument | string)[]): AsyncGenerator<Input> {
  for (const [at, input] of inputs.entries()) {
    if (typeof input === 'string') yield { format: 'page', file: `page ${at}`, text: input };
    else yield { format: 'documents', documents: [{ origin: { file: 'documents', pointer: `/${at}` }, input }] };
  }
}
