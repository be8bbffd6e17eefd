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

/** Stored fields that a query reads of each GraphQL type's documents, wherever they stand in it; undefined for all of them. */
export type Selection = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** Works out what all operations of a document read, as their fields say (`Reads`); types that it does not name have no entry. */
export function selectionOf(schema: GraphQLSchema, document: DocumentNode): Selection {
  const selection = new Map<string, Set<string> | undefined>();
  const whole = (type: string) => selection.set(type, undefined);
  const select = (type: GraphQLObjectType, fieldName: string) => {
    const field = type.getFields()[fieldName];
    if (!field) return;
    const { name } = type;
    const reads = notedReads(field);
    for (const other of reads?.others ?? []) whole(other);
    if (!reads) whole(name);
    if (!reads || (selection.has(name) && !selection.get(name))) return;
    const fields = selection.get(name) ?? new Set();
    for (const own of reads.own) fields.add(own);
    selection.set(name, fields);
  };
  const typeInfo = new TypeInfo(schema);
  const field = {
    enter({ name }: { name: { value: string } }) {
      const parent = typeInfo.getParentType();
      if (parent) for (const type of objectTypes(schema, parent)) select(type, name.value);
    },
  };
  visit(document, visitWithTypeInfo(typeInfo, { Field: field }));
  return selection;
}

const objectTypes = (schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
