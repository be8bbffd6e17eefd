import 'reflect-metadata';
import { ArgsType, Field, Int } from 'type-graphql';
import { badInput } from './errors.js';

export const maxPageSize = 100;
export const defaultPageSize = 20;

const firstDescription = `How many from the start, at most ${maxPageSize}.`;
const lastDescription = `How many from the end, at most ${maxPageSize}; not together with first.`;
const afterDescription = 'Only what follows this cursor.';
const beforeDescription = 'Only what precedes this cursor.';

/**
 * The default of `first`: a number for the schema, for costs and for arithmetic, but a boxed one, by which `paging` tells it from
 * the same number written by a client.
 */
export const unlessGiven = (size: number): number => Object(size) as number;
const isGiven = (first: unknown): boolean => first !== undefined && first !== null && typeof first !== 'object';

/** Relay's paging from the start. Connections take both ways: `PageArgs`. */
@ArgsType()
export class ForwardArgs {
  @Field(() => Int, { nullable: true, defaultValue: unlessGiven(defaultPageSize), description: firstDescription })
  first!: number;

  @Field(() => String, { nullable: true, description: afterDescription })
  after?: string;
}

/** Relay's paging in both directions. */
@ArgsType()
export class PageArgs extends ForwardArgs {
  @Field(() => Int, { nullable: true, description: lastDescription })
  last?: number;

  @Field(() => String, { nullable: true, description: beforeDescription })
  before?: string;
}

/** Which way, how many, and from where. */
export interface Paging {
  forward: boolean;
  size: number;
  after: string | undefined;
  before: string | undefined;
}

/** BAD_USER_INPUT for a size below 0 or above the maximum, and for `first` and `last` together. */
export function paging(args: { [K in keyof PageArgs]?: PageArgs[K] | null | undefined }): Paging {
  const forward = args.last === undefined || args.last === null;
  const size = Number((forward ? args.first : args.last) ?? defaultPageSize);
  const name = forward ? 'first' : 'last';
  if (!forward && isGiven(args.first)) throw badInput('Give first or last, not both.', 'first');
  if (size < 0 || size > maxPageSize) {
    throw badInput(`${name} must be between 0 and ${maxPageSize}; found ${size}.`, name);
  }
  return { forward, size, after: args.after ?? undefined, before: args.before ?? undefined };
}
