import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { notedReads } from './reads.js';

/** Stored fields that a query reads of each GraphQL type's documents, wherever they stand in it. */
export type Selection = ReadonlyMap<string, ReadonlySet<string>>;

/** What all operations of a document read together; undefined where one of their fields may read anything (`Reads`). */
export function selectionOf(schema: GraphQLSchema, document: DocumentNode): Selection | undefined {
  const selection = new Map<string, Set<string>>();
  let known = true;
  const typeInfo = new TypeInfo(schema);
  const select = (type: GraphQLObjectType, name: string) => {
    const field = type.getFields()[name];
    if (!field) return; // __typename and introspection
    const reads = notedReads(field);
    if (!reads) known = false;
    const fields = selection.get(type.name) ?? new Set();
    for (const one of reads ?? []) fields.add(one);
    selection.set(type.name, fields);
  };
  const fields = {
    enter({ name }: { name: { value: string } }) {
      const parent = typeInfo.getParentType();
      if (parent) for (const type of objectTypes(schema, parent)) select(type, name.value);
    },
  };
  visit(document, visitWithTypeInfo(typeInfo, { Field: fields }));
  return known ? selection : undefined;
}

const objectTypes = (schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
