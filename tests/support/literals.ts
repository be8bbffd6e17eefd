import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parseType,
  print,
  TypeInfo,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The same operation with a variable for each literal argument; undefined where it has none, or where several operations share it. */
export function withVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
): { query: string; variables: Record<string, unknown> } | undefined {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operations.length !== 1) return undefined;
  const variables: Record<string, unknown> = {};
  const definitions: VariableDefinitionNode[] = [];
  const variableFor = (value: ValueNode, type: GraphQLInputType): ValueNode => {
    const name = `literal${definitions.length}`;
    variables[name] = valueFromASTUntyped(value);
    const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
    definitions.push({ kind: Kind.VARIABLE_DEFINITION, variable, type: parseType(String(type)) as TypeNode });
    return variable;
  };
  const typeInfo = new TypeInfo(schema);
  const changed = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument(node) {
        const type = typeInfo.getInputType();
        if (!type || holdsVariable(node.value)) return undefined;
        return { ...node, value: variableFor(node.value, type) };
      },
    }),
  );
  if (definitions.length === 0) return undefined;
  const query = print(
    visit(changed, {
      OperationDefinition: (node: OperationDefinitionNode) => ({
        ...node,
        variableDefinitions: [...(node.variableDefinitions ?? []), ...definitions],
      }),
    }),
  );
  return { query, variables };
}

function holdsVariable(value: ValueNode): boolean {
  let found = false;
  visit(value, {
    Variable: () => {
      found = true;
    },
  });
  return found;
}
