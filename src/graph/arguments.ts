import type { GraphQLArgument, GraphQLField, GraphQLFieldResolver } from 'graphql';

type Arguments = Record<string, unknown>;
type Resolve = GraphQLFieldResolver<object, unknown, Arguments>;

/**
 * Lets a resolver see null as "not given", which is what clients mean that send every variable of an operation (Relay, Apollo, Python):
 * an argument gets its default, a field of an input object is absent.
 */
export function withoutNulls({ args }: GraphQLField<unknown, unknown>, resolve: Resolve): Resolve {
  if (args.length === 0) return resolve;
  return (root, given, context, info) => resolve(root, definedArguments(args, given), context, info);
}

/** Arguments as a resolver sees them. */
export function definedArguments(definitions: readonly GraphQLArgument[], given: Arguments): Arguments {
  const defined: Arguments = {};
  for (const { name, defaultValue } of definitions) {
    const value = definedValue(given[name]) ?? defaultValue;
    if (value !== undefined) defined[name] = value;
  }
  return defined;
}

function definedValue(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(definedValue);
  return isInputObject(value) ? definedFields(value) : value;
}

function definedFields(value: Arguments): Arguments {
  const entries = Object.entries(value).map(([name, field]) => [name, definedValue(field)] as const);
  return Object.fromEntries(entries.filter(([, field]) => field !== undefined));
}

/** What graphql-js makes of an input object; values of scalars, such as dates, have classes of their own. */
const isInputObject = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && [null, Object.prototype].includes(Object.getPrototypeOf(value));
