import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { type BuildSchemaOptions, buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { contentParts, contentTypes } from './content/index.js';
import { directResolvers } from './graph/direct-resolvers.js';
import { NodeResolver } from './graph/node.resolver.js';

/** What type-graphql does around every resolver. */
export type AroundResolvers = Pick<BuildSchemaOptions, 'globalMiddlewares' | 'validateFn'>;

/** The schema that runs, made of what the content registry lists. */
export function buildGraph(around: AroundResolvers = {}): GraphQLSchema {
  const parts = [...contentTypes, ...contentParts];
  const schema = buildSchemaSync({
    ...around,
    resolvers: [
      NodeResolver,
      ...parts.flatMap(({ resolvers }) => resolvers),
    ] as unknown as NonEmptyArray<NewableFunction>,
    orphanedTypes: contentParts.flatMap(({ orphanedTypes }) => orphanedTypes ?? []),
    validate: false,
    // Apollo Server checks it as it starts; type-graphql would have all of it introspected for that.
    skipCheck: true,
  });
  return directResolvers(schema, Object.keys(around).length > 0);
}

/** `schema.graphql` as it is committed: sorted, so that a diff shows what changed and nothing else. */
export const printSdl = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
