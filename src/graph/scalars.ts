import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLJSON, GraphQLLocale } from 'graphql-scalars';
import { fuzzyRange } from './fuzzy-date.js';

function stringScalar(name: string, description: string, accepts: (value: string) => boolean, url?: string) {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && accepts(value)) return value;
    throw new GraphQLError(`${name} cannot represent ${JSON.stringify(value)}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
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

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const isInstant = (value: string) => instantPattern.test(value) && !Number.isNaN(Date.parse(value));

/** In: a string with a zone, as a Date. Out: a Date in UTC, or a string that already names its offset. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in ISO 8601, always with a zone: 2024-06-18T12:00:00.000Z.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

function parseInstant(value: unknown): Date {
  if (typeof value === 'string' && isInstant(value)) return new Date(value);
  throw new GraphQLError(
    `DateTime wants ISO 8601 with a zone, such as 2024-06-18T12:00:00Z; found ${JSON.stringify(value)}.`,
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

export const FuzzyDate = stringScalar(
  'FuzzyDate',
  'A date as exact as it is known, in EDTF level 0 or 1: 2024, 2024-06, 2024-06-18, 2024-06-18?.',
  (value) => fuzzyRange(value) !== undefined,
  'https://www.loc.gov/standards/datetime/',
);
export const URLScalar = stringScalar('URL', 'An absolute URL (WHATWG).', URL.canParse, 'https://url.spec.whatwg.org/');
export const HTML = stringScalar('HTML', 'Sanitised HTML: safe to insert in a page as it stands.', () => true);
export const Locale = new GraphQLScalarType({
  ...GraphQLLocale.toConfig(),
  name: 'Locale',
  description: 'A language tag as BCP 47 has it: en, zh-Hans, pt-BR.',
});
export const JSONScalar = new GraphQLScalarType({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value.',
});
