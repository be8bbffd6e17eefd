import 'reflect-metadata';
import { ArgsType, Field, Int } from 'type-graphql';
import { badInput } from './errors.js';

export const maxPageSize = 100;
export const defaultPageSize = 20;

const firstDescription = `How many from the start, at most ${maxPageSize}; ${defaultPageSize} where neither first nor last is given.`;
const lastDescription = `How many from the end, at most ${maxPageSize}; not together with first.`;
const afterDescription = 'Only what follows this cursor.';
const beforeDescription = 'Only what precedes this cursor.';

/** Relay's paging from the start. Connections take both ways: `PageArgs`. */
@ArgsType()
export class ForwardArgs {
  // Without a default in the schema, so that `last` alone differs from `first` and `last` together.
  @Field(() => Int, { nullable: true, description: firstDescription })
  first?: number | undefined;

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
export function paging(args: { [K in keyof PageArgs]?: PageArgs[K] | undefined }): Paging {
  const forward = args.last === undefined;
  const size = (forward ? args.first : args.last) ?? defaultPageSize;
  const name = forward ? 'first' : 'last';
  if (!forward && args.first !== undefined) throw badInput('Give first or last, not both.', 'first');
  if (size < 0 || size > maxPageSize) {
    throw badInput(`${name} must be between 0 and ${maxPageSize}; found ${size}.`, name);
  }
  return { forward, size, after: args.after, before: args.before };
}

/** For a field whose `first` has a default in the schema, which arguments do not tell from a given one: `last` takes its place. */
export const lastOverDefault = <A extends PageArgs>(args: A, defaultFirst: number): A =>
  args.last !== undefined && args.first === defaultFirst ? { ...args, first: undefined } : args;
