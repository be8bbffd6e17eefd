import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
  validate,
} from 'graphql';
import type { Operation } from '../support/graph.js';
import type { Random } from './random.js';
import type { ValuePool } from './values.js';

type Field = GraphQLField<unknown, unknown>;
type Wanted = Pick<GraphQLArgument, 'name' | 'type'>;

/** Fields whose value is the instant at which they are asked. */
const volatile = new Set(['Trending.asOf']);

const maxDepth = 6;
const maxFields = 40;
const maxInputDepth = 2;

/**
 * Random operations that are valid by the schema, with arguments from what the store holds. Half of the arguments are variables: given, null,
 * absent or by default. Fragments are spread in several places, under @include and @skip, on interfaces, unions and their types.
 */
export class OperationGenerator {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly values: ValuePool,
  ) {}

  generate(random: Random): Operation {
    for (;;) {
      const operation = new Draft(this.schema, this.values, random).operation();
      // Fields of one name with other arguments, mostly: rarer than the care that it would take to avoid them.
      if (validate(this.schema, parse(operation.query)).length === 0) return operation;
    }
  }
}

/** An operation that is being made up. */
class Draft {
  readonly #variables: Record<string, unknown> = {};
  readonly #definitions: string[] = [];
  readonly #fragments: { name: string; type: GraphQLCompositeType; text: string }[] = [];
  #fields = 0;
  #names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly values: ValuePool,
    private readonly random: Random,
  ) {}

  operation(): Operation {
    const root = this.schema.getQueryType();
    if (!root) throw new Error('The schema has no queries.');
    const selection = this.#selection(root, 0);
    const definitions = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
    const fragments = this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`);
    if (!this.random.chance(0.15)) {
      const query = [`query ${definitions} ${selection}`, ...fragments].join('\n');
      return { query, variables: this.#variables };
    }
    const operations = [`query One${definitions} ${selection}`, 'query Two { topics(first: 2) { nodes { slug } } }'];
    const query = [...this.random.shuffled(operations), ...fragments].join('\n');
    return { query, variables: this.#variables, operationName: this.random.pick(['One', 'One', 'Two']) };
  }

  #name(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const size = this.random.between(1, depth === 0 ? 3 : 4);
    for (let at = 0; at < size; at += 1) parts.push(this.#part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    const kind = this.random.between(0, 9);
    if (kind === 0) return `__typename${this.#directives()}`;
    if (kind === 1 && depth < maxDepth) {
      const on = this.random.pick(this.#overlapping(type));
      const condition = on === type && this.random.chance(0.5) ? '' : ` on ${on.name}`;
      return `...${condition}${this.#directives()} ${this.#selection(on, depth + 1)}`;
    }
    if (kind <= 3 && depth < maxDepth) return `...${this.#fragmentFor(type, depth)}${this.#directives()}`;
    if (!('getFields' in type)) return '__typename';
    const fields = Object.values(type.getFields()).filter(({ name }) => !volatile.has(`${type.name}.${name}`));
    return this.#field(this.random.pick(fields), depth);
  }

  /** Itself, its interfaces and its possible types. */
  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType[] {
    if (isAbstractType(type)) return [type, ...this.schema.getPossibleTypes(type)];
    return isObjectType(type) ? [type, ...type.getInterfaces()] : [type];
  }

  #fragmentFor(type: GraphQLCompositeType, depth: number): string {
    const overlapping = this.#overlapping(type);
    const known = this.#fragments.filter((fragment) => overlapping.includes(fragment.type));
    if (known.length > 0 && this.random.chance(0.6)) return this.random.pick(known).name;
    const on = this.random.pick(overlapping);
    const name = this.#name('F');
    // Listed once it is complete: fragments must not spread themselves.
    this.#fragments.push({ name, type: on, text: this.#selection(on, depth + 1) });
    return name;
  }

  #field(field: Field, depth: number): string {
    this.#fields += 1;
    const type = getNamedType(field.type);
    const isDeep = depth >= maxDepth || this.#fields > maxFields;
    if (isCompositeType(type) && isDeep) return '__typename';
    const args = this.#arguments(field);
    const alias = args !== '' || this.random.chance(0.15) ? `${this.#name('a')}: ` : '';
    const selection = isCompositeType(type) ? ` ${this.#selection(type, depth + 1)}` : '';
    return `${alias}${field.name}${args}${this.#directives()}${selection}`;
  }

  #directives(): string {
    if (!this.random.chance(0.15)) return '';
    const directive = this.random.pick(['include', 'skip']);
    const type = this.schema.getDirective(directive)?.args[0]?.type as GraphQLInputType;
    return ` @${directive}(if: ${this.#value(type, { name: 'if', type }, undefined, 0)})`;
  }

  #arguments(field: Field): string {
    const given = field.args.flatMap((argument) => {
      // A page of 20 on every level is more than an operation may cost.
      const isSize =
        argument.name === 'first' && !field.args.some(({ name }) => name === 'last' && this.random.chance(0.2));
      if (!isRequiredArgument(argument) && !isSize && !this.random.chance(0.3)) return [];
      return [`${argument.name}: ${this.#value(argument.type, argument, getNamedType(field.type), 0)}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  /** A value of an input type as text: a literal, or a variable with one of the ways to give it. */
  #value(type: GraphQLInputType, wanted: Wanted, of: GraphQLNamedType | undefined, depth: number): string {
    const asVariable = this.random.chance(depth === 0 ? 0.5 : 0.2);
    return asVariable
      ? this.#variable(type, wanted, of, depth)
      : this.#literal(type, this.#json(type, wanted, of, depth));
  }

  #variable(type: GraphQLInputType, wanted: Wanted, of: GraphQLNamedType | undefined, depth: number): string {
    const name = this.#name('v');
    const nullable = getNullableType(type);
    const required = new GraphQLNonNull(nullable);
    const value = this.#json(required, wanted, of, depth);
    if (this.random.chance(0.3)) {
      this.#definitions.push(`$${name}: ${required}`);
      this.#variables[name] = value;
      return `$${name}`;
    }
    // A nullable variable may stand where there may be no null, if it has a default: null is an error of the field then.
    const hasDefault = isNonNullType(type) || this.random.chance(0.5);
    const byDefault = hasDefault ? ` = ${this.#literal(type, this.#json(type, wanted, of, depth))}` : '';
    this.#definitions.push(`$${name}: ${nullable}${byDefault}`);
    const way = this.random.between(0, 9);
    if (way < 5) this.#variables[name] = value;
    else if (way === 5) this.#variables[name] = null;
    return `$${name}`;
  }

  /** A value as JSON has it. Only a nullable type has null. */
  #json(type: GraphQLInputType, wanted: Wanted, of: GraphQLNamedType | undefined, depth: number): unknown {
    if (isNonNullType(type)) {
      const value = this.#json(type.ofType, wanted, of, depth);
      return value === null ? this.#json(type, wanted, of, depth) : value;
    }
    if (this.random.chance(0.06)) return null;
    if (isListType(type)) {
      const size = this.random.between(0, 3);
      return Array.from({ length: size }, () => this.#json(type.ofType, wanted, of, depth + 1));
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isRequiredInputField(field) || (this.random.chance(0.2) && this.#fits(field.type, depth)),
      );
      return Object.fromEntries(
        fields.map((field) => [field.name, this.#json(field.type, field, undefined, depth + 1)]),
      );
    }
    if (isEnumType(type)) return this.random.pick(type.getValues()).name;
    return this.values.scalar(type.name, wanted.name, of, this.random);
  }

  #fits(type: GraphQLInputType, depth: number): boolean {
    return depth < maxInputDepth || !isInputObjectType(getNamedType(type));
  }

  #literal(type: GraphQLInputType, value: unknown): string {
    const nullable = getNullableType(type);
    if (value === null) return 'null';
    if (isListType(nullable))
      return `[${(value as unknown[]).map((item) => this.#literal(nullable.ofType, item)).join(', ')}]`;
    if (isInputObjectType(nullable)) {
      const fields = nullable.getFields();
      const entries = Object.entries(value as object);
      return `{ ${entries.map(([name, item]) => `${name}: ${this.#literal(fields[name]?.type as GraphQLInputType, item)}`).join(', ')} }`;
    }
    return isEnumType(nullable) ? String(value) : JSON.stringify(value);
  }
}
