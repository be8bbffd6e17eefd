import type { IncomingMessage } from 'node:http';
import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server';
import type { Context } from './context.js';
import type { Documents } from './documents.js';

/** Asks what an operation costs, beside its answer (`report`) or without it (`validate`), as Hot Chocolate has it. */
const costHeader = 'graphql-cost';

/** Whether a request has that header: its answer is then for it alone. */
export const asksForCost = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers[costHeader] !== undefined;

/**
 * Answers that header with `extensions.cost`: what the operation costs, the limit for one operation, and what of that is left. An operation
 * that is refused because of its cost is answered with it too.
 *
 * @param limit of one operation
 */
export function costReport(documents: Documents, limit: number): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ request }) {
      const asked = modeOf(request);
      if (asked !== 'report' && asked !== 'validate') return;
      return {
        async responseForOperation({ response }) {
          return asked === 'validate' ? { ...response, body: { kind: 'single', singleResult: {} } } : null;
        },
        async willSendResponse({ document, operation, request, response }) {
          if (!document || !operation || response.body.kind !== 'single') return;
          const requested = documents.costOf(document, operation, request.variables ?? {});
          if (requested === undefined) return;
          const { singleResult } = response.body;
          const cost = Number.isFinite(requested)
            ? { requested, limit, remaining: Math.max(0, limit - requested) }
            : { requested: null, limit, remaining: 0 };
          singleResult.extensions = { ...singleResult.extensions, cost };
        },
      };
    },
  };
}

const modeOf = ({ http }: GraphQLRequest): string | undefined => http?.headers.get(costHeader)?.trim().toLowerCase();
