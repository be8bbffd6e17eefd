import type { ApolloServerPlugin } from '@apollo/server';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type GraphQLFormattedError, type ValidationContext, type ValidationRule } from 'graphql';
import { isLongerThan } from './answer-size.js';
import type { Context } from './context.js';
import type { Documents } from './documents.js';

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
  /** See `costOf`. */
  cost: number;
  /** Bytes of an answer, before it is compressed. */
  answer: number;
  /** Errors in one answer. */
  errors: number;
}

/** Errors of variables that one answer lists. */
export const maxCoercionErrors = 5;

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
export function limitsPlugin(documents: Documents, limits: Limits): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, request, operation }) {
          if (!operation) return; // no operation of that name: execution says so
          const cost = documents.costOf(document, operation, request.variables ?? {});
          if (cost !== undefined) checkCost(cost, limits);
        },
        async willSendResponse({ response }) {
          if (response.body.kind !== 'single') return;
          if (isLongerThan(limits.answer, response.body.singleResult)) {
            response.http.status = 400;
            response.body.singleResult = { errors: [tooLong(limits)] };
          }
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
function checkCost(cost: number, limits: Limits): void {
  if (cost <= limits.cost) return;
  const found = Number.isFinite(cost) ? cost : 'more than can be counted';
  throw tooComplex('cost', `Cost limit of ${limits.cost} exceeded, found ${found}: ask for fewer, or shorter, lists.`);
}

const tooLong = ({ answer }: Limits): GraphQLFormattedError => ({
  message: `Answer limit of ${answer} bytes exceeded: ask for fewer or shorter lists, or fewer texts.`,
  extensions: { limit: 'answer', code: 'TOO_COMPLEX' },
});

/** Whether an answer's errors say that the time was over. */
const isLate = (errors: readonly GraphQLFormattedError[]): boolean =>
  errors.some(({ extensions }) => extensions?.limit === 'time');

/** As many errors as an answer may have, and one that says how many there were. */
function atMost(errors: readonly GraphQLFormattedError[], limits: Limits): readonly GraphQLFormattedError[] {
  if (errors.length <= limits.errors) return errors;
  const message = `Error limit of ${limits.errors} exceeded, found ${errors.length}.`;
  return [...errors.slice(0, limits.errors), { message, extensions: { code: 'TOO_COMPLEX', limit: 'errors' } }];
}
