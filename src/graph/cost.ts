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
  isIntrospectionType,
  isListType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
// What graphql-js executes with, so that a cost counts exactly the fields that run. The .js files are the modules that `graphql` is made of.
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { getFieldDef } from 'graphql/execution/execute.js';
import { definedArguments } from './arguments.js';
import { defaultPageSize, maxPageSize } from './page-args.js';

/** Raw values of variables, as a client sends them. */
export type VariableValues = { readonly [name: string]: unknown };
type Field = GraphQLField<unknown, unknown>;
type Arguments = { readonly [name: string]: unknown };
/** The part of graphql-query-complexity's estimators that ours use. `args` are those that the resolver sees. */
export type Estimator = (field: { args: Arguments; childComplexity: number }) => number;
export type Complexity = number | Estimator;

/** Length assumed for a list that takes no `first`: mentions, roles, topics. Few are longer. */
const assumedLength = 5;
/** Different selections of one operation, each with its type, that are counted at most. */
const maxSelections = 10_000;

/** A plain value: what a client does with an object is mostly to ask for some. */
const leafCost = 0.04;
/** An object of the schema: a type, a field, an argument. */
const introspectionCost = 0.4;
/** To ask the store for a page. */
export const pageCost = 5;

/**
 * Cost of an operation. The unit is an object of a list, which takes about 25 µs of CPU on a machine of today: so much that the limit of
 * 20,000 stands for half a second. Lists count by their size, 25 plain values as one object, and a field that takes more than that says so
 * itself (`complexity`, as type-graphql and graphql-query-complexity have it: a number is added, a function counts the field and all below
 * it). A field or selection that execution will refuse because of its arguments costs nothing.
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
  return coerced && Math.ceil(new CostCounter(schema, document, coerced).ofRoot(root, operation));
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

  /** @param page how many items there are of a page (`#ofField`) */
  #ofSelection(type: GraphQLObjectType, nodes: readonly FieldNode[], page: number | undefined): number {
    const key = `${type.name} ${page} ${nodes.map((node) => this.#numberOf(node)).join()}`;
    const before = this.#costs.get(key);
    if (before !== undefined) return before;
    if (this.#costs.size >= maxSelections) return Infinity;
    const cost = this.#ofFields(
      type,
      () => collectSubfields(this.schema, this.#fragments, this.variables, type, nodes),
      page,
    );
    this.#costs.set(key, cost);
    return cost;
  }

  #ofFields(type: GraphQLObjectType, collect: () => Map<string, readonly FieldNode[]>, page?: number): number {
    const fields = valueOr(collect, undefined);
    let cost = 0;
    for (const nodes of fields?.values() ?? []) cost += this.#ofField(type, nodes, page);
    return cost;
  }

  /** @param page of a field of a connection, how many items that has: as many as were asked of the field that leads to it */
  #ofField(parent: GraphQLObjectType, nodes: readonly FieldNode[], page: number | undefined): number {
    const [node] = nodes as [FieldNode];
    const field = getFieldDef(this.schema, parent, node);
    if (!field) return 0;
    const given = valueOr(() => getArgumentValues(field, node, this.variables), undefined);
    if (!given) return 0;
    const args = definedArguments(field.args, given);
    const childComplexity = this.#below(field, nodes, args);
    const complexity = field.extensions.complexity as Complexity | undefined;
    if (typeof complexity === 'function') return complexity({ args, childComplexity });
    if (isIntrospectionType(getNamedType(field.type))) return this.#ofIntrospection(field, childComplexity);
    return ownCost(field, args, page, childComplexity) + (complexity ?? 0);
  }

  /** It is answered at once, without a pause: it may take half of the time that other fields may. */
  #ofIntrospection(field: Field, each: number): number {
    if (!isCompositeType(getNamedType(field.type))) return leafCost;
    const lengths: Record<string, number> = { types: Object.keys(this.schema.getTypeMap()).length, fields: 5 };
    return (lengths[field.name] ?? 1) * (introspectionCost + each);
  }

  /** What is selected of one object; of several types that it may have, the dearest. */
  #below(field: Field, nodes: readonly FieldNode[], args: Arguments): number {
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const page = isPage(field) ? pageSize(args) : undefined;
    return Math.max(0, ...possible.map((one) => this.#ofSelection(one, nodes, page)));
  }

  #numberOf(node: FieldNode): number {
    const known = this.#numbers.get(node) ?? this.#numbers.size;
    this.#numbers.set(node, known);
    return known;
  }
}

/** @param each cost of what is selected of one object */
function ownCost(field: Field, args: Arguments, page: number | undefined, each: number): number {
  if (!isCompositeType(getNamedType(field.type))) return leafCost;
  if (isPage(field)) return pageCost + each;
  if (Array.isArray(args.ids)) return Math.max(args.ids.length, 1) * (1 + each);
  if (page !== undefined && itemFields.includes(field.name)) return page * (1 + each);
  return (isList(field) ? listSize(args) : 1) * (1 + each);
}

/** Those of a connection that hold what is on the page. */
const itemFields = ['nodes', 'edges', 'changes'];
const isPage = ({ type }: Field): boolean => /(Connection|Feed)$/.test(getNamedType(type).name);

const pageSize = ({ first, last }: Arguments): number => bounded(last ?? first ?? defaultPageSize);

/** How many items are counted of a list that takes `first`. */
export const listSize = ({ first }: Arguments): number => (typeof first === 'number' ? bounded(first) : assumedLength);

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
