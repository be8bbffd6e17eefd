import { ArgsType, Field, Int } from 'type-graphql';
import { maxPageSize } from '../../graph/page-args.js';

/** In the place of a cursor: what changes from here on. */
export const fromNowOn = 'now';

@ArgsType()
export class ChangesArgs {
  @Field(() => String, {
    nullable: true,
    description: `The endCursor of the last answer, or any step's cursor; '${fromNowOn}' for only what comes from here on. Left out: from the oldest step that is kept.`,
  })
  since?: string | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: maxPageSize,
    description: `How many steps, 1 to ${maxPageSize}.`,
  })
  first?: number | null;
}
