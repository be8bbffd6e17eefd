import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { StoreError } from '../store/errors.js';
import type { ErrorCode } from './errors.js';

/** Told of every error that is not the client's. */
export type ReportError = (error: unknown, id: string) => void;

/** The limits that show only as somebody else's error. */
export interface FormatLimits {
  /** Milliseconds that an operation may take. */
  timeout: number;
  tokens: number;
}

/**
 * What a client sees of an error: ours as they are, limits as TOO_COMPLEX with their values, the store's absence as
 * UNAVAILABLE, anything else masked, with an id that the log has too.
 */
export const errorFormatter =
  ({ timeout, tokens }: FormatLimits, report: ReportError) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const as = (code: ErrorCode, message: string, details: object = {}) => ({
      ...formatted,
      message,
      extensions: { ...details, code },
    });
    if (original instanceof Error && original.name === 'TimeoutError') {
      return as('TOO_COMPLEX', `Time limit of ${timeout} ms exceeded.`, { limit: 'time' });
    }
    // Nobody reads this answer.
    if (original instanceof Error && original.name === 'AbortError') return as('UNAVAILABLE', 'The client has gone.');
    if (original instanceof StoreError && original.code === 'UNAVAILABLE') {
      report(original, 'unavailable');
      return as('UNAVAILABLE', 'The store does not answer. Try again soon.');
    }
    // Apollo Server calls whatever a validation rule reports GRAPHQL_VALIDATION_FAILED.
    if (formatted.extensions?.limit) return as('TOO_COMPLEX', formatted.message, { limit: formatted.extensions.limit });
    if (formatted.extensions?.scalar)
      return as('BAD_USER_INPUT', formatted.message, { scalar: formatted.extensions.scalar });
    if (/Document contains more tha[nt] \d+ tokens/.test(formatted.message)) {
      return as('TOO_COMPLEX', `Token limit of ${tokens} exceeded.`, { limit: 'tokens' });
    }
    if (formatted.extensions?.code !== undefined && formatted.extensions.code !== 'INTERNAL_SERVER_ERROR')
      return formatted;
    // graphql-js's own objections, such as a mutation where there are none, come without a code.
    if (original instanceof GraphQLError && original.originalError === undefined)
      return as('BAD_USER_INPUT', formatted.message);
    const id = randomUUID();
    report(original, id);
    return { ...formatted, message: 'Something went wrong here.', extensions: { code: 'INTERNAL_SERVER_ERROR', id } };
  };
