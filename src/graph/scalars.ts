import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLJSON, GraphQLLocale } from 'graphql-scalars';
import { fuzzyRange } from './fuzzy-date.js';
import { parseInstant } from './instant.js';

/** By `scalar`, the formatter knows these also as the validation errors that they are in literals. */
const notA = (scalar: string, message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', scalar } });

function stringScalar(name: string, description: string, accepts: (value: string) => boolean, url?: string) {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw notA(name, `${name} cannot represent ${JSON.stringify(value)}.`);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    ...(url ? { specifiedByURL: url } : {}),
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** In: a string with a zone, as a Date. Out: a Date in UTC, or a string that already names its offset. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'An instant in ISO 8601, always with a zone: 2024-06-18T12:00:00.000Z. Its year is 0000 to 9999, in UTC and as it is written.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: instantOf,
  parseLiteral: (node) => instantOf(node.kind === Kind.STRING ? node.value : undefined),
});

function instantOf(value: unknown): Date {
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  if (instant) return instant;
  throw notA(
    'DateTime',
    `DateTime wants ISO 8601 with a zone, such as 2024-06-18T12:00:00Z, in the years 0000 to 9999 of UTC; found ${JSON.stringify(value)}.`,
  );
}

export const FuzzyDate = stringScalar(
  'FuzzyDate',
  'A date as exact as it is known, in EDTF level 0 or 1: 2024, 2024-06, 2024-06-18, 2024-06-18?. Its years are -9999 to 9999.',
  (value) => fuzzyRange(value) !== undefined,
  'https://www.loc.gov/standards/datetime/',
);
export const URLScalar = stringScalar('URL', 'An absolute URL (WHATWG).', URL.canParse, 'https://url.spec.whatwg.org/');
export const HTML = stringScalar('HTML', 'Sanitised HTML: safe to insert in a page as it stands.', () => true);
export const Locale = new GraphQLScalarType({
  ...GraphQLLocale.toConfig(),
  name: 'Locale',
  // The library takes whatever looks like a tag when it is made a text: true, or a list with one.
  parseValue(value) {
    if (typeof value === 'string') return GraphQLLocale.parseValue(value);
    throw notA('Locale', `Locale cannot represent ${JSON.stringify(value)}.`);
  },
  description: 'A language tag as BCP 47 has it: en, zh-Hans, pt-BR.',
});
export const JSONScalar = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value.',
});
