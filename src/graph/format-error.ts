import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { StoreError } from '../store/errors.js';

/** Told of every error that is not the client's. */
export type ReportError = (error: unknown, id: string) => void;

/** What a client sees of an error: ours as they are, the store's absence as UNAVAILABLE, anything else masked, with an id that the log has too. */
export const errorFormatter =
  (report: ReportError) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    if (original instanceof StoreError && original.code === 'UNAVAILABLE') {
      report(original, 'unavailable');
      return {
        ...formatted,
        message: 'The store does not answer. Try again soon.',
        extensions: { code: 'UNAVAILABLE' },
      };
    }
    const ours = original instanceof GraphQLError && original.extensions?.code !== undefined;
    if (ours || (formatted.extensions?.code !== undefined && formatted.extensions.code !== 'INTERNAL_SERVER_ERROR'))
      return formatted;
    const id = randomUUID();
    report(original, id);
    return { ...formatted, message: 'Something went wrong here.', extensions: { code: 'INTERNAL_SERVER_ERROR', id } };
  };
