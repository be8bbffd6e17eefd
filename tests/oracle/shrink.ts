import { type DocumentNode, type GraphQLSchema, Kind, parse, print, validate, visit } from 'graphql';
import type { Operation } from '../support/graph.js';

const removable = new Set<string>([
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.ARGUMENT,
  Kind.DIRECTIVE,
  Kind.OBJECT_FIELD,
  Kind.VARIABLE_DEFINITION,
  Kind.FRAGMENT_DEFINITION,
  Kind.OPERATION_DEFINITION,
]);

/** The smallest operation that still fails and is valid: parts are taken out one by one, as long as that is so. */
export async function shrink(
  schema: GraphQLSchema,
  operation: Operation,
  fails: (operation: Operation) => Promise<boolean>,
): Promise<Operation> {
  let smallest = operation;
  for (let at = 0; ; ) {
    const document = withoutPart(parse(smallest.query), at);
    if (!document) return smallest;
    const candidate = { ...smallest, query: print(document) };
    if (isValid(schema, candidate) && (await fails(candidate))) smallest = candidate;
    else at += 1;
  }
}

/** Undefined where there are not as many parts. What only the part needs goes with it. */
function withoutPart(document: DocumentNode, number: number): DocumentNode | undefined {
  let at = -1;
  let found = false;
  const smaller = visit(document, {
    enter(node) {
      if (!removable.has(node.kind)) return undefined;
      at += 1;
      if (at !== number) return undefined;
      found = true;
      return null;
    },
  });
  return found ? withoutUnused(smaller) : undefined;
}

function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    FragmentSpread: ({ name }) => void used.add(name.value),
    Variable: ({ name }) => void used.add(`$${name.value}`),
    VariableDefinition: () => false,
  });
  const smaller = visit(document, {
    FragmentDefinition: ({ name }) => (used.has(name.value) ? undefined : null),
    VariableDefinition: ({ variable }) => (used.has(`$${variable.name.value}`) ? undefined : null),
  });
  return print(smaller) === print(document) ? document : withoutUnused(smaller);
}

function isValid(schema: GraphQLSchema, { query, operationName }: Operation): boolean {
  try {
    const document = parse(query);
    const names = document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
    );
    return (
      (operationName === undefined ? names.length === 1 : names.includes(operationName)) &&
      validate(schema, document).length === 0
    );
  } catch {
    return false; // a selection without fields does not parse
  }
}
