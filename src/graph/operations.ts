import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getNullableType,
  getOperationAST,
  isLeafType,
  type NamedTypeNode,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from './context.js';
import { costOf } from './cost.js';
import { maxCoercionErrors } from './limits.js';
import { type Selection, selectionOf } from './selection.js';

/** Raw values of variables, as a client sends them. */
export type VariableValues = { readonly [name: string]: unknown };

/** An operation of a document that has been parsed and validated. */
export interface Operation {
  name: string | null;
  selection: Selection | undefined;
  /** See `costOf`. */
  cost(variables: VariableValues): number | undefined;
  execute(variables: VariableValues, context: Context): Promise<ExecutionResult>;
}

interface CachedDocument {
  document: DocumentNode;
  /** By name, only those that the document has. */
  operations: Map<string | undefined, Operation>;
  bytes: number;
}

const maxBytes = 32 * 1024 * 1024;
/** Costs that are remembered for one operation, with the variables that they depend on, in bytes. */
const costBytes = 16 * 1024;

/** What a parsed document takes with its tokens, which remember where they stand. */
export const documentBytes = (length: number): number => 2000 + 100 * length;

/** Valid documents by their text, with the operations that were asked for. */
export class Operations {
  readonly #documents = new LRUCache<string, CachedDocument>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => bytes,
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** Metrics show how full it is. */
  get weighed() {
    return this.#documents;
  }

  /** @param document parsed from `text`, and valid */
  add(text: string, document: DocumentNode): void {
    if (this.#documents.has(text)) return;
    this.#documents.set(text, { document, operations: new Map(), bytes: documentBytes(text.length) });
  }

  /** Undefined for a document that is not cached, a name that it does not have, and anything but a query. */
  find(text: string, operationName: string | undefined): Operation | undefined {
    const cached = this.#documents.get(text);
    if (!cached) return undefined;
    const before = cached.operations.get(operationName);
    if (before) return before;
    // Unknown names are not remembered: a client can make up any number of them.
    const node = getOperationAST(cached.document, operationName);
    if (node?.operation !== 'query') return undefined;
    const operation = operationOf(this.schema, cached.document, node);
    cached.operations.set(operationName, operation);
    cached.bytes += costBytes;
    // The size of an entry is calculated when it is added.
    this.#documents.delete(text);
    this.#documents.set(text, cached);
    return operation;
  }
}

function operationOf(schema: GraphQLSchema, document: DocumentNode, node: OperationDefinitionNode): Operation {
  const name = node.name?.value;
  const cost = (variables: VariableValues) => costOf(schema, document, node, variables);
  return {
    name: name ?? null,
    selection: selectionOf(schema, document),
    cost: remembered(cost, costKey(schema, node)),
    execute: async (variables, contextValue) =>
      execute({
        schema,
        document,
        ...(name === undefined ? {} : { operationName: name }),
        variableValues: variables,
        contextValue,
        options: { maxCoercionErrors },
      }),
  };
}

/** What a cost depends on: whether each variable is given or null, and the values of numbers, switches, lists and input objects. */
function costKey(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  const plain = variableDefinitions.map((definition) => {
    const type = getNullableType(typeFromAST(schema, definition.type as NamedTypeNode));
    return isLeafType(type) && type.name !== 'Int' && type.name !== 'Boolean';
  });
  return (variables: VariableValues): string =>
    JSON.stringify(
      names.map((name, at) => {
        if (!Object.hasOwn(variables, name)) return [];
        const value = variables[name];
        return plain[at] && value !== null ? 'given' : [value];
      }),
    );
}

function remembered(cost: Operation['cost'], keyOf: (variables: VariableValues) => string): Operation['cost'] {
  const costs = new LRUCache<string, number>({
    maxSize: costBytes,
    sizeCalculation: (_, key) => 160 + 2 * key.length,
  });
  return (variables) => {
    const key = keyOf(variables);
    const before = costs.get(key);
    if (before !== undefined) return before;
    const found = cost(variables);
    if (found !== undefined) costs.set(key, found);
    return found;
  };
}
