import { type DocumentNode, type GraphQLSchema, getNamedType, getOperationAST, isLeafType, typeFromAST } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { costOf } from './limits.js';
import { type Selection, selectionOf } from './selection.js';

/** An operation that has been parsed, validated and compiled: what is left to do is to run it. */
export interface Operation {
  name: string | null;
  run: CompiledQuery['query'];
  selection: Selection | undefined;
  /** What it can cost with these variables (`costOf`). */
  cost(variables: Record<string, unknown>): number;
}

interface Known {
  document: DocumentNode;
  /** By operation name; null for what cannot be compiled. */
  operations: Map<string, Operation | null>;
}

/** A parsed document takes some 40 times its length, the function that it is compiled to about as much again. */
const bytesPerCharacter = 80;
const maxBytes = 32 * 1024 * 1024;
/** Costs that are remembered of one operation, by what they depend on. */
const rememberedCosts = 100;

/**
 * Valid documents by their text. An operation is compiled when it comes for the second time, so that a flood of operations
 * that nobody repeats buys no compilation; the longest unused leave first.
 */
export class Operations {
  readonly #known = new LRUCache<string, Known>({
    maxSize: maxBytes,
    sizeCalculation: (_, text) => 1 + text.length * bytesPerCharacter,
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** Takes note of a document that has been found valid. */
  add(text: string, document: DocumentNode): void {
    if (!this.#known.has(text)) this.#known.set(text, { document, operations: new Map() });
  }

  /** Undefined for what has not been seen, is no query, or cannot be compiled. */
  find(text: string, operationName: string | undefined): Operation | undefined {
    const known = this.#known.get(text);
    if (!known) return undefined;
    const name = operationName ?? '';
    let operation = known.operations.get(name);
    if (operation === undefined) {
      operation = compiled(this.schema, known.document, operationName);
      known.operations.set(name, operation);
    }
    return operation ?? undefined;
  }
}

function compiled(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Operation | null {
  const node = getOperationAST(document, operationName);
  if (node?.operation !== 'query') return null;
  const query = compileQuery(schema, document, operationName);
  if (!isCompiledQuery(query)) return null;
  // Sizes of pages, switches and lists of ids are what a cost depends on; single strings and ids are not.
  const weighty = (node.variableDefinitions ?? [])
    .filter(({ type }) => {
      const input = typeFromAST(schema, type as never);
      const named = getNamedType(input);
      return (
        type.kind === 'ListType' ||
        !isLeafType(named) ||
        ['Int', 'Boolean'].includes(named.name) ||
        String(input).includes('[')
      );
    })
    .map(({ variable }) => variable.name.value);
  const costs = new LRUCache<string, number>({ max: rememberedCosts });
  return {
    name: node.name?.value ?? null,
    run: query.query,
    selection: selectionOf(schema, document),
    cost(variables) {
      const key = JSON.stringify(weighty.map((name) => variables[name]));
      const before = costs.get(key);
      if (before !== undefined) return before;
      const cost = costOf(schema, document, variables, operationName ?? null);
      costs.set(key, cost);
      return cost;
    },
  };
}
