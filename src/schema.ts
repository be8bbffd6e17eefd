import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import { contentParts, contentTypes } from './content/index.js';
import { directResolvers } from './graph/direct-resolvers.js';
import { NodeResolver } from './graph/node.resolver.js';

/** The schema that runs, made of what the content registry lists. */
export function buildGraph(): GraphQLSchema {
  const parts = [...contentTypes, ...contentParts];
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      ...parts.flatMap(({ resolvers }) => resolvers),
    ] as unknown as NonEmptyArray<NewableFunction>,
    orphanedTypes: contentParts.flatMap(({ orphanedTypes }) => orphanedTypes ?? []),
    validate: false,
    // Apollo Server checks it as it starts; type-graphql would have all of it introspected for that.
    skipCheck: true,
  });
  return directResolvers(schema);
}

/** `schema.graphql` as it is committed: sorted, so that a diff shows what changed and nothing else. */
export const printSdl = (schema: GraphQLSchema): string => `${printSchema(lexicographicSortSchema(schema))}\n`;
