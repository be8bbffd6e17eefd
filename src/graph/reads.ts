import type { GraphQLField } from 'graphql';

const anything = null;
type Declared = readonly string[] | typeof anything;

const declared = new Map<object, Map<PropertyKey, Declared>>();

/**
 * Says which fields of its parent's document a resolver reads, so that documents need not be read whole; of other documents
 * it reads what their types always have (`ContentType.narrow`), and else only hands them out. A resolver that says nothing may read
 * anything; a field without a resolver reads what it is called. A dot leads into a field.
 */
export const Reads = (...fields: string[]) => declare(fields);

/** For a field without a resolver that is worked out from whole documents all the same. */
export const ReadsAnything = () => declare(anything);

function declare(reads: Declared) {
  return (prototype: object, name: PropertyKey): void => {
    const ofClass = declared.get(prototype) ?? new Map<PropertyKey, Declared>();
    declared.set(prototype, ofClass.set(name, reads));
  };
}

/** What the method or property of a class was said to read; undefined where nothing was said. */
export const readsOf = (prototype: object, name: PropertyKey): Declared | undefined =>
  declared.get(prototype)?.get(name);

const extension = 'reads';

/** Writes down in the schema what a field reads. */
export function noteReads(field: GraphQLField<object, unknown>, reads: Declared | undefined): void {
  field.extensions = { ...field.extensions, [extension]: reads };
}

/** Undefined for a field that may read anything. */
export const notedReads = (field: GraphQLField<unknown, unknown>): readonly string[] | undefined =>
  (field.extensions[extension] as Declared | undefined) ?? undefined;
