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

/** The fields that an operation asks for, wherever they stand in it, as schema coordinates: `Article.body`. */
export type Selection = ReadonlySet<string>;

/** What all operations of a document ask for together. */
export function selectionOf(schema: GraphQLSchema, document: DocumentNode): Selection {
  const selection = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  const enter = ({ name }: { name: { value: string } }) => {
    const parent = typeInfo.getParentType();
    for (const type of parent ? objectTypes(schema, parent) : []) selection.add(`${type.name}.${name.value}`);
  };
  visit(document, visitWithTypeInfo(typeInfo, { Field: { enter } }));
  return selection;
}

const objectTypes = (schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
