import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
// What graphql-js executes with, so that a cost counts exactly the fields that run. The .js files are the modules that `graphql` is made of.
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { getFieldDef } from 'graphql/execution/execute.js';
import { defaultPageSize, maxPageSize } from './page-args.js';

/** Raw values of variables, as a client sends them. */
export type VariableValues = { readonly [name: string]: unknown };
type Field = GraphQLField<unknown, unknown>;

/** Length assumed for a list that takes no `first`: mentions, roles, topics. Few are longer. */
const assumedLength = 5;
/** Different selections of one operation, each with its type, that are counted at most. */
const maxSelections = 10_000;

/**
 * Cost of an operation: the objects that its lists can hold together, pages by their size. Fields of plain values cost nothing, and
 * neither does a field or selection that execution will refuse because of its arguments.
 *
 * @param variables as a client sends them
 * @returns Infinity where there are more than `maxSelections`; undefined for variables that do not fit, which execution refuses before it
 * runs anything
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: VariableValues,
): number | undefined {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0; // graphql-js refuses it
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  return coerced && new CostCounter(schema, document, coerced).ofRoot(root, operation);
}

class CostCounter {
  readonly #fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  /** By type and field nodes: a selection that is reached by many ways is counted once. */
  readonly #costs = new Map<string, number>();
  readonly #numbers = new Map<FieldNode, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: { [name: string]: unknown },
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments[definition.name.value] = definition;
    }
  }

  ofRoot(type: GraphQLObjectType, { selectionSet }: OperationDefinitionNode): number {
    return this.#ofFields(type, () => collectFields(this.schema, this.#fragments, this.variables, type, selectionSet));
  }

  #ofSelection(type: GraphQLObjectType, nodes: readonly FieldNode[]): number {
    const key = `${type.name} ${nodes.map((node) => this.#numberOf(node)).join()}`;
    const before = this.#costs.get(key);
    if (before !== undefined) return before;
    if (this.#costs.size >= maxSelections) return Infinity;
    const cost = this.#ofFields(type, () =>
      collectSubfields(this.schema, this.#fragments, this.variables, type, nodes),
    );
    this.#costs.set(key, cost);
    return cost;
  }

  #ofFields(type: GraphQLObjectType, collect: () => Map<string, readonly FieldNode[]>): number {
    const fields = valueOr(collect, undefined);
    let cost = 0;
    for (const nodes of fields?.values() ?? []) cost += this.#ofField(type, nodes);
    return cost;
  }

  #ofField(parent: GraphQLObjectType, nodes: readonly FieldNode[]): number {
    const [node] = nodes as [FieldNode];
    const field = getFieldDef(this.schema, parent, node);
    if (!field) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const args = valueOr(() => getArgumentValues(field, node, this.variables), undefined);
    if (!args) return 0;
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const each = Math.max(0, ...possible.map((one) => this.#ofSelection(one, nodes)));
    return objectsOf(field, args, each);
  }

  #numberOf(node: FieldNode): number {
    const known = this.#numbers.get(node) ?? this.#numbers.size;
    this.#numbers.set(node, known);
    return known;
  }
}

/** @param each cost of what is selected of one object */
function objectsOf(field: Field, args: Record<string, unknown>, each: number): number {
  const type = getNamedType(field.type);
  if (/(Connection|Feed)$/.test(type.name)) return 1 + pageSize(args) * each;
  if (Array.isArray(args.ids)) return Math.max(args.ids.length, 1) * (1 + each);
  // The page has been multiplied already.
  if (/^(nodes|edges|node|changes)$/.test(field.name)) return 1 + each;
  return (isList(field) ? listSize(args) : 1) * (1 + each);
}

const pageSize = ({ first, last }: Record<string, unknown>): number => bounded(last ?? first ?? defaultPageSize);

const listSize = ({ first }: Record<string, unknown>): number =>
  typeof first === 'number' ? bounded(first) : assumedLength;

const bounded = (size: unknown): number => Math.min(Math.max(Number(size), 1), maxPageSize);

const isList = ({ type }: Field): boolean => isListType(getNullableType(type));

/** What a graphql-js function returns, or something else where it throws because arguments do not fit: execution will tell the client. */
function valueOr<R, E>(compute: () => R, otherwise: E): R | E {
  try {
    return compute();
  } catch (error) {
    if (error instanceof GraphQLError) return otherwise;
    throw error;
  }
}
