import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { questions, valuesOf } from './every-field.js';
import { type Operation, schema } from './graph.js';

type Field = GraphQLField<unknown, unknown>;
type Ask = (query: string) => Promise<unknown>;

/** A place where a value can stand in an argument: the argument itself, or something within it. */
export interface ArgumentPlace {
  /** Such as `Query.articles(filter: { concepts: { all: [ID!] } })`. */
  name: string;
  argument: GraphQLArgument;
  /** The type of a variable that stands there. */
  type: GraphQLInputType;
  /** Whether a text may stand there at all. */
  takesText: boolean;
  /** An operation that asks the field with each of these for its argument. */
  operation(values: readonly string[], variables?: string): string;
  /** The argument in GraphQL, with a value there. */
  write(value: string): string;
  /** The same in JSON. */
  json(value: unknown): unknown;
}

/**
 * Every argument of the schema, at a field that the store has an answer for. Input objects are walked to their ends where they come
 * first, and then end by end: they are the same everywhere.
 */
export async function argumentPlaces(ask: Ask): Promise<ArgumentPlace[]> {
  const ways = await waysToTypes(ask);
  const times = new Map<GraphQLNamedType, number>();
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return types
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        field.args.flatMap((argument) => {
          const way = ways.get(type.name);
          if (!way) throw new Error(`Nothing in the store leads to a ${type.name}.`);
          const named = getNamedType(argument.type);
          const time = times.get(named) ?? 0;
          times.set(named, time + 1);
          const ends = endsOf(argument.type);
          const some = time === 0 ? ends : ends.filter((_, at) => at === time % ends.length);
          return some.map((end) => placeOf(type, field, argument, end, way));
        }),
      ),
    );
}

/** The end of a way into an input type: what can stand there is no object. */
interface End {
  type: GraphQLInputType;
  write(value: string): string;
  json(value: unknown): unknown;
}

function endsOf(type: GraphQLInputType, above: readonly GraphQLNamedType[] = []): End[] {
  const nullable = getNullableType(type);
  if (isListType(nullable))
    return endsOf(nullable.ofType, above).map(({ type: inner, write, json }) => ({
      type: inner,
      write: (value) => `[${write(value)}]`,
      json: (value) => [json(value)],
    }));
  if (!isInputObjectType(nullable)) return [{ type, write: (value) => value, json: (value) => value }];
  const isNested = above.includes(nullable);
  return Object.values(nullable.getFields()).flatMap((field) => {
    const isSelf = getNamedType(field.type) === nullable;
    if (isNested && isSelf) return [];
    const ends = endsOf(field.type, [...above, nullable]);
    // What filters in a filter end in is the same again.
    return (isSelf ? ends.slice(0, 1) : ends).map(({ type: inner, write, json }) => ({
      type: inner,
      write: (value: string) => `{ ${field.name}: ${write(value)} }`,
      json: (value: unknown) => ({ [field.name]: json(value) }),
    }));
  });
}

function placeOf(
  type: GraphQLObjectType,
  field: Field,
  argument: GraphQLArgument,
  end: End,
  [open, close]: Way,
): ArgumentPlace {
  const others = field.args
    .filter((other) => other !== argument && isRequiredArgument(other))
    .map((other) => `, ${other.name}: ${anyValue(other.type)}`);
  const asked = (value: string) =>
    `${field.name}(${argument.name}: ${value}${others.join('')})${selectionOf(field.type)}`;
  return {
    name: `${type.name}.${field.name}(${argument.name}: ${end.write(String(end.type))})`,
    argument,
    ...end,
    takesText: ['String', 'ID'].includes(getNamedType(end.type).name),
    operation: (values, variables = '') =>
      `query ${variables} ${open} ${values.map((value, at) => `a${at}: ${asked(value)}`).join(' ')} ${close}`,
  };
}

/** Lists ask the store for nothing until something of them is selected. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return '';
  return 'getFields' in named && named.getFields().nodes ? ' { nodes { __typename } }' : ' { __typename }';
}

function anyValue(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return `[${anyValue(nullable.ofType)}]`;
  const { name } = getNamedType(type);
  return valuesOf(name)[0] ?? (name === 'Int' ? '1' : '"ferry"');
}

/** What stands before and after a selection of a type in an operation. */
type Way = [open: string, close: string];

/** For each object type that the sample newsroom has something of, the shortest way to it. */
async function waysToTypes(ask: Ask): Promise<Map<string, Way>> {
  const ways = new Map<string, Way>([
    ['Query', ['{', '}']],
    // The article to which the shortest way leads is none.
    ['LiveBlog', ['{ articles(filter: { kind: [LIVEBLOG] }, first: 1) { nodes { liveBlog {', '} } } }']],
  ]);
  for (const [name, [open, close]] of ways) {
    const type = schema.getType(name) as GraphQLObjectType;
    const steps = Object.values(type.getFields()).flatMap((field) => stepsOver(type, field));
    if (steps.length === 0) continue;
    const answer = await ask(`${open} ${steps.map((step, at) => `s${at}: ${step} { __typename }`).join(' ')} ${close}`);
    for (const [at, step] of steps.entries()) {
      for (const found of typesUnder(answer, `s${at}`))
        if (!ways.has(found)) ways.set(found, [`${open} ${step} { ... on ${found} {`, `} } ${close}`]);
    }
  }
  return ways;
}

/** A field that leads on, with arguments that have an answer in the sample newsroom. */
function stepsOver(type: GraphQLObjectType, field: Field): string[] {
  if (!isCompositeType(getNamedType(field.type))) return [];
  const own = questions[`${type.name}.${field.name}`];
  if (!own && field.args.some(isRequiredArgument)) return [];
  return (own ?? ['']).map((question) => `${field.name}${question}`);
}

function typesUnder(answer: unknown, alias: string, isUnder = false): string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]) =>
    isUnder && key === '__typename' ? [value as string] : typesUnder(value, alias, isUnder || key === alias),
  );
}

/**
 * These texts, and values that are none, at a place, in every way that GraphQL has: each text is a literal or a variable, and a block
 * string, a variable within the argument or a default besides. Anything but a text refuses all texts alike, so there a few will do. A
 * variable that is refused keeps all others from being read: what is no text comes alone.
 */
export function operationsAt(place: ArgumentPlace, texts: readonly string[], others: readonly unknown[]): Operation[] {
  const every = (step: number, from: number) => texts.filter((_, at) => at % step === from);
  const asArguments = (values: readonly unknown[]) => withVariables(place, place.argument.type, values.map(place.json));
  const alone = others.map((value) => asArguments([value]));
  if (!place.takesText) return [...alone, withLiterals(place, every(4, 0).map(quoted)), asArguments(every(4, 1))];
  return [
    ...alone,
    withLiterals(place, every(2, 0).map(quoted)),
    asArguments(every(2, 1)),
    withLiterals(place, every(3, 0).map(blockString)),
    withVariables(place, place.type, every(3, 1), place.write),
    withDefaults(place, every(3, 2).map(quoted)),
  ];
}

const withLiterals = (place: ArgumentPlace, literals: readonly string[]): Operation => ({
  query: place.operation(literals.map(place.write)),
});

function withDefaults(place: ArgumentPlace, literals: readonly string[]): Operation {
  const definitions = literals.map((literal, at) => `$v${at}: ${getNullableType(place.type)} = ${literal}`);
  const values = literals.map((_, at) => place.write(`$v${at}`));
  return { query: place.operation(values, `(${definitions.join(', ')})`) };
}

function withVariables(
  place: ArgumentPlace,
  type: GraphQLInputType,
  values: readonly unknown[],
  write = (variable: string) => variable,
): Operation {
  const names = values.map((_, at) => `$v${at}`);
  const definitions = names.map((name) => `${name}: ${type}`);
  return {
    query: place.operation(names.map(write), `(${definitions.join(', ')})`),
    variables: Object.fromEntries(values.map((value, at) => [`v${at}`, value])),
  };
}

const quoted = (text: string) => JSON.stringify(text);

/** A space keeps a quote or a backslash at the end apart from the closing quotes. GraphQL has no NUL, other than escaped. */
const blockString = (text: string) => `"""${text.replaceAll('"""', '\\"""').replaceAll('\u0000', '')} """`;
