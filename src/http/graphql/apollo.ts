import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Context } from '../../graph/context.js';
import { type Limits, limitRules, limitsPlugin, maxCoercionErrors } from '../../graph/limits.js';
import { type OperationRecord, operationLog } from '../../graph/operation-log.js';
import { documentBytes, type Operations } from '../../graph/operations.js';

export interface ApolloOptions {
  schema: GraphQLSchema;
  limits: Limits;
  /** Whether clients may learn of the schema: introspection, and hints at names in errors. */
  open: boolean;
  /** Takes note of documents that are valid. */
  operations: Operations;
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
  report(record: OperationRecord): void;
}

/** Valid documents for what Apollo Server executes itself. */
const documentStoreBytes = 8 * 1024 * 1024;

/** Apollo Server, for documents that are new, operations that are refused, and all that is not a query. */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer<Context>> {
  const { schema, limits, open, operations, formatError, report } = options;
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
    documentStore: new InMemoryLRUCache<DocumentNode>({
      maxSize: documentStoreBytes,
      sizeCalculation: ({ loc }) => documentBytes(loc?.source.body.length ?? limits.queryLength),
    }),
    parseOptions: { maxTokens: limits.tokens },
    validationRules: limitRules(limits),
    validationOptions: { maxErrors: 5 },
    executionOptions: { maxCoercionErrors },
    formatError,
    plugins: [
      limitsPlugin(schema, limits),
      operationLog(report),
      {
        requestDidStart: async () => ({
          didResolveOperation: async ({ source, document }) => operations.add(source, document),
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
