import {
  type DocumentNode,
  type GraphQLSchema,
  getNullableType,
  isLeafType,
  type NamedTypeNode,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { costOf, type VariableValues } from './cost.js';
import { exactKey } from './exact-key.js';
import { type Selection, selectionOf } from './selection.js';

const maxBytes = 32 * 1024 * 1024;
/** Costs that are remembered for one document, with the variables that they depend on, in bytes. */
const costBytes = 4 * 1024;

/** What is worked out of a document once. */
interface Facts {
  selection: Selection;
  costs: LRUCache<string, number>;
  keys: Map<OperationDefinitionNode, (variables: VariableValues) => string>;
}

/** Documents that have been parsed and validated, by what Apollo Server calls them (its `documentStore`), and what is known of them. */
export class Documents {
  readonly #documents = new LRUCache<string, DocumentNode>({ maxSize: maxBytes, sizeCalculation: bytesOf });
  readonly #facts = new WeakMap<DocumentNode, Facts>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Metrics show how full it is. */
  get weighed() {
    return this.#documents;
  }

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#documents.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.#documents.set(key, document);
  }

  async delete(key: string): Promise<boolean> {
    return this.#documents.delete(key);
  }

  /** What all operations of a document read together. */
  selectionOf(document: DocumentNode): Selection {
    return this.#factsOf(document).selection;
  }

  /** See `costOf`. */
  costOf(document: DocumentNode, operation: OperationDefinitionNode, variables: VariableValues): number | undefined {
    const { costs, keys } = this.#factsOf(document);
    const keyOf = keys.get(operation) ?? costKey(this.schema, operation);
    keys.set(operation, keyOf);
    const key = keyOf(variables);
    const before = costs.get(key);
    if (before !== undefined) return before;
    const found = costOf(this.schema, document, operation, variables);
    if (found !== undefined) costs.set(key, found);
    return found;
  }

  #factsOf(document: DocumentNode): Facts {
    const known = this.#facts.get(document);
    if (known) return known;
    const facts: Facts = {
      selection: selectionOf(this.schema, document),
      costs: new LRUCache({ maxSize: costBytes, sizeCalculation: (_, key) => 160 + 2 * key.length }),
      keys: new Map(),
    };
    this.#facts.set(document, facts);
    return facts;
  }
}

/** With its tokens, which remember where they stand. */
function bytesOf({ loc }: DocumentNode): number {
  const length = loc?.source.body.length ?? 0;
  return 2000 + costBytes + 100 * length;
}

/** What a cost depends on: whether each variable is given or null, and the values of numbers, switches, lists and input objects. */
function costKey(schema: GraphQLSchema, { name, variableDefinitions = [] }: OperationDefinitionNode) {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  const plain = variableDefinitions.map((definition) => {
    const type = getNullableType(typeFromAST(schema, definition.type as NamedTypeNode));
    return isLeafType(type) && type.name !== 'Int' && type.name !== 'Boolean';
  });
  const relevant = (variables: VariableValues, variable: string, at: number): unknown => {
    if (!Object.hasOwn(variables, variable)) return [];
    const value = variables[variable];
    return plain[at] && value !== null ? 'given' : [value];
  };
  return (variables: VariableValues): string =>
    exactKey([name?.value, ...names.map((variable, at) => relevant(variables, variable, at))]);
}
