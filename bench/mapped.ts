/** The same names, each with what is made of what stood there. */
export const mapped = <K extends string, A, B>(all: Record<K, A>, make: (value: A, name: K) => B): Record<K, B> =>
  Object.fromEntries(Object.entries<A>(all).map(([name, value]) => [name, make(value, name as K)])) as Record<K, B>;
