import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isLeafType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { costOf } from './limits.js';
import { type Selection, selectionOf } from './selection.js';
import { unfoldedFields } from './unfolded.js';

/** An operation that has been parsed, validated and compiled: what is left to do is to run it. */
export interface Operation {
  name: string | null;
  run: CompiledQuery['query'];
  selection: Selection | undefined;
  /** What it can cost with these variables (`costOf`). */
  cost(variables: Record<string, unknown>): number;
}

interface Repeated {
  document: DocumentNode;
  /** By operation name, as many as the document has; null for what is not compiled. */
  operations: Map<string, Operation | null>;
  bytes: number;
}

const maxSeenBytes = 8 * 1024 * 1024;
const maxRepeatedBytes = 64 * 1024 * 1024;
/** The longest list of variables whose cost is remembered, and all of them for one operation, in bytes. */
const rememberedCosts = 16 * 1024;
/** What compiling makes of a field, once for each type that its parent can be: some 2 kB of code, and closures. */
const bytesPerField = 6000;
const bytesPerOperation = 8000 + rememberedCosts;
/** Operations with more fields, abstract types written out, are not compiled: it would take long, and the code megabytes. */
const maxFields = 1000;

/** What a parsed document takes with its tokens, which remember where they stand. */
export const documentBytes = (length: number): number => 2000 + 100 * length;

/**
 * Valid documents by their text. An operation is compiled when it comes for the second time, so that a flood of operations
 * that nobody repeats buys no compilation, nor pushes out what is compiled; the longest unused leave first.
 */
export class Operations {
  readonly #seen = new LRUCache<string, DocumentNode>({
    maxSize: maxSeenBytes,
    sizeCalculation: (_, text) => documentBytes(text.length),
  });
  readonly #repeated = new LRUCache<string, Repeated>({
    maxSize: maxRepeatedBytes,
    sizeCalculation: ({ bytes }) => bytes,
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** For whoever watches how full they are. */
  get weighed() {
    return { documents: this.#seen, compiled: this.#repeated };
  }

  /** Takes note of a document that has been found valid. */
  add(text: string, document: DocumentNode): void {
    if (!this.#repeated.has(text) && !this.#seen.has(text)) this.#seen.set(text, document);
  }

  /** Undefined for what has not been seen, is no query, or is not compiled. */
  find(text: string, operationName: string | undefined): Operation | undefined {
    const known = this.#repeated.get(text) ?? this.#again(text);
    if (!known) return undefined;
    const before = known.operations.get(operationName ?? '');
    if (before !== undefined) return before ?? undefined;
    // Names that the document does not have are not remembered: anybody can make up any number of them.
    const node = getOperationAST(known.document, operationName);
    if (node?.operation !== 'query') return undefined;
    const fields = unfoldedFields(this.schema, known.document, node);
    const operation = fields > maxFields ? null : compiled(this.schema, known.document, node);
    known.operations.set(operationName ?? '', operation);
    if (operation) known.bytes += bytesPerOperation + fields * bytesPerField;
    // Only what is not there yet is weighed.
    this.#repeated.delete(text);
    this.#repeated.set(text, known);
    return operation ?? undefined;
  }

  #again(text: string): Repeated | undefined {
    const document = this.#seen.get(text);
    if (!document) return undefined;
    this.#seen.delete(text);
    const repeated = { document, operations: new Map(), bytes: documentBytes(text.length) };
    this.#repeated.set(text, repeated);
    return repeated;
  }
}

function compiled(schema: GraphQLSchema, document: DocumentNode, node: OperationDefinitionNode): Operation | null {
  const query = compileQuery(schema, document, node.name?.value);
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
  const costs = new LRUCache<string, number>({
    maxSize: rememberedCosts,
    sizeCalculation: (_, key) => 160 + 2 * key.length,
  });
  return {
    name: node.name?.value ?? null,
    run: query.query,
    selection: selectionOf(schema, document),
    cost(variables) {
      const key = JSON.stringify(weighty.map((name) => variables[name]));
      const before = costs.get(key);
      if (before !== undefined) return before;
      const cost = costOf(schema, document, variables, node.name?.value ?? null);
      costs.set(key, cost);
      return cost;
    },
  };
}
