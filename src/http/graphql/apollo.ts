import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Context } from '../../graph/context.js';
import { costReport } from '../../graph/cost-report.js';
import type { Documents } from '../../graph/documents.js';
import { type Limits, limitRules, limitsPlugin, maxCoercionErrors } from '../../graph/limits.js';
import { type OperationRecord, operationLog } from '../../graph/operation-log.js';

export interface ApolloOptions {
  schema: GraphQLSchema;
  limits: Limits;
  /** Whether clients may learn of the schema: introspection, and hints at names in errors. */
  open: boolean;
  documents: Documents;
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
  report(record: OperationRecord): void;
}

/** Apollo Server, which executes every operation whose answer is not there yet. */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer<Context>> {
  const { schema, limits, open, documents, formatError, report } = options;
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: open,
    hideSchemaDetailsFromClientErrors: !open,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // They are resolved before an operation comes here.
    persistedQueries: false,
    // There is nothing that a foreign page could do here: no mutations, and no cookie says who somebody is.
    csrfPrevention: false,
    documentStore: documents,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: limitRules(limits),
    validationOptions: { maxErrors: 5 },
    executionOptions: { maxCoercionErrors },
    formatError,
    plugins: [
      limitsPlugin(documents, limits),
      costReport(documents, limits.cost),
      operationLog(report),
      {
        requestDidStart: async () => ({
          didResolveOperation: async ({ document, contextValue }) =>
            contextValue.select(documents.selectionOf(document)),
        }),
      },
      // Cache policy is not worked out field by field: that costs a third of the throughput.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}
