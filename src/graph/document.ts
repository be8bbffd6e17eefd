import { GraphQLLocale } from 'graphql-scalars';
import Type, { type TSchema } from 'typebox';
import { conceptTypes, type DocumentType } from './document-types.js';
import { maxSitePath, sitePathPattern } from './site-path.js';

/** The building blocks of the native document format: the JSON Schemas under `seed/schemas` are written from these. */

const slugPattern = '^[\\p{Ll}\\p{Lo}\\p{Lm}\\p{M}\\p{N}]+(?:[-_.][\\p{Ll}\\p{Lo}\\p{Lm}\\p{M}\\p{N}]+)*$';

export const Slug = () =>
  Type.String({
    pattern: slugPattern,
    maxLength: 200,
    description: 'Lower-case words joined by hyphens; unique among the documents of its type.',
  });

export const Id = () =>
  Type.String({
    pattern: slugPattern,
    maxLength: 200,
    description: 'Stays the same for ever. Left out: the slug that the document has when it is first loaded.',
  });

/** A reference to a document of one type, by its slug or id. The keyword `x-ref` is what the loader checks. */
export const Ref = (type: DocumentType, description: string) =>
  Type.String({ minLength: 1, description: `${description} The slug or id of a ${type}.`, 'x-ref': [type] });

/** A reference to a concept of any kind, with its type in front: `person:sun-weidong`. */
export const ConceptRef = (description: string) =>
  Type.String({
    pattern: `^(?:${conceptTypes.join('|')}):.+$`,
    description: `${description} Written type:slug or type:id, such as person:ada-lovelace.`,
    'x-ref': [...conceptTypes],
  });

export const Text = (description: string) => Type.String({ minLength: 1, description });
/** What the graph answers with as a language tag. */
const localePattern = (GraphQLLocale.extensions.jsonSchema as { pattern: string }).pattern;
export const LocaleTag = (description = 'BCP 47 language tag, such as en or zh-Hans.') =>
  Type.String({ pattern: localePattern, format: 'bcp47', description });
/** A number that the graph answers with as an Int, which has 32 bits. */
export const Whole = (minimum: number, description: string) =>
  Type.Integer({ minimum, maximum: 2 ** 31 - 1, description });
export const Instant = (description: string) =>
  Type.String({
    format: 'date-time',
    description: `${description} ISO 8601 with a zone: 2024-06-18T09:30:00+09:00. In UTC its year is 0000 to 9999.`,
  });
export const Fuzzy = (description: string) =>
  Type.String({
    format: 'edtf',
    description: `${description} EDTF level 0 or 1: 2024, 2024-06, 2024-06-18, 2024-06-18?`,
  });
export const Url = (description: string) => Type.String({ format: 'uri', description });
export const SitePath = (description: string) =>
  Type.String({
    pattern: sitePathPattern,
    maxLength: maxSitePath,
    description: `${description} A path on the site, not percent-encoded and without a slash at its end, such as /2024/harbour-opens.`,
  });
export const Localised = (description: string) =>
  Type.Record(Type.String({ pattern: localePattern }), Type.String({ minLength: 1 }), {
    additionalProperties: false,
    description: `${description} By BCP 47 language tag.`,
  });
/** One value of an enum of the graph (`defineEnum`). */
export const OneOf = <V extends string>(values: { readonly [K in V]: K }, description: string) =>
  Type.Enum(Object.keys(values) as [V, ...V[]], { description });

/** Strict objects: a misspelt field is an error, not a loss. */
export const Strict = <P extends Record<string, TSchema>>(properties: P, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description ? { description } : {}) });

export const Optional = Type.Optional;
export const List = <T extends TSchema>(items: T, description: string) => Type.Array(items, { description });
