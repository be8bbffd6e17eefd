import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';

/** Registers a GraphQL enum from its values and what each of them means; the result maps each value to itself. */
export function defineEnum<V extends string>(
  name: string,
  description: string,
  values: Record<V, string>,
): { readonly [K in V]: K } {
  const names = Object.keys(values) as V[];
  const enumObject = Object.fromEntries(names.map((value) => [value, value])) as { readonly [K in V]: K };
  registerEnumType(enumObject, {
    name,
    description,
    valuesConfig: Object.fromEntries(names.map((value) => [value, { description: values[value] }])) as Record<
      V,
      { description: string }
    >,
  });
  return enumObject;
}

/** The values of an enum made with `defineEnum`, as a type. */
export type ValueOf<E> = keyof E & string;
