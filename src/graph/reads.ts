import type { GraphQLField } from 'graphql';

/** What a field reads of stored documents. */
export interface FieldReads {
  /** Fields of the document of its own parent. */
  own: readonly string[];
  /** GraphQL types of other documents that it reads, whole. */
  others: readonly string[];
}

const declared = new Map<object, Map<PropertyKey, FieldReads>>();

/**
 * Says which fields of its parent's document a resolver reads, so that documents need not be read whole. A resolver that says
 * nothing reads all of it; a field without a resolver reads what it is called. Not to be said of types that are always read whole
 * (`ContentType.narrow`).
 */
export const Reads = (...own: string[]): MethodDecorator => declare({ own, others: [] });

/** Says that a field reads documents of these GraphQL types, whole, which are not its parent. */
export const ReadsWhole = (...others: string[]): PropertyDecorator & MethodDecorator => declare({ own: [], others });

function declare(reads: FieldReads) {
  return (prototype: object, name: PropertyKey): void => {
    const ofClass = declared.get(prototype) ?? new Map<PropertyKey, FieldReads>();
    declared.set(prototype, ofClass.set(name, reads));
  };
}

/** What the method or property of a class was said to read. */
export const readsOf = (prototype: object, name: PropertyKey): FieldReads | undefined =>
  declared.get(prototype)?.get(name);

const extension = 'reads';

/** Writes down in the schema what a field reads; undefined for all of its parent. */
export function noteReads(field: GraphQLField<object, unknown>, reads: FieldReads | undefined): void {
  field.extensions = { ...field.extensions, [extension]: reads };
}

export const notedReads = (field: GraphQLField<unknown, unknown>): FieldReads | undefined =>
  field.extensions[extension] as FieldReads | undefined;
