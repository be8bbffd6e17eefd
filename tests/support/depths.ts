import { type GraphQLSchema, getNamedType, isInterfaceType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { contentTypes } from '../../src/content/index.js';

const collectionOf = new Map(contentTypes.map(({ typeName, collection }) => [typeName, collection]));

/** For each collection, at how many depths of a query it is asked: what `at most one command per collection and depth` allows. */
export function depthsByCollection(schema: GraphQLSchema, query: string): Map<string, number> {
  const depths = new Map<string, Set<number>>();
  const typeInfo = new TypeInfo(schema);
  let depth = 0;
  const field = {
    enter: () => {
      depth += 1;
      for (const collection of collectionsOf(schema, getNamedType(typeInfo.getType())?.name ?? '')) {
        depths.set(collection, (depths.get(collection) ?? new Set()).add(depth));
      }
    },
    leave: () => {
      depth -= 1;
    },
  };
  visit(parse(query), visitWithTypeInfo(typeInfo, { Field: field }));
  return new Map([...depths].map(([collection, some]) => [collection, some.size]));
}

function collectionsOf(schema: GraphQLSchema, typeName: string): string[] {
  const name = typeName.replace(/(Connection|Edge)$/, '');
  const type = schema.getType(name);
  const names = isInterfaceType(type) ? schema.getPossibleTypes(type).map((possible) => possible.name) : [name];
  return names.flatMap((one) => collectionOf.get(one) ?? []);
}
