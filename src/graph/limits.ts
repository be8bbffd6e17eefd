import type { ApolloServerPlugin } from '@apollo/server';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
// Its ESM build takes graphql's .mjs files, a second copy beside the one that everything else uses.
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity/cjs';
import type { Context } from './context.js';
import { maxPageSize } from './page-args.js';

/** How much one operation may ask for. */
export interface Limits {
  /** Levels of fields. */
  depth: number;
  aliases: number;
  directives: number;
  /** Lexical tokens of the document. */
  tokens: number;
  /** UTF-16 code units of the document. */
  queryLength: number;
  /** Objects that the lists asked for can hold together. */
  cost: number;
  /** Errors in one answer. */
  errors: number;
}

/** BAD REQUEST with the limit, its value and what was found. */
export const tooComplex = (limit: string, message: string) =>
  new GraphQLError(message, { extensions: { code: 'TOO_COMPLEX', limit, http: { status: 400 } } });

/** Rules that look at the document alone; they hold for every transport that validates with them. */
export function limitRules({ depth, aliases, directives }: Limits): ValidationRule[] {
  const reported = (limit: string) => ({
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError) =>
        context?.reportError(tooComplex(limit, error.message.replace(/^Syntax Error: /, ''))),
    ],
  });
  return [
    maxDepthRule({ n: depth, flattenFragments: true, ...reported('depth') }),
    // Its own list of names that do not count is not ours.
    maxAliasesRule({ n: aliases, allowList: [], ...reported('aliases') }),
    maxDirectivesRule({ n: directives, ...reported('directives') }),
  ] as ValidationRule[];
}

/** The limits that need the values of variables, or the answer. */
export function limitsPlugin(schema: GraphQLSchema, limits: Limits): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request, operationName }) {
          checkCost(costOf(schema, document, request.variables ?? {}, operationName), limits);
        },
        async willSendResponse({ response }) {
          if (response.body.kind !== 'single') return;
          const { errors } = response.body.singleResult;
          if (!errors) return;
          if (isLate(errors)) response.http.status = 408;
          response.body.singleResult.errors = atMost(errors, limits);
        },
      };
    },
  };
}

/** @throws TOO_COMPLEX */
export function checkCost(cost: number, limits: Limits): void {
  if (cost <= limits.cost) return;
  const found = cost === Infinity ? 'more than can be counted' : cost;
  throw tooComplex('cost', `Cost limit of ${limits.cost} exceeded, found ${found}: ask for fewer, or shorter, lists.`);
}

/** Whether an answer's errors say that the time was over. */
export const isLate = (errors: readonly GraphQLFormattedError[]): boolean =>
  errors.some(({ extensions }) => extensions?.limit === 'time');

/** As many errors as an answer may have, and one that says how many there were. */
export function atMost(errors: readonly GraphQLFormattedError[], limits: Limits): readonly GraphQLFormattedError[] {
  if (errors.length <= limits.errors) return errors;
  const message = `Error limit of ${limits.errors} exceeded, found ${errors.length}.`;
  return [...errors.slice(0, limits.errors), { message, extensions: { code: 'TOO_COMPLEX', limit: 'errors' } }];
}

/** A list whose length nobody asks for: mentions, posts, topics. Few hold more. */
const plainList = 5;

/** Objects that a field can answer: pages by their size, other lists by a guess. Fields of plain values cost nothing. */
const objects: ComplexityEstimator = ({ field, args, childComplexity }) => {
  const type = getNamedType(field.type);
  if (!('getFields' in type)) return childComplexity;
  if (/(Connection|Feed)$/.test(type.name)) return 1 + pageSize(args) * childComplexity;
  if (/^(nodes|edges|node|changes)$/.test(field.name) && !Array.isArray(args.ids)) return 1 + childComplexity;
  const length = Array.isArray(args.ids) ? args.ids.length : isList(field.type) ? listSize(args) : 1;
  return length * (1 + childComplexity);
};

const pageSize = ({ first, last }: Record<string, unknown>): number =>
  Math.min(Math.max(Number(last ?? first ?? 0), 1), maxPageSize);

/** `first` of a list without pages. */
const listSize = ({ first }: Record<string, unknown>): number =>
  typeof first === 'number' ? pageSize({ first }) : plainList;

const isList = (type: unknown): boolean => isListType(type) || (isNonNullType(type) && isListType(type.ofType));

/** Infinity for a document that unfolds without end; 0 where the variables do not fit: execution will say why. */
export function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
  operationName: string | null,
): number {
  try {
    return getComplexity({
      schema,
      query,
      variables,
      estimators: [objects],
      ...(operationName ? { operationName } : {}),
    });
  } catch (error) {
    if (error instanceof GraphQLError && !/number of nodes/.test(error.message)) return 0;
    if (/number of nodes/.test((error as Error).message)) return Infinity;
    throw error;
  }
}
