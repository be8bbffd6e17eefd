import assert from 'node:assert/strict';
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
import { post } from './http.js';
import { addressOver } from './http-gateway.js';
import { withVariables } from './literals.js';

/** Made once for all that a suite asks: types of another one are others. */
export const schema = buildGraph();
/** Readers who make a search term public. */
export const enoughAskers = 3;

// biome-ignore lint/suspicious/noExplicitAny: what a query answers is known to the test that sends it
export type Data = any;

/**
 * Runs a query on the real schema; fails on any error that it answers. A gateway is asked the same over HTTP, twice, and with a variable for
 * each literal: it must answer alike.
 */
export async function runQuery(store: Store, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  return withoutErrors(await runForErrors(store, query, variables));
}

/** For tests that count what is read: runs a query once. */
export async function runOnce(store: Store, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  return withoutErrors(await runOnceForErrors(store, query, variables));
}

function withoutErrors({ data, errors }: Result): Data {
  if (errors.length > 0)
    throw new AggregateError(errors, errors.map(({ message, path }) => `${path?.join('.')}: ${message}`).join('\n'));
  return data;
}

interface Result {
  data: Data;
  errors: readonly GraphQLError[];
}

/** As `runQuery`, with the errors that are answered. */
export async function runForErrors(
  store: Store,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Result> {
  const result = await runOnceForErrors(store, query, variables);
  const address = await addressOver(store, schema, () => ({ trends: new StoredTrends(store, { enoughAskers }) }));
  const varied = withVariables(schema, parse(query));
  const others = varied ? [{ ...varied, variables: { ...variables, ...varied.variables } }] : [];
  for (const operation of [{ query, variables }, { query, variables }, ...others]) {
    const answer = JSON.parse((await post(address, operation)).text);
    assert.deepEqual(steady(answer.data ?? null), steady(result.data), operation.query);
    assert.deepEqual(codes(answer.errors), codes(result.errors), operation.query);
  }
  return result;
}

/** As `runOnce`, with the errors that are answered. */
export async function runOnceForErrors(
  store: Store,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Result> {
  const document = parse(query);
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { data: null, errors: invalid };
  const contextValue = contextFor(store, { trends: new StoredTrends(store, { enoughAskers }) });
  contextValue.select(selectionOf(schema, document));
  const result = await execute({ schema, document, variableValues: variables, contextValue });
  return { data: JSON.parse(JSON.stringify(result.data ?? null)), errors: result.errors ?? [] };
}

/** Without instants that are those of the request. */
const steady = (data: Data): Data =>
  JSON.parse(JSON.stringify(data, (name, value) => (/asOf$/i.test(name) ? null : value)));

/** graphql-js's own errors have no code, and those of a document have one that Apollo Server gives. */
const codes = (errors: readonly (GraphQLFormattedError | GraphQLError)[] = []) =>
  errors.map(({ path = [], extensions }) => [path, ownCode(extensions?.code) ?? 'BAD_USER_INPUT']).sort();
const ownCode = (code: unknown) => (code === 'GRAPHQL_VALIDATION_FAILED' ? undefined : code);

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
