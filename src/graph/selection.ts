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

/** What a query asks of a GraphQL type's documents, wherever they stand in it: fields of the type, and stored fields that these read. */
export interface Selected {
  asked: ReadonlySet<string>;
  read: ReadonlySet<string>;
}

/** By the name of the type. */
export type Selection = ReadonlyMap<string, Selected>;

/** What all operations of a document read together; undefined where one of their fields may read anything (`Reads`). */
export function selectionOf(schema: GraphQLSchema, document: DocumentNode): Selection | undefined {
  const selection = new Map<string, { asked: Set<string>; read: Set<string> }>();
  let known = true;
  const typeInfo = new TypeInfo(schema);
  const select = (type: GraphQLObjectType, name: string) => {
    const field = type.getFields()[name];
    if (!field) return; // __typename and introspection
    const reads = notedReads(field);
    if (!reads) known = false;
    const selected = selection.get(type.name) ?? { asked: new Set(), read: new Set() };
    selected.asked.add(name);
    for (const one of reads ?? []) selected.read.add(one);
    selection.set(type.name, selected);
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
