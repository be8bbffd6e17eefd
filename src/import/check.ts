import type { ErrorObject, Schema, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { blockDocument } from '../content/body/body.document.js';
import type { DocumentType } from '../graph/document-types.js';
import { fuzzyRange } from '../graph/fuzzy-date.js';
import { instantRange, isInstant } from '../graph/instant.js';
import { formats as nativeFormats } from './formats.js';
import type { CheckedDocument, Origin, Reference } from './item.js';
import type { Problem } from './problem.js';

/** More would hide the first. */
const maxProblems = 5;

/** Of arrays and objects in each other: ten times what the formats need, and little enough for whoever walks through them. */
const maxDepth = 100;

/**
 * Checks a parsed document against the schema of its type.
 * @returns the document with all references that it makes, or what is wrong with it.
 */
export function check(input: unknown, origin: Origin, merging = false): CheckedDocument | Problem[] {
  const at = (pointer: string, message: string): Problem => ({
    ...origin,
    pointer: `${origin.pointer ?? ''}${pointer}`,
    message,
  });
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [at('', `expected a document (an object with a type), found ${found(input)}`)];
  }
  if (isDeeper(input, maxDepth))
    return [at('', `expected at most ${maxDepth} arrays and objects in each other, found more`)];
  const { type } = input as { type?: unknown };
  const validate = typeof type === 'string' ? validators.get(type) : undefined;
  if (!validate) return [at('/type', `expected one of ${[...validators.keys()].join(', ')}, found ${found(type)}`)];
  const references: Reference[] = [];
  if (!validate.call({ references }, input)) {
    // `if` only says that what it led to has found something wrong.
    const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
    return errors.slice(0, maxProblems).map((error) => at(pointerOf(error), explain(error)));
  }
  return { type: type as DocumentType, input, references, merging, revisionOrigin: 'DOCUMENT' };
}

/** Words and sentences are counted by its segmenters, which do not take every tag: `i-klingon`, `zh-cmn`. */
function isKnownToIntl(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

function compile(): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    discriminator: true,
    passContext: true,
    allowUnionTypes: true,
    // What is apart stays apart, however little it refers to itself.
    inlineRefs: false,
    // To look for better code takes longer than that code would save on a hundred thousand documents.
    code: { optimize: false },
  });
  formats.default(ajv, ['uri', 'uri-reference']);
  // A leap second is one of the format that no Date can be.
  const { validate } = formats.default.get('date-time') as { validate(value: string): boolean };
  ajv.addFormat('date-time', (value) => validate(value) && isInstant(Date.parse(value)));
  ajv.addFormat('edtf', (value) => fuzzyRange(value) !== undefined);
  ajv.addFormat('bcp47', isKnownToIntl);
  ajv.addKeyword({
    keyword: 'x-ref',
    schemaType: 'array',
    validate: function (
      this: { references: Reference[] },
      types: DocumentType[],
      value: string,
      _schema: unknown,
      place?: { instancePath: string },
    ) {
      this.references.push({ types, value, pointer: place?.instancePath ?? '' });
      return true;
    },
  });
  ajv.addSchema(blockDocument, block.$ref);
  return new Map([...nativeFormats].map(([type, { schema }]) => [type, ajv.compile(withBlockApart(schema) as Schema)]));
}

/** What all blocks may be makes up nine tenths of a schema with a body, and there are several: it is compiled once. */
const block = { $ref: 'block' };

const withBlockApart = (part: unknown): unknown => {
  if (part === blockDocument) return block;
  if (Array.isArray(part)) return part.map(withBlockApart);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, withBlockApart(inner)]));
};

const validators = compile();

const pointerOf = ({ keyword, instancePath, params }: ErrorObject): string =>
  keyword === 'additionalProperties' ? `${instancePath}/${params.additionalProperty}` : instancePath;

/** A date that is too far off does match its format, as most people know it. */
const dateFormats: ReadonlyMap<string, string> = new Map([
  ['date-time', `an instant in ISO 8601 with a zone, ${instantRange}`],
  ['edtf', 'a date in EDTF level 0 or 1, from the year -9999 to 9999'],
]);

function explain({ keyword, message, params, data, parentSchema }: ErrorObject): string {
  if (keyword === 'additionalProperties')
    return parentSchema?.patternProperties
      ? 'expected only BCP 47 language tags, found another name'
      : 'expected only fields of the format, found a field that it does not have';
  if (keyword === 'required') return `expected the field '${params.missingProperty}', found none`;
  if (keyword === 'enum')
    return `expected one of ${(params.allowedValues as unknown[]).join(', ')}, found ${found(data)}`;
  if (keyword === 'discriminator') return `expected a known ${params.tag}, found ${found(params.tagValue)}`;
  const date = keyword === 'format' && dateFormats.get(params.format);
  if (date) return `expected ${date}, found ${found(data)}`;
  return `${(message ?? keyword).replace(/^must /, 'expected to ')}, found ${found(data)}`;
}

function found(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
