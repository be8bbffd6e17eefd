import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';

/**
 * The fields of a valid operation with every interface and union written out as each of its possible types, at every depth:
 * what an executor that compiles makes code for. A short query can have millions.
 */
export function unfoldedFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<SelectionSetNode, Map<GraphQLObjectType, number>>();

  function below(set: SelectionSetNode, type: GraphQLNamedType): number {
    if (isObjectType(type)) return fieldsOf(set, type);
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
    return possible.reduce((sum, one) => sum + fieldsOf(set, one), 0);
  }

  function fieldsOf(set: SelectionSetNode, type: GraphQLObjectType): number {
    const counted = known.get(set) ?? new Map<GraphQLObjectType, number>();
    known.set(set, counted);
    const before = counted.get(type);
    if (before !== undefined) return before;
    let fields = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const field = metaFields.get(selection.name.value) ?? type.getFields()[selection.name.value];
        fields += 1 + (field && selection.selectionSet ? below(selection.selectionSet, getNamedType(field.type)) : 0);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment && holdsFor(fragment.typeCondition?.name.value, type))
        fields += fieldsOf(fragment.selectionSet, type);
    }
    counted.set(type, fields);
    return fields;
  }

  function holdsFor(condition: string | undefined, type: GraphQLObjectType): boolean {
    const wanted = condition === undefined ? type : schema.getType(condition);
    return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
  }

  const root = schema.getRootType(operation.operation);
  return root ? below(operation.selectionSet, root) : 0;
}

const metaFields = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));
